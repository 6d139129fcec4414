import { AtlasRoot } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Button, Menu, MenuTrigger, Popover, type MenuProps } from 'react-aria-components';

/** Properties of {@link MenuButton}. */
export interface MenuButtonProps {
  /** What the button is called, and the menu with it. */
  readonly label: string;
  /** What the button shows. */
  readonly face: ReactNode;
  readonly className?: string;
  readonly menu: MenuProps<object>;
}

/** A button that opens a menu. */
export function MenuButton({ label, face, className = 'icon-button', menu }: MenuButtonProps): ReactNode {
  return (
    <MenuTrigger>
      <Button className={className} aria-label={label}>
        {face}
      </Button>
      <Popover className="popover" placement="bottom end" offset={6}>
        <AtlasRoot className="layer">
          <Menu aria-label={label} className="menu" {...menu} />
        </AtlasRoot>
      </Popover>
    </MenuTrigger>
  );
}
