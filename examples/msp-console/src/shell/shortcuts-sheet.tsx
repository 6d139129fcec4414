import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { prefer, usePreferences } from '../preferences/preferences.ts';
import { usePerson } from '../session/use-person.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { pagesOf } from './pages-of.ts';
import { pageKeys, searchKeys } from './shortcut-keys.ts';
import { usePlane } from './use-plane.ts';

/** Every shortcut of the place where the person is, and the switch that turns single keys off. */
export default function ShortcutsSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText();
  const { workspaceId, capabilities } = usePlane();
  const { hasShortcuts } = usePreferences();
  const pages = pagesOf(workspaceId, usePerson(), capabilities);
  const shortcuts: readonly (readonly [what: string, keys: readonly string[]])[] = [
    [text('palette.open'), [searchKeys, '/']],
    [text('shortcuts.title'), ['?']],
    ...pages.map(
      ({ id }) => [text('shortcuts.go', { page: text(`nav.${id}`) }), ['G', pageKeys[id].toUpperCase()]] as const,
    ),
  ];
  return (
    <Dialog title={text('shortcuts.title')} onClose={onClose} isBusy={false}>
      <div className="form">
        <dl className="shortcuts">
          {shortcuts.map(([what, keys]) => (
            <div key={`${what} ${keys.join(' ')}`}>
              <dt>{what}</dt>
              <dd>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <Checkbox isSelected={hasShortcuts} onChange={(isOn) => prefer({ hasShortcuts: isOn })}>
          {text('shortcuts.use')}
        </Checkbox>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {text('shortcuts.close')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
