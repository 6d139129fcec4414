import { readWallTime, type WallTime } from '../base/wall-clock.ts';

/** How a pause ends, as chosen in the dialog: after a duration, extended by a duration, at a time, never, or unchanged. */
export type ExpiryChoice = Preset | Extension | 'custom' | 'none' | 'keep';

type Preset = '1h' | '4h' | '24h';

/** How much later a pause can end. */
export type Extension = `+${Preset}`;

/** What limits the choice. */
export interface ExpiryPolicy {
  readonly requireExpiry: boolean;
  /** Milliseconds. */
  readonly maxDuration: number | null;
}

/** The input. */
export interface Expiry {
  readonly choice: ExpiryChoice;
  /** As a `datetime-local` input has it, on the clocks of `zone`. */
  readonly custom: string;
  /** The time zone of `custom`: what was entered stays the same instant when it is shown in another one. */
  readonly zone: string;
  /** Whether the second one is meant of a time that the clocks show twice. */
  readonly isSecond: boolean;
}

/** What came of it: an instant in milliseconds, no end, or what is wrong. */
export type ExpiryOutcome =
  | { readonly state: 'at'; readonly at: number }
  | { readonly state: 'never' }
  | { readonly state: 'missing' | 'past' | 'too_late' };

const presets = ['1h', '4h', '24h'] as const;
const hour = 3_600_000;

/** Hours of a ready-made end. */
export function hoursOf(choice: Preset | Extension): number {
  return Number.parseInt(choice.replace('+', ''), 10);
}

/** The ends that the policy allows, in the order in which they are offered. An end that is there can be kept, and be put off. */
export function choicesOf(policy: ExpiryPolicy, kept: string | null, now: number): readonly ExpiryChoice[] {
  const isOpenEnded = !policy.requireExpiry && policy.maxDuration === null;
  const rest = ['custom', ...(isOpenEnded ? (['none'] as const) : [])] as const;
  if (kept === null) return [...presets.filter((name) => fits(hoursOf(name) * hour, policy)), ...rest];
  return ['keep', ...extensionsOf(policy, kept, now), ...rest];
}

/** By how much the policy allows an end to be put off. */
export function extensionsOf(policy: ExpiryPolicy, kept: string, now: number): readonly Extension[] {
  const end = new Date(kept).getTime();
  return presets.filter((name) => fits(end + hoursOf(name) * hour - now, policy)).map((name): Extension => `+${name}`);
}

/** The initial choice: the current end, else the longest preset up to four hours. */
export function firstChoice(policy: ExpiryPolicy, current: 'new' | 'with_end' | 'without_end'): ExpiryChoice {
  if (current === 'with_end') return 'keep';
  const choices = choicesOf(policy, null, 0);
  if (current === 'without_end' && choices.includes('none')) return 'none';
  return choices.includes('4h') ? '4h' : choices.includes('1h') ? '1h' : 'custom';
}

/** The end that was chosen, judged at `now`; `kept` is the one that there is. */
export function expiryAt(
  { choice, ...custom }: Expiry,
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
  custom: Omit<Expiry, 'choice'>,
  kept: string | null,
  now: number,
): number {
  const end = kept === null ? Number.NaN : new Date(kept).getTime();
  if (choice === 'keep') return end;
  if (choice === 'custom') return instantOf(custom) ?? Number.NaN;
  return (choice.startsWith('+') ? end : now) + hoursOf(choice) * hour;
}

function fits(duration: number, { maxDuration }: ExpiryPolicy): boolean {
  return maxDuration === null || duration <= maxDuration;
}

/** What was entered as a date and time, before one of two is chosen; null for nothing. */
export function enteredTime({ custom, zone }: Omit<Expiry, 'choice'>): WallTime | null {
  return readWallTime(custom, zone);
}

/** The instant of what was entered; null for nothing. */
export function instantOf(custom: Omit<Expiry, 'choice'>): number | null {
  const entered = enteredTime(custom);
  return entered?.kind === 'twice' && custom.isSecond ? entered.second : (entered?.at ?? null);
}
