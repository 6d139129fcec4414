import { memo, type ReactNode } from 'react';
import { useWords } from '../base/use-words.ts';
import { telemetryMessages } from './messages.ts';
import { barsPath, drawnHeight, scaleOf } from './scale.ts';
import { countsIn } from './usage-words.ts';

/** Properties of {@link TrendBars}. */
export interface TrendBarsProps {
  readonly counts: readonly number[];
  /** Which buckets are incomplete. */
  readonly ragged: readonly boolean[];
  /** Whether it is the high row, with round marks on its scale. Others are marked at their highest count only. */
  readonly isMain: boolean;
}

/** The height of the bars in pixels, as the style sheet has it. */
const pixels = { main: 140, other: 28 } as const;

/** How much of a count that is not zero is seen at least, in pixels. */
const leastPixels = 2;

/** Bars and the numbers of their scale. They are drawn again when the trend changes, and not when another bucket is read. */
export const TrendBars = /* @__PURE__ */ memo(function TrendBars({
  counts,
  ragged,
  isMain,
}: TrendBarsProps): ReactNode {
  const { locale } = useWords(telemetryMessages);
  const highest = counts.reduce((most, count) => Math.max(most, count), 0);
  const { top, marks } = isMain ? scaleOf(highest) : { top: Math.max(1, highest), marks: highest > 0 ? [highest] : [] };
  const bars = { counts, top, least: (leastPixels / pixels[isMain ? 'main' : 'other']) * drawnHeight };
  const yOf = (mark: number): number => drawnHeight * (1 - mark / top);
  return (
    <>
      <svg className="ta-trend-marks" aria-hidden="true" focusable="false">
        {marks.map((mark) => (
          <text key={mark} x="100%" y={`${String(yOf(mark))}%`} dx="-8" dy="0.35em" textAnchor="end">
            {countsIn(locale).short(mark)}
          </text>
        ))}
      </svg>
      <svg
        className="ta-trend-bars"
        viewBox={`0 0 ${String(counts.length)} ${String(drawnHeight)}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {(isMain ? marks : []).map((mark) => (
          <line key={mark} x2={counts.length} y1={yOf(mark)} y2={yOf(mark)} />
        ))}
        <line className="ta-trend-base" x2={counts.length} y1={drawnHeight} y2={drawnHeight} />
        <path d={barsPath({ ...bars, isDrawn: (place) => !ragged[place] })} />
        <path d={barsPath({ ...bars, isDrawn: (place) => ragged[place] ?? false })} data-ta-ragged="" />
      </svg>
    </>
  );
});
