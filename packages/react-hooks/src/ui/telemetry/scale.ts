import { nice, ticks } from 'd3-array';
import { utcTicks } from 'd3-time';
import type { UsageBucketView } from '@tenantatlas/core/browser';

/** The highest value of a scale that begins at zero, and the whole numbers that are marked on it in ascending order. */
export interface Scale {
  readonly top: number;
  readonly marks: readonly number[];
}

/** A scale with round marks on which every count up to `highest` fits. Without any event it has a mark at zero only. */
export function scaleOf(highest: number): Scale {
  if (highest <= 0) return { top: 1, marks: [0] };
  const [, top] = nice(0, highest, 3);
  return { top, marks: ticks(0, top, 3).filter((mark) => Number.isInteger(mark)) };
}

/** The height of the drawing of {@link barsPath}; its width is the number of counts. */
export const drawnHeight = 100;

/** From so many bars on there is no gap between two of them: they would be thinner than it. */
const denseFrom = 90;

/** The width of a bar as a share of its place. A few bars stay slim, so that one alone is not a wall. */
export function barShare(places: number): number {
  return places >= denseFrom ? 1 : Math.min(0.72, places / 12);
}

/** What {@link barsPath} draws. */
export interface Bars {
  /** One count for each place. */
  readonly counts: readonly number[];
  /** The count that is as high as the drawing. */
  readonly top: number;
  /** Which places are drawn. */
  readonly isDrawn: (place: number) => boolean;
  /** The least height of a count that is not zero, so that one event beside a million is seen. */
  readonly least: number;
}

/**
 * The data of an SVG path for bars, in a drawing that is as wide as there are counts and {@link drawnHeight} high. It is one element for all bars: a chart of 400 buckets
 * and 17 families has 34 of them, not 6,800.
 */
export function barsPath({ counts, top, isDrawn, least }: Bars): string {
  const share = barShare(counts.length);
  const heights = counts.map((count, place) =>
    count > 0 && isDrawn(place) ? Math.max(least, (count / top) * drawnHeight) : 0,
  );
  return share === 1 ? skyline(heights) : separate(heights, share);
}

function separate(heights: readonly number[], share: number): string {
  return heights
    .map((height, place) =>
      height === 0
        ? ''
        : `M${short(place + (1 - share) / 2)} ${String(drawnHeight)}v${short(-height)}h${short(share)}V${String(drawnHeight)}z`,
    )
    .join('');
}

/** One outline for bars that touch: between separate ones there would be fine lines. */
function skyline(heights: readonly number[]): string {
  return heights
    .map((height, place) => {
      if (height === 0) return '';
      const begin = (heights[place - 1] ?? 0) > 0 ? '' : `M${String(place)} ${String(drawnHeight)}`;
      const end = (heights[place + 1] ?? 0) > 0 ? '' : `V${String(drawnHeight)}z`;
      return `${begin}V${short(drawnHeight - height)}h1${end}`;
    })
    .join('');
}

const short = (value: number): string => String(Number(value.toFixed(3)));

/** A place on the axis of time that has a label. */
export interface TimeMark {
  readonly place: number;
  /** Whether the label also stands where there is little room. */
  readonly isAlwaysShown: boolean;
}

/** The marks at round instants: hours such as 6 and 12, days, weeks or months. Always at least the first bucket. */
export function timeMarks(buckets: readonly Pick<UsageBucketView, 'start'>[]): readonly TimeMark[] {
  const starts = new Map(buckets.map(({ start }, place) => [Date.parse(start), place]));
  const instants = [...starts.keys()];
  const [first = 0, last = 0] = [instants[0], instants[instants.length - 1]];
  const places = utcTicks(new Date(first), new Date(last), 7).flatMap((instant) => starts.get(instant.getTime()) ?? []);
  const wide = every(Math.ceil(places.length / 8), places.length > 0 ? places : [0]);
  const step = Math.ceil(wide.length / 4);
  return wide.map((place, index) => ({ place, isAlwaysShown: index % step === 0 }));
}

function every(step: number, places: readonly number[]): readonly number[] {
  return places.filter((_, index) => index % Math.max(1, step) === 0);
}
