import { useState, type ReactNode } from 'react';
import { useTelemetryTrend } from '../../hooks/telemetry.ts';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { className as classNameRule } from '../base/prop-rules.ts';
import { Resource } from '../feedback/resource.tsx';
import { StaleNote } from '../feedback/stale-note.tsx';
import { TrendView } from './trend-view.tsx';
import { usageRequest, useFamilyCount, usageTimeRules, type UsageTimeProps } from './usage-request.ts';

/** Properties of {@link TelemetryTrend}. */
export interface TelemetryTrendProps extends UsageTimeProps {
  readonly className?: string | undefined;
}

const rules: PropRules<TelemetryTrendProps> = () => ({ ...usageTimeRules(), className: classNameRule });

/**
 * How use developed, over all workspaces, for operators: a row of bars for all events and one for each event of the catalog, by hours or UTC days. One of them is read
 * at a time, by pointer, finger or keyboard, and a button shows all of them as a table. Incomplete ones are dashed, and removed ones have no count.
 *
 * @example
 * <TelemetryTrend window="30d" />
 */
export function TelemetryTrend(props: TelemetryTrendProps): ReactNode {
  checkProps('TelemetryTrend', props, rules);
  return (
    <Frame>
      <Trend {...props} />
    </Frame>
  );
}

function Trend({ className, ...time }: TelemetryTrendProps): ReactNode {
  const [isTable, setTable] = useState(false);
  const result = useTelemetryTrend(usageRequest('TelemetryTrend', time));
  return (
    <section className={classNames('ta-trend', className)}>
      <Resource result={result} skeleton={{ rows: useFamilyCount(result) + 1 }}>
        {(trend, ready) => (
          <>
            <TrendView trend={trend} isTable={isTable} onTable={setTable} />
            {ready.isStale && <StaleNote result={ready} />}
          </>
        )}
      </Resource>
    </section>
  );
}
