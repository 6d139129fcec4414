import type { OperationRunView, TenantView } from '@tenantatlas/core/browser';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { useStartOperation } from '../atlas/hooks.ts';
import { useText } from '../i18n/use-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Tick } from '../ui/tick.tsx';
import { BackupSetChoice } from './backup-set-choice.tsx';
import { Refusal } from './refusal.tsx';

/** Properties of {@link RestoreDialog}. */
export interface RestoreDialogProps {
  readonly tenant: Pick<TenantView, 'workspaceId' | 'tenantId' | 'name'>;
  readonly onClose: () => void;
  readonly onStarted: (run: OperationRunView) => void;
}

/** Asks what to restore, and makes sure that it is meant. The server judges all of it again. */
export function RestoreDialog({ tenant, onClose, onStarted }: RestoreDialogProps): ReactNode {
  const { workspaceId, tenantId, name } = tenant;
  const text = useText();
  const { run: start, ...outcome } = useStartOperation();
  // One key for each opened dialog: however often it is sent, it is done once. Opening it again means it once more.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [backupSetId, setBackupSetId] = useState('nightly');
  const [acknowledgedImpact, setAcknowledged] = useState(false);
  const [typed, setTyped] = useState('');
  const isReady = acknowledgedImpact && typed.trim().normalize('NFC') === name;
  const isBusy = outcome.state === 'pending';

  const submit = async (): Promise<void> => {
    const inputs = { backupSetId, acknowledgedImpact, confirmTenantName: typed.trim() };
    const answer = await start({ type: 'restore.execute', workspaceId, tenantId, idempotencyKey, inputs });
    if (answer.isOk()) onStarted(answer.value.run);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !isBusy) void submit();
  };
  return (
    <Dialog title={text('restore.title', { tenant: name })} onClose={onClose} isBusy={isBusy}>
      <form onSubmit={onSubmit} className="form">
        <p className="consequence">{text('restore.change')}</p>
        <BackupSetChoice value={backupSetId} onChange={setBackupSetId} />
        <Tick isSelected={acknowledgedImpact} onChange={setAcknowledged}>
          {text('restore.acknowledge')}
        </Tick>
        <TextField className="field" value={typed} onChange={setTyped} autoComplete="off">
          <Label>{text('restore.name')}</Label>
          <Text slot="description" className="quiet">
            {text('restore.name.hint', { tenant: name })}
          </Text>
          <Input className="input" spellCheck="false" />
        </TextField>
        <div role="alert">
          <Refusal outcome={outcome} workspaceId={workspaceId} onRetry={() => void submit()} />
        </div>
        <DialogActions
          submit={text('restore.submit')}
          look="danger"
          isReady={isReady}
          isBusy={isBusy}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
