import type { ConnectionView } from '@tenantatlas/core/browser';
import { ErrorPanel } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useConnectionText } from './use-connection-text.ts';
import { useSwitch } from './use-switch.ts';

/** Properties of {@link DisableDialog}. */
export interface DisableDialogProps {
  readonly connection: ConnectionView;
  readonly onClose: () => void;
  readonly onDisabled: () => void;
}

/** Says what stops and what stays, and asks. */
export default function DisableDialog({ connection, onClose, onDisabled }: DisableDialogProps): ReactNode {
  const text = useConnectionText();
  const { run, isBusy, error } = useSwitch(connection);
  return (
    <Dialog title={text('disable.title', { connection: connection.displayName })} onClose={onClose} isBusy={isBusy}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void run({ isEnabled: false }).then((isDone) => (isDone ? onDisabled() : undefined));
        }}
      >
        <p className="consequence">{text('disable.stops')}</p>
        <p>{text('disable.stays')}</p>
        {connection.isDefault && <p>{text('disable.default')}</p>}
        <div role="alert">{error && <ErrorPanel error={error} attempt="write" />}</div>
        <DialogActions submit={text('connection.disable')} variant="danger" isBusy={isBusy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
