import { useId, type ReactNode } from 'react';
import { useNowAfterPress } from '../base/root-context.ts';
import { Segments } from '../base/segments.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import {
  choicesOf,
  expiryAt,
  hoursOf,
  toLocalInput,
  type Expiry,
  type ExpiryChoice,
  type ExpiryPolicy,
} from './expiry.ts';
import { describedBy, FieldError } from './field.tsx';
import { controlsMessages } from './messages.ts';

/** Properties of {@link ExpiryField}. */
export interface ExpiryFieldProps {
  readonly value: Expiry;
  readonly onChange: (expiry: Expiry) => void;
  readonly policy: ExpiryPolicy;
  /** The end that there is. */
  readonly kept: string | null;
  readonly error: string | undefined;
}

const hour = 3_600_000;

/** When the pause ends, as one row of choices; the exact instant with its zone is below. */
export function ExpiryField({ value, onChange, policy, kept, error }: ExpiryFieldProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const { duration } = useTimes();
  const id = useId();
  const now = useNowAfterPress();
  const outcome = expiryAt(value, policy, kept, now);
  const words = (choice: ExpiryChoice): string => {
    if (choice === 'custom' || choice === 'none' || choice === 'keep') return t(`ui.field.end.${choice}`);
    return t(choice.startsWith('+') ? 'ui.field.end.later' : 'ui.field.end.hours', { count: hoursOf(choice) });
  };
  const choose = (choice: ExpiryChoice): void => {
    // A chosen time begins with the end so far, and not with an empty field.
    const start = outcome.state === 'at' ? outcome.at : now + 4 * hour;
    onChange(
      choice === 'custom' && value.custom === '' ? { choice, custom: toLocalInput(start) } : { ...value, choice },
    );
  };
  return (
    <div className="ta-field" data-ta-invalid={error === undefined ? undefined : ''}>
      <Segments
        legend={t('ui.field.end')}
        options={choicesOf(policy, kept, now).map((choice) => ({ value: choice, label: words(choice) }))}
        value={value.choice}
        onChange={choose}
        describedBy={`${id}-hint`}
      />
      {value.choice === 'custom' && (
        <CustomEnd id={id} value={value} onChange={onChange} policy={policy} error={error} />
      )}
      <p id={`${id}-hint`} className="ta-quiet">
        <ChosenEnd value={value} policy={policy} kept={kept} />
        {policy.maxDuration !== null && ` ${t('ui.field.end.limited', { duration: duration(policy.maxDuration) })}`}
      </p>
      <FieldError id={id} error={error} />
    </div>
  );
}

type CustomEndProps = Omit<ExpiryFieldProps, 'kept'> & { readonly id: string };

function CustomEnd({ id, value, onChange, policy, error }: CustomEndProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const now = useNowAfterPress();
  const latest = policy.maxDuration === null ? undefined : toLocalInput(now + policy.maxDuration);
  return (
    <input
      {...describedBy(id, error)}
      type="datetime-local"
      className="ta-input"
      aria-label={t('ui.field.end.instant')}
      min={toLocalInput(now)}
      max={latest}
      value={value.custom}
      onChange={(event) => onChange({ choice: 'custom', custom: event.target.value })}
    />
  );
}

function ChosenEnd({ value, policy, kept }: Pick<ExpiryFieldProps, 'value' | 'policy' | 'kept'>): ReactNode {
  const { t } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const outcome = expiryAt(value, policy, kept, useNowAfterPress());
  if (outcome.state === 'never') return t('ui.field.end.never');
  return outcome.state === 'at' ? t('ui.field.end.at', { time: zoned(outcome.at) }) : null;
}
