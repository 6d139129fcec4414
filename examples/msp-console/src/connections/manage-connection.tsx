import type { ConnectionView } from '@tenantatlas/core/browser';
import { ErrorPanel } from '@tenantatlas/react-hooks/ui';
import { useRef, useState, type ReactNode } from 'react';
import { MissingDialogPart } from '../parts/missing-part.tsx';
import { onDemand } from '../parts/on-demand.tsx';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import type { DisableDialogProps } from './disable-dialog.tsx';
import type { EditDialogProps } from './edit-dialog.tsx';
import type { ConnectionMessageId } from './messages.ts';
import { useConnectionText } from './use-connection-text.ts';
import { useSwitch } from './use-switch.ts';

const dialog = { Waiting: () => null, Missing: MissingDialogPart };
const EditDialog = onDemand<EditDialogProps>(() => import('./edit-dialog.tsx'), dialog);
const DisableDialog = onDemand<DisableDialogProps>(() => import('./disable-dialog.tsx'), dialog);

/** What a person who manages connections does with one. For others the buttons stay, and say what is missing. */
export function ManageConnection({ connection }: { readonly connection: ConnectionView }): ReactNode {
  const text = useConnectionText();
  const { capabilities } = useThisWorkspace();
  const [open, setOpen] = useState<'edit' | 'disable' | null>(null);
  const [done, setDone] = useState<ConnectionMessageId | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const { run, isBusy, error } = useSwitch(connection);
  const { isEnabled, isDefault } = connection;
  const may = { held: capabilities, needs: ['connections.manage'] } as const;
  const show = (which: 'edit' | 'disable'): void => {
    setDone(null);
    setOpen(which);
  };
  const close = (message: ConnectionMessageId | null): void => {
    setDone(message);
    setOpen(null);
  };
  const change = async (...[to, message]: [Parameters<typeof run>[0], ConnectionMessageId]): Promise<void> => {
    if (isBusy) return;
    setDone(null);
    if (!(await run(to))) return;
    setDone(message);
    if ('isDefault' in to) group.current?.focus(); // its button is gone
  };
  return (
    <div className="manage-connection">
      <div ref={group} className="manage-buttons" role="group" tabIndex={-1} aria-label={text('connection.manage')}>
        <CapableButton {...may} onPress={() => show('edit')}>
          {text('edit.action')}
        </CapableButton>
        {!isDefault && (
          <CapableButton {...may} onPress={() => void change({ isDefault: true }, 'connection.made_default')}>
            {text('connection.make_default')}
          </CapableButton>
        )}
        <CapableButton
          {...may}
          variant={isEnabled ? undefined : 'primary'}
          onPress={() => (isEnabled ? show('disable') : void change({ isEnabled: true }, 'connection.enabled'))}
        >
          {text(isEnabled ? 'connection.disable' : 'connection.enable')}
        </CapableButton>
      </div>
      <div role="status">{done && <p className="quiet">{text(done)}</p>}</div>
      {error && <ErrorPanel error={error} attempt="write" />}
      {open === 'edit' && (
        <EditDialog connection={connection} onClose={() => close(null)} onSaved={() => close('connection.saved')} />
      )}
      {open === 'disable' && (
        <DisableDialog
          connection={connection}
          onClose={() => close(null)}
          onDisabled={() => close('connection.disabled')}
        />
      )}
    </div>
  );
}
