import { useRef, useState, type ReactNode } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import { useRootAttributes } from './root-context.ts';

/** One entry of a {@link MoreMenu}. */
export interface MenuEntry {
  readonly id: string;
  readonly label: ReactNode;
  readonly onSelect: () => void;
}

/** Properties of {@link MoreMenu}. */
export interface MoreMenuProps {
  /** What the menu is of, for screen readers. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly isUnavailable?: boolean | undefined;
}

/** The further actions of a row, behind a button with three dots. */
export function MoreMenu({ label, entries, isUnavailable = false }: MoreMenuProps): ReactNode {
  const root = useRootAttributes();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        ref={button}
        variant="quiet"
        className="ta-menu-button"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        isUnavailable={isUnavailable}
        onClick={() => setOpen(true)}
      >
        <Icon name="more" />
      </Button>
      <Popover triggerRef={button} isOpen={isOpen} onOpenChange={setOpen} placement="bottom end" className="ta-layer">
        <Dialog className="ta-dialog-host" aria-label={label}>
          <div {...root} className="ta-root ta-menu">
            {entries.map(({ id, label: text, onSelect }) => (
              <button
                key={id}
                type="button"
                className="ta-menu-entry"
                onClick={() => {
                  setOpen(false);
                  onSelect();
                }}
              >
                {text}
              </button>
            ))}
          </div>
        </Dialog>
      </Popover>
    </>
  );
}
