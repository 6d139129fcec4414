import type { UsageBucketView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { timeMarks } from './scale.ts';

/** Properties of {@link TrendAxis}. */
export interface TrendAxisProps {
  readonly buckets: readonly UsageBucketView[];
  readonly mark: (bucket: UsageBucketView) => string;
}

/** The axis of time below the rows. Screen readers get the times from the buckets. */
export function TrendAxis({ buckets, mark }: TrendAxisProps): ReactNode {
  return (
    <svg className="ta-trend-axis" aria-hidden="true" focusable="false">
      {timeMarks(buckets).map(({ place, isAlwaysShown }) => {
        const share = (place + 0.5) / buckets.length;
        return (
          <text
            key={place}
            x={`${(share * 100).toFixed(2)}%`}
            y="14"
            textAnchor={share > 0.9 && buckets.length > 9 ? 'end' : 'middle'}
            data-ta-wide={!isAlwaysShown || undefined}
          >
            {buckets[place] && mark(buckets[place])}
          </text>
        );
      })}
    </svg>
  );
}
