import type { ReactNode } from 'react';
import { useTelemetrySummary } from '../../hooks/telemetry.ts';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { className as classNameRule } from '../base/prop-rules.ts';
import { Resource } from '../feedback/resource.tsx';
import { StaleNote } from '../feedback/stale-note.tsx';
import { SummaryFigures, WaitingFigures } from './summary-figures.tsx';
import { usageRequest, useFamilyCount, usageTimeRules, type UsageTimeProps } from './usage-request.ts';

/** Properties of {@link TelemetrySummary}. */
export interface TelemetrySummaryProps extends UsageTimeProps {
  readonly className?: string | undefined;
}

const rules: PropRules<TelemetrySummaryProps> = () => ({ ...usageTimeRules(), className: classNameRule });

/**
 * Which capabilities were used, as figures over all workspaces, for operators: all events, the workspaces that had one, and each event of the catalog with its
 * window. It says so when there was none, and when a part of the time is not counted any more.
 *
 * @example
 * <TelemetrySummary window="7d" />
 */
export function TelemetrySummary(props: TelemetrySummaryProps): ReactNode {
  checkProps('TelemetrySummary', props, rules);
  return (
    <Frame>
      <Summary {...props} />
    </Frame>
  );
}

function Summary({ className, ...time }: TelemetrySummaryProps): ReactNode {
  const result = useTelemetrySummary(usageRequest('TelemetrySummary', time));
  const familyCount = useFamilyCount(result);
  return (
    <section className={classNames('ta-usage', className)}>
      {result.state === 'loading' ? (
        <WaitingFigures familyCount={familyCount} />
      ) : (
        <Resource result={result}>
          {(summary, ready) => (
            <>
              <SummaryFigures summary={summary} />
              {ready.isStale && <StaleNote result={ready} />}
            </>
          )}
        </Resource>
      )}
    </section>
  );
}
