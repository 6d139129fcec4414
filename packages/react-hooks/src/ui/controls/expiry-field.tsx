import { useId, type ReactNode } from 'react';
import { useNowAfterPress } from '../base/root-context.ts';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import {
  choicesOf,
  expiryAt,
  presetHours,
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

/** When the pause ends, as preset buttons; the exact instant is shown below. */
export function ExpiryField({ value, onChange, policy, kept, error }: ExpiryFieldProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const { duration } = useTimes();
  const id = useId();
  const words = (choice: ExpiryChoice): string =>
    choice === 'custom' || choice === 'none' || choice === 'keep'
      ? t(`ui.field.end.${choice}`)
      : t('ui.field.end.hours', { count: presetHours[choice] });
  return (
    <fieldset className="ta-field" data-ta-invalid={error === undefined ? undefined : ''}>
      <legend>{t('ui.field.end')}</legend>
      {policy.maxDuration !== null && (
        <p className="ta-quiet">{t('ui.field.end.limited', { duration: duration(policy.maxDuration) })}</p>
      )}
      <div className="ta-choices">
        {choicesOf(policy, kept !== null).map((choice) => (
          <label key={choice} className="ta-choice">
            <input
              type="radio"
              name={id}
              checked={value.choice === choice}
              onChange={() => onChange({ ...value, choice })}
            />
            <span>{words(choice)}</span>
          </label>
        ))}
      </div>
      {value.choice === 'custom' && (
        <CustomEnd id={id} value={value} onChange={onChange} policy={policy} error={error} />
      )}
      <p id={`${id}-hint`} className="ta-quiet">
        <ChosenEnd value={value} policy={policy} kept={kept} />
      </p>
      <FieldError id={id} error={error} />
    </fieldset>
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
  const { end } = useTimes();
  const outcome = expiryAt(value, policy, kept, useNowAfterPress());
  if (outcome.state === 'never') return t('ui.field.end.never');
  return outcome.state === 'at' ? t('ui.field.end.at', { time: end(outcome.at) }) : null;
}
