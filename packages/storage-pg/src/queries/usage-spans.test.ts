import { toInstant } from '@tenantatlas/core/ports';
import { describe, expect, it } from 'vitest';
import { usageSpans, type Span, type UsageSpans } from './usage-spans.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** A leap day. */
const midnight = Date.UTC(2028, 1, 29);

const spans = (from: number, to: number) => usageSpans(toInstant(midnight + from), toInstant(midnight + to));
const millis = ({ begin, end }: Span): number => end - begin;
const holds = ({ begin, end }: Span, at: number): boolean => at >= begin && at < end;

/** How often each millisecond of a span is counted: once in the range, and never outside. */
function timesCounted(cut: UsageSpans, at: number, restIsEmpty: boolean): number {
  const ofTail = restIsEmpty ? { begin: cut.tail.begin, end: cut.rest.end } : cut.tail;
  return [cut.lead, cut.hours, ofTail].filter((span) => holds(span, at)).length;
}

describe('a range is cut into whole hours and edges', () => {
  const edges = [-day, -1, 0, 1, hour - 1, hour, hour + 1, 23 * hour, day - 1, day, day + 1, 2 * day + hour / 2];
  const ranges = edges.flatMap((from) => edges.filter((to) => to >= from).map((to) => [from, to] as const));

  it.each(ranges)('from %i to %i, each millisecond once', (from, to) => {
    const cut = spans(from, to);
    expect(cut).not.toBeNull();
    for (const at of [...edges, ...edges.flatMap((edge) => [edge - 1, edge + 1])]) {
      const isIn = at >= from && at <= to;
      expect(cut && timesCounted(cut, midnight + at, false)).toBe(isIn ? 1 : 0);
    }
  });

  it.each(ranges)('from %i to %i, with edges of less than an hour and whole days within the hours', (from, to) => {
    const cut = spans(from, to);
    if (!cut) throw new Error('It is a range.');
    const { lead, hours, tail, rest, days } = cut;
    expect([lead, tail, rest].map((span) => millis(span) < hour)).toEqual([true, true, true]);
    expect([hours.begin % hour, hours.end % hour, days.begin % day, days.end % day]).toEqual([0, 0, 0, 0]);
    expect(millis(days) === 0 || (days.begin >= hours.begin && days.end <= hours.end)).toBe(true);
    expect(millis(hours) - millis(days)).toBeLessThan(2 * day);
    if (millis(tail) > 0) expect([rest.begin, millis(tail) + millis(rest)]).toEqual([tail.end, hour]);
  });

  it('is one edge when both ends are in one hour, and nothing when it ends before it begins', () => {
    const none = { begin: 0, end: 0 };
    expect(spans(5, 5)).toEqual({
      lead: { begin: midnight + 5, end: midnight + 6 },
      hours: none,
      tail: none,
      rest: none,
      days: none,
    });
    expect(spans(6, 5)).toBeNull();
  });

  it('needs no edge for a whole day', () => {
    const { lead, hours, tail, days } = spans(0, day - 1) ?? {};
    expect([lead && millis(lead), hours && millis(hours), tail && millis(tail)]).toEqual([0, day, 0]);
    expect(days).toEqual({ begin: midnight, end: midnight + day });
  });
});
