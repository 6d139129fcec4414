import { useId, type ReactNode } from 'react';
import { useNowAfterPress } from '../base/root-context.ts';
import { Segments } from '../base/segments.tsx';
import { useTimeZone } from '../base/use-time-zone.ts';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { readWallTime, toWallTime } from '../base/wall-clock.ts';
import {
  choicesOf,
  enteredTime,
  expiryAt,
  hoursOf,
  instantOf,
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
  const zone = useTimeZone();
  const outcome = expiryAt(value, policy, kept, now);
  const words = (choice: ExpiryChoice): string => {
    if (choice === 'custom' || choice === 'none' || choice === 'keep') return t(`ui.field.end.${choice}`);
    return t(choice.startsWith('+') ? 'ui.field.end.later' : 'ui.field.end.hours', { count: hoursOf(choice) });
  };
  const choose = (choice: ExpiryChoice): void => {
    // A chosen time begins with the end so far, and not with an empty field.
    const start = outcome.state === 'at' ? outcome.at : now + 4 * hour;
    onChange(
      choice === 'custom' && value.custom === ''
        ? { choice, custom: toWallTime(start, zone), zone, isSecond: false }
        : { ...value, choice },
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
  const zone = useTimeZone();
  const shown = inZone(value, zone);
  const latest = policy.maxDuration === null ? undefined : toWallTime(now + policy.maxDuration, zone);
  return (
    <>
      <input
        {...describedBy(id, error)}
        type="datetime-local"
        className="ta-input"
        aria-label={t('ui.field.end.instant')}
        min={toWallTime(now, zone)}
        max={latest}
        value={shown.custom}
        onChange={({ target }) => onChange({ choice: 'custom', custom: target.value, zone, isSecond: shown.isSecond })}
      />
      <WhichOfTwo value={shown} onChange={onChange} />
    </>
  );
}

/** What was entered, on the clocks of another zone. */
function inZone(value: Expiry, zone: string): Expiry {
  const at = instantOf(value);
  if (value.zone === zone || at === null) return { ...value, zone };
  const custom = toWallTime(at, zone);
  return { ...value, custom, zone, isSecond: at !== readWallTime(custom, zone)?.at };
}

/** The choice between two instants, for a time that the clocks show twice. */
function WhichOfTwo({ value, onChange }: Pick<ExpiryFieldProps, 'value' | 'onChange'>): ReactNode {
  const { t } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const entered = enteredTime(value);
  if (entered?.kind !== 'twice') return null;
  const { at, second } = entered;
  return (
    <Segments
      legend={t('ui.field.end.twice', { zone: value.zone })}
      options={[
        { value: 'first', label: zoned(at) },
        { value: 'second', label: zoned(second) },
      ]}
      value={value.isSecond ? 'second' : 'first'}
      onChange={(which) => onChange({ ...value, isSecond: which === 'second' })}
    />
  );
}

function ChosenEnd({ value, policy, kept }: Pick<ExpiryFieldProps, 'value' | 'policy' | 'kept'>): ReactNode {
  const { t } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const zone = useTimeZone();
  const outcome = expiryAt(value, policy, kept, useNowAfterPress());
  if (outcome.state === 'never') return t('ui.field.end.never');
  if (outcome.state !== 'at') return t('ui.field.end.zone', { zone });
  const end = t('ui.field.end.at', { time: zoned(outcome.at) });
  const isSkipped = value.choice === 'custom' && enteredTime(value)?.kind === 'skipped';
  return isSkipped ? `${end} ${t('ui.field.end.skipped', { zone: value.zone })}` : end;
}
