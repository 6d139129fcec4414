import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useStartOperation } from '../atlas/hooks.ts';
import { useText } from '../i18n/use-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { TextQuestion } from '../ui/text-question.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { BackupSetChoice } from './backup-set-choice.tsx';
import type { OfferDialogProps } from './offer-dialog.ts';
import { Refusal } from './refusal.tsx';
import { useRefusedByPause } from './use-refused-by-pause.ts';

/** Asks what to restore, and makes sure that it is meant. The server judges all of it again. */
export default function RestoreDialog({ tenant, isPaused, onClose, onStarted }: OfferDialogProps): ReactNode {
  const { workspaceId, tenantId, name } = tenant;
  const text = useText();
  const { run: start, ...outcome } = useStartOperation();
  // One key for each opened dialog: however often it is sent, it starts once. A dialog that is opened again gets a new key.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [backupSetId, setBackupSetId] = useState('nightly');
  const [acknowledgedImpact, setAcknowledged] = useState(false);
  const [typed, setTyped] = useState('');
  // Missing inputs are reported only after the first attempt.
  const [hasTried, setTried] = useState(false);
  const checkbox = useRef<HTMLInputElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const isNamed = typed.trim().normalize('NFC') === name;
  const isBusy = outcome.state === 'pending';
  const isRefused = useRefusedByPause(outcome, isPaused);

  const submit = async (): Promise<void> => {
    const inputs = { backupSetId, acknowledgedImpact, confirmTenantName: typed.trim() };
    const answer = await start({ type: 'restore.execute', workspaceId, tenantId, idempotencyKey, inputs });
    if (answer.isOk()) onStarted(answer.value.run);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy || isRefused) return;
    setTried(true);
    if (!acknowledgedImpact) checkbox.current?.focus();
    else if (!isNamed) input.current?.focus();
    else void submit();
  };
  return (
    <Dialog title={text('restore.title', { tenant: name })} onClose={onClose} isBusy={isBusy}>
      <form onSubmit={onSubmit} className="form">
        <p className="consequence">{text('restore.change')}</p>
        <BackupSetChoice value={backupSetId} onChange={setBackupSetId} />
        <Checkbox
          isSelected={acknowledgedImpact}
          onChange={setAcknowledged}
          problem={hasTried && !acknowledgedImpact ? text('restore.acknowledge.missing') : null}
          inputRef={checkbox}
        >
          {text('restore.acknowledge')}
        </Checkbox>
        <TextQuestion
          label={text('restore.name')}
          hint={text('restore.name.hint', { tenant: name })}
          value={typed}
          onChange={setTyped}
          problem={hasTried && !isNamed ? text('restore.name.wrong') : null}
          inputRef={input}
        />
        <div role="alert">
          <Refusal outcome={outcome} workspaceId={workspaceId} onRetry={() => void submit()} />
        </div>
        <DialogActions
          submit={text('restore.submit')}
          variant="danger"
          isBusy={isBusy}
          isRefused={isRefused}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
