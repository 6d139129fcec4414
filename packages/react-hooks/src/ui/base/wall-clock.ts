import { remembered } from './remembered.ts';

/**
 * What a date and time on the clocks of a zone means: one instant; two, where the clocks go back and show it twice; or none, where they go forward and skip it. For
 * none, `at` is as long after the change as the time would be on clocks that had not been changed. Null for any other text.
 */
export type WallTime =
  | { readonly kind: 'once'; readonly at: number }
  | { readonly kind: 'twice'; readonly at: number; readonly second: number }
  | { readonly kind: 'skipped'; readonly at: number };

const day = 24 * 3_600_000;

/** Reads a text of a `datetime-local` input, such as `2026-11-21T15:04`, on the clocks of a zone. */
export function readWallTime(text: string, zone: string): WallTime | null {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const [before, after] = [asUtc - offsetAt(asUtc - day, zone), asUtc - offsetAt(asUtc + day, zone)];
  const shown = [...new Set([before, after])].filter((at) => at + offsetAt(at, zone) === asUtc);
  const [first, second] = shown.toSorted((a, b) => a - b);
  if (first === undefined) return { kind: 'skipped', at: before };
  return second === undefined ? { kind: 'once', at: first } : { kind: 'twice', at: first, second };
}

/** An instant on the clocks of a zone, as a `datetime-local` input wants it. */
export function toWallTime(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 16);
}

/** When the day of an instant begins in a zone: at the end of the gap where its midnight is skipped. */
export function startOfDay(instant: number, zone: string): Date {
  return startOf(toWallTime(instant, zone).slice(0, 10), zone);
}

/** When the month of an instant begins in a zone, or one that is `months` later. */
export function startOfMonth(instant: number, zone: string, months = 0): Date {
  const [year = 0, month = 1] = toWallTime(instant, zone).split('-').map(Number);
  return startOf(new Date(Date.UTC(year, month - 1 + months)).toISOString().slice(0, 10), zone);
}

function startOf(date: string, zone: string): Date {
  return new Date(readWallTime(`${date}T00:00`, zone)?.at ?? Number.NaN);
}

/** By how many milliseconds the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const part = Object.fromEntries(
    clockOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, date, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
}

const clockOf = /* @__PURE__ */ remembered(
  (zone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
);
