import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useStartOperation } from '../atlas/hooks.ts';
import { useText } from '../i18n/use-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { TextQuestion } from '../ui/text-question.tsx';
import type { OfferDialogProps } from './offer-dialog.ts';
import { Refusal } from './refusal.tsx';
import { useRefusedByPause } from './use-refused-by-pause.ts';

const formats = ['pst', 'eml'] as const;

/** Asks which mailbox to export: an operation of this product's own, typed and governed like the built-in one. */
export default function ExportDialog({ tenant, isPaused, onClose, onStarted }: OfferDialogProps): ReactNode {
  const { workspaceId, tenantId, name } = tenant;
  const text = useText();
  const { run: start, ...outcome } = useStartOperation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [mailbox, setMailbox] = useState('');
  const [format, setFormat] = useState<(typeof formats)[number]>('pst');
  const [hasTried, setTried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const isNamed = mailbox.trim().length >= 3;
  const isBusy = outcome.state === 'pending';
  const isRefused = useRefusedByPause(outcome, isPaused);

  const submit = async (): Promise<void> => {
    const inputs = { mailbox: mailbox.trim(), format };
    const answer = await start({ type: 'acme.mailbox_export', workspaceId, tenantId, idempotencyKey, inputs });
    if (answer.isOk()) onStarted(answer.value.run);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy || isRefused) return;
    setTried(true);
    if (isNamed) void submit();
    else input.current?.focus();
  };
  return (
    <Dialog title={text('export.title', { tenant: name })} onClose={onClose} isBusy={isBusy}>
      <form onSubmit={onSubmit} className="form">
        <p className="consequence" data-tone="info">
          {text('export.change')}
        </p>
        <TextQuestion
          label={text('export.mailbox')}
          hint={text('export.mailbox.hint')}
          value={mailbox}
          onChange={setMailbox}
          problem={hasTried && !isNamed ? text('export.mailbox.missing') : null}
          inputRef={input}
          autoFocus
        />
        <RadioGroup className="field" value={format} onChange={(value) => setFormat(value === 'eml' ? 'eml' : 'pst')}>
          <Label>{text('export.format')}</Label>
          <div className="radios radios-inline">
            {formats.map((one) => (
              <Radio key={one} value={one} className="radio">
                <span className="radio-dot" aria-hidden="true" />
                <span className="radio-name">{one.toUpperCase()}</span>
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <div role="alert">
          <Refusal outcome={outcome} workspaceId={workspaceId} onRetry={() => void submit()} />
        </div>
        <DialogActions submit={text('export.submit')} isBusy={isBusy} isRefused={isRefused} onClose={onClose} />
      </form>
    </Dialog>
  );
}
