/** How a pause shall end, as chosen in the dialog. */
export type ExpiryChoice = '1h' | '4h' | '24h' | 'custom' | 'none' | 'keep';

/** What limits the choice. */
export interface ExpiryPolicy {
  readonly requireExpiry: boolean;
  /** Milliseconds. */
  readonly maxDuration: number | null;
}

/** The input. */
export interface Expiry {
  readonly choice: ExpiryChoice;
  /** As a `datetime-local` input has it, in the reader's zone. */
  readonly custom: string;
}

/** What came of it: an instant in milliseconds, no end, or what is wrong. */
export type ExpiryOutcome =
  | { readonly state: 'at'; readonly at: number }
  | { readonly state: 'never' }
  | { readonly state: 'missing' | 'past' | 'too_late' };

/** Hours of the ready-made ends. */
export const presetHours = { '1h': 1, '4h': 4, '24h': 24 } as const;
const hour = 3_600_000;

/** The ends that the policy allows, in the order in which they are offered. `keep` only where there is an end to keep. */
export function choicesOf(policy: ExpiryPolicy, hasEnd: boolean): readonly ExpiryChoice[] {
  const presets = (['1h', '4h', '24h'] as const).filter((name) => fits(presetHours[name] * hour, policy));
  const isOpenEnded = !policy.requireExpiry && policy.maxDuration === null;
  return [...(hasEnd ? (['keep'] as const) : []), ...presets, 'custom', ...(isOpenEnded ? (['none'] as const) : [])];
}

/** The initial choice: the current end, else the longest preset up to four hours. */
export function firstChoice(policy: ExpiryPolicy, current: 'new' | 'with_end' | 'without_end'): ExpiryChoice {
  const choices = choicesOf(policy, current === 'with_end');
  if (current === 'with_end') return 'keep';
  if (current === 'without_end' && choices.includes('none')) return 'none';
  return choices.includes('4h') ? '4h' : choices.includes('1h') ? '1h' : 'custom';
}

/** The end that was chosen, judged at `now`; `kept` is the one that there is. */
export function expiryAt(
  { choice, custom }: Expiry,
  policy: ExpiryPolicy,
  kept: string | null,
  now: number,
): ExpiryOutcome {
  if (choice === 'none') return { state: 'never' };
  const at = chosenInstant(choice, custom, kept, now);
  if (Number.isNaN(at)) return { state: 'missing' };
  if (at <= now) return { state: 'past' };
  return fits(at - now, policy) ? { state: 'at', at } : { state: 'too_late' };
}

function chosenInstant(
  choice: Exclude<ExpiryChoice, 'none'>,
  custom: string,
  kept: string | null,
  now: number,
): number {
  if (choice === 'keep') return kept === null ? Number.NaN : new Date(kept).getTime();
  // A local date and time without a zone is read in the reader's own.
  if (choice === 'custom') return custom === '' ? Number.NaN : new Date(custom).getTime();
  return now + presetHours[choice] * hour;
}

function fits(duration: number, { maxDuration }: ExpiryPolicy): boolean {
  return maxDuration === null || duration <= maxDuration;
}

/** An instant as a `datetime-local` input wants it. */
export function toLocalInput(millis: number): string {
  const date = new Date(millis);
  return new Date(millis - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
