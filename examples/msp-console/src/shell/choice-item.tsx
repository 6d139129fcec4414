import type { ReactNode } from 'react';
import { MenuItem } from 'react-aria-components';
import { Icon, type IconName } from '../ui/icons.tsx';

/** Properties of {@link ChoiceItem}. */
export interface ChoiceItemProps {
  readonly id: string;
  readonly icon?: IconName;
  /** The language that the words are in, where it is not that of the page. */
  readonly lang?: string;
  readonly href?: string;
  readonly children: string;
}

/** One choice of a menu; a tick marks the chosen one. */
export function ChoiceItem({ id, icon, lang, href, children }: ChoiceItemProps): ReactNode {
  return (
    <MenuItem id={id} textValue={children} className="menu-item" {...(href === undefined ? {} : { href })}>
      {({ isSelected }) => (
        <>
          {icon && <Icon name={icon} />}
          <span className="menu-words" lang={lang}>
            {children}
          </span>
          {isSelected && <Icon name="check" />}
        </>
      )}
    </MenuItem>
  );
}
