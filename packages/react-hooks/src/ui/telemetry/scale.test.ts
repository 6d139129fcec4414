import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barShare, barsPath, drawnHeight, scaleOf, timeMarks } from './scale.ts';

const counts = fc.oneof(fc.integer({ min: 0, max: 12_000 }), fc.constantFrom(0, 1, 1_000_000_000));

/** The bars of a path: begin, width and height of each. Only the commands that a path of separate bars has are read. */
function barsIn(path: string): readonly { readonly x: number; readonly width: number; readonly height: number }[] {
  return [...path.matchAll(/M([\d.]+) 100v(-[\d.]+)h([\d.]+)V100z/g)].map(([, x, height, width]) => ({
    x: Number(x),
    width: Number(width),
    height: -Number(height),
  }));
}

const whole = { isDrawn: () => true, least: 2 };

describe('a scale', () => {
  it.each([
    { highest: 0, then: { top: 1, marks: [0] } },
    { highest: 1, then: { top: 1, marks: [0, 1] } },
    { highest: 3, then: { top: 3, marks: [0, 1, 2, 3] } },
    { highest: 125, then: { top: 150, marks: [0, 50, 100, 150] } },
    { highest: 1_000_000_000, then: { top: 1_000_000_000, marks: [0, 500_000_000, 1_000_000_000] } },
  ])('up to $highest has round marks', ({ highest, then }) => {
    expect(scaleOf(highest)).toEqual(then);
  });

  it('holds every count, with at most a handful of whole, different marks in order, the first at zero and the last at its top', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (highest) => {
        const { top, marks } = scaleOf(highest);
        expect(top).toBeGreaterThanOrEqual(highest);
        expect(marks.every(Number.isInteger)).toBe(true);
        expect(marks).toEqual([...new Set(marks)].sort((a, b) => a - b));
        expect([marks[0], marks[marks.length - 1]]).toEqual([0, top]);
        expect(marks.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

describe('bars', () => {
  it('have the height of their count, in its place, and none for zero', () => {
    const path = barsPath({ ...whole, counts: [0, 5, 10, 0], top: 10 });
    expect(barsIn(path).map(({ x, height }) => [Math.floor(x), height])).toEqual([
      [1, 50],
      [2, 100],
    ]);
  });

  it('with gaps between them are in their places, are never higher than the drawing, and are visible however small they are', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 89 }), (all) => {
        const top = Math.max(1, ...all);
        const bars = barsIn(barsPath({ ...whole, counts: all, top }));
        expect(bars.map(({ x }) => Math.floor(x))).toEqual(all.flatMap((count, place) => (count > 0 ? [place] : [])));
        for (const { x, width, height } of bars) {
          expect(x + width).toBeLessThanOrEqual(Math.floor(x) + 1);
          expect(height).toBeGreaterThanOrEqual(2);
          expect(height).toBeLessThanOrEqual(drawnHeight);
        }
      }),
    );
  });

  it('are one outline without inner edges where there are hundreds', () => {
    const all = Array.from({ length: 400 }, (_, place) => (place < 3 ? place : 0));
    expect(barsPath({ ...whole, counts: all, top: 2 })).toBe('M1 100V50h1V0h1V100z');
  });

  it('draw only the places that are asked for: whole and incomplete ones together are all of them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(counts, fc.boolean()), { minLength: 1, maxLength: 60 }), (pairs) => {
        const all = pairs.map(([count]) => count);
        const draw = (isDrawn: (place: number) => boolean) =>
          barsIn(barsPath({ counts: all, top: 1_000_000_000, least: 2, isDrawn }));
        const parts = [...draw((place) => pairs[place]?.[1] ?? false), ...draw((place) => !pairs[place]?.[1])];
        expect(parts.sort((a, b) => a.x - b.x)).toEqual(draw(() => true));
      }),
    );
  });

  it('are slim where there are few, so that one alone is not a wall', () => {
    expect([1, 2, 24, 30, 400].map((places) => Number((barShare(places) / places).toFixed(3)))).toEqual([
      0.083, 0.083, 0.03, 0.024, 0.003,
    ]);
  });
});

describe('the marks of time', () => {
  const hour = 3_600_000;
  const starts = (count: number, size: number, last = '2026-11-30T00:00:00.000Z') =>
    Array.from({ length: count }, (_, at) => ({
      start: new Date(Date.parse(last) - (count - 1 - at) * size).toISOString() as never,
    }));

  it('are at round instants', () => {
    const instants = (count: number, size: number): readonly string[] => {
      const buckets = starts(count, size);
      return timeMarks(buckets).map(({ place }) => String(buckets[place]?.start).slice(5, 13));
    };
    expect(instants(24, hour)).toEqual([
      '11-29T03',
      '11-29T06',
      '11-29T09',
      '11-29T12',
      '11-29T15',
      '11-29T18',
      '11-29T21',
      '11-30T00',
    ]);
    expect(instants(30, 24 * hour)).toEqual(['11-01T00', '11-08T00', '11-15T00', '11-22T00', '11-29T00']);
    expect(instants(400, 24 * hour)).toEqual(['01-01T00', '04-01T00', '07-01T00', '10-01T00']);
    expect(instants(1, hour)).toEqual(['11-30T00']);
    expect(instants(2, 24 * hour)).toEqual(['11-29T00', '11-30T00']);
  });

  it('are few enough to be read, at buckets that exist, and at most four of them where there is little room', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 700 }),
        (count, isDay, on) => {
          const size = isDay ? 24 * hour : hour;
          const last = new Date(Math.floor(Date.parse('2025-01-01T00:00:00Z') / size) * size + on * size).toISOString();
          const marks = timeMarks(starts(isDay ? count : Math.min(count, 48), size, last));
          expect(marks.length).toBeGreaterThan(0);
          expect(marks.length).toBeLessThanOrEqual(8);
          expect(marks.filter(({ isAlwaysShown }) => isAlwaysShown).length).toBeLessThanOrEqual(4);
          expect(marks.every(({ place }) => place >= 0 && place < count)).toBe(true);
        },
      ),
    );
  });
});
