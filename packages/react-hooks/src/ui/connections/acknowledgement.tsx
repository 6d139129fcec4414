import type { VerificationCheckView } from '@tenantatlas/core/browser';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { describedBy, Field } from '../controls/field.tsx';
import { ErrorPanel } from '../feedback/error-panel.tsx';
import { connectionsMessages } from './messages.ts';
import type { Acknowledging } from './use-acknowledging.ts';

interface AcknowledgementProps {
  readonly check: VerificationCheckView;
  readonly acknowledging: Acknowledging;
  /** Whether the check can be acknowledged here and now. */
  readonly isOffered: boolean;
}

/** Who goes on with a failed check; the form to do so; or the button that opens the form. */
export function Acknowledgement({ check, acknowledging, isOffered }: AcknowledgementProps): ReactNode {
  const isOpen = acknowledging.key === check.key;
  return (
    <>
      {check.acknowledgement && <Acknowledged acknowledgement={check.acknowledgement} />}
      {isOpen && <AcknowledgeForm check={check} acknowledging={acknowledging} isOffered={isOffered} />}
      {isOffered && !isOpen && <Offer check={check} acknowledging={acknowledging} />}
    </>
  );
}

function Acknowledged({
  acknowledgement: { by, at, reason },
}: {
  readonly acknowledgement: NonNullable<VerificationCheckView['acknowledgement']>;
}): ReactNode {
  const { t, say } = useWords(connectionsMessages);
  const time = useTimes().zoned(at);
  const params = { person: say(by.label), time };
  return (
    <p className="ta-acknowledged" suppressHydrationWarning>
      {reason === null ? t('ui.check.acknowledged_erased', params) : t('ui.check.acknowledged', { ...params, reason })}
    </p>
  );
}

type PartProps = Pick<AcknowledgementProps, 'check' | 'acknowledging'>;

function Offer({ check, acknowledging: { open, left, isBusy } }: PartProps): ReactNode {
  const { t, say } = useWords(connectionsMessages);
  return (
    <p>
      <Button
        aria-label={t('ui.check.acknowledge_named', { check: say(check.title) })}
        onClick={() => open(check.key)}
        // There is one form at a time, and it ends with the acknowledgement that is on its way.
        isUnavailable={isBusy}
        // A person who closes the form is again where they opened it.
        autoFocus={left === check.key}
      >
        {t('ui.check.acknowledge')}
      </Button>
    </p>
  );
}

function AcknowledgeForm({ check, acknowledging, isOffered }: AcknowledgementProps): ReactNode {
  const { t, say } = useWords(connectionsMessages);
  const { reason, wrong, error, failures, isBusy, write, submit, close } = acknowledging;
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => input.current?.focus(), [failures]);
  const closeOnEscape = (event: KeyboardEvent): void => {
    // In Japanese or Chinese, Escape also ends the composition of a character.
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || isBusy) return;
    event.stopPropagation();
    close();
  };
  return (
    <form
      className="ta-acknowledge"
      noValidate
      aria-label={t('ui.check.acknowledge_named', { check: say(check.title) })}
      onKeyDown={closeOnEscape}
      onSubmit={(event) => {
        event.preventDefault();
        if (isOffered && !isBusy) submit();
      }}
    >
      <Field id={id} label={t('ui.check.acknowledge_reason')} hint={t('ui.check.acknowledge_hint')} error={wrong}>
        <textarea
          {...describedBy(id, wrong)}
          ref={input}
          className="ta-input"
          dir="auto"
          rows={2}
          value={reason}
          aria-required
          onChange={(event) => write(event.target.value)}
        />
      </Field>
      {error && <ErrorPanel error={error} attempt="write" />}
      <p className="ta-acknowledge-actions">
        <Button type="submit" variant="primary" isUnavailable={isBusy || !isOffered}>
          {t(isBusy ? 'ui.check.acknowledging' : 'ui.check.acknowledge')}
        </Button>
        <Button onClick={close} isUnavailable={isBusy}>
          {t('ui.cancel')}
        </Button>
      </p>
    </form>
  );
}
