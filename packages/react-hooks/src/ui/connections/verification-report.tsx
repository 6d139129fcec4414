import type { Sentence, VerificationCheckView, VerificationReportView } from '@tenantatlas/core/browser';
import type { ComponentType, ReactNode } from 'react';
import { checkProps, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { Icon } from '../base/icons.tsx';
import { useKeptFocus } from '../base/kept-focus.ts';
import { answer, className as classNameRule, flag, list, slots } from '../base/prop-rules.ts';
import { Status } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { Acknowledgement } from './acknowledgement.tsx';
import { CheckDetails, type NextStepProps } from './check-details.tsx';
import { connectionsMessages } from './messages.ts';
import { checkSign, overallSigns } from './states.ts';
import { useTold, type Told } from './told.ts';
import { useAcknowledging } from './use-acknowledging.ts';

/** What a host can replace of, and add to, a {@link VerificationReport}. */
export interface VerificationReportSlots {
  /** One step to take, for instance as a link. @default its words */
  readonly nextStep: ComponentType<NextStepProps>;
  /** Help beside a check that did not pass. `VerificationHelp` shows it once in a report. @default nothing */
  readonly help: ComponentType<{ readonly check: VerificationCheckView; readonly report: VerificationReportView }>;
}

/** Properties of {@link VerificationReport}. */
export interface VerificationReportProps {
  /** The report of `useConnection` or `useVerification`. */
  readonly report: VerificationReportView;
  /** Whether a failed check that does not block can be acknowledged here. False for a viewer who may not. @default true */
  readonly canAcknowledge?: boolean | undefined;
  /** Sentences that the view shows already, such as the reason of the connection: checks do not repeat them. @default none */
  readonly besides?: readonly (Sentence | null)[] | undefined;
  readonly slots?: Partial<VerificationReportSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<VerificationReportProps> = () => ({
  report: answer('the report of useConnection or useVerification'),
  canAcknowledge: flag,
  besides: optional(list, 'for none'),
  slots: slots('nextStep', 'help'),
  className: classNameRule,
});

/**
 * What the last check of a connection found: the outcome as a whole, what changed since the report before, and the checks in order. Evidence and next steps of
 * each are folded; those of the first check that did not pass are open. A failed check that does not block says who acknowledged it and why, or offers to.
 *
 * @example
 * const report = useVerification({ workspaceId: 'w-1', connectionId });
 * {report.state === 'ready' && report.data && <VerificationReport report={report.data} />}
 */
export function VerificationReport(props: VerificationReportProps): ReactNode {
  checkProps('VerificationReport', props, rules);
  return (
    <Frame>
      {/* What a person types about one connection must not be sent for another. */}
      <Report key={`${props.report.workspaceId} ${props.report.connectionId}`} {...props} />
    </Frame>
  );
}

function Report({
  report,
  canAcknowledge = true,
  besides = [],
  slots: parts = {},
  className,
}: VerificationReportProps): ReactNode {
  const { t } = useWords(connectionsMessages);
  const acknowledging = useAcknowledging(report);
  const keptFocus = useKeptFocus();
  const { overall, createdAt, staleBecause, checks, change, runId } = report;
  const first = checks.findIndex((check) => isOpen(check));
  return (
    <section className={classNames('ta-report', className)} aria-label={t('ui.check.report')} {...keptFocus}>
      <p className="ta-report-head">
        <Status {...overallSigns[overall]}>{t(`ui.check.overall.${overall}`)}</Status>
        <span className="ta-quiet">
          <Time instant={createdAt} />
        </span>
        <span className="ta-quiet">
          <Change report={report} />
        </span>
      </p>
      {staleBecause !== null && (
        <p className="ta-panel" data-ta-tone="warning">
          <Icon name="clock" />
          <span>{t(`ui.check.stale.${staleBecause}`)}</span>
        </p>
      )}
      {/* Another report has other checks to open. */}
      <ol key={runId} className="ta-checks">
        {checks.map((check, index) => (
          <Check
            key={check.key}
            report={report}
            check={check}
            isOpenAtFirst={index === first}
            isChanged={change.changedKeys.includes(check.key)}
            besides={besides}
            slots={parts}
          >
            <Acknowledgement
              check={check}
              acknowledging={acknowledging}
              isOffered={
                canAcknowledge && staleBecause === null && check.isAcknowledgeable && check.acknowledgement === null
              }
            />
          </Check>
        ))}
      </ol>
    </section>
  );
}

/** Whether a person has something to do about it. */
function isOpen({ status }: VerificationCheckView): boolean {
  return status === 'fail' || status === 'warn' || status === 'unknown';
}

function Change({ report: { change, checks } }: { readonly report: VerificationReportView }): ReactNode {
  const { t, say } = useWords(connectionsMessages);
  if (change.kind !== 'changed') return t(`ui.check.${change.kind}`);
  const titles = checks.filter(({ key }) => change.changedKeys.includes(key)).map(({ title }) => say(title));
  // A check that is gone has its key only, which says nothing to people.
  const keys = new Set(checks.map(({ key }) => key));
  const gone = change.changedKeys.filter((key) => !keys.has(key)).length;
  const all = gone > 0 ? [...titles, t('ui.check.gone', { count: gone })] : titles;
  return t('ui.check.changed', { checks: all.join(', ') });
}

interface CheckProps {
  readonly report: VerificationReportView;
  readonly check: VerificationCheckView;
  readonly isOpenAtFirst: boolean;
  readonly isChanged: boolean;
  readonly besides: Told;
  readonly slots: Partial<VerificationReportSlots>;
  /** What is behind its message. */
  readonly children: ReactNode;
}

function Check({ report, check, isOpenAtFirst, isChanged, besides, slots: parts, children }: CheckProps): ReactNode {
  const { t, say } = useWords(connectionsMessages);
  const isTold = useTold(besides);
  const { title, status, message, reason, evidence } = check;
  const Help = parts.help;
  return (
    <li data-ta-state={status}>
      <div className="ta-check-head">
        <span className="ta-check-title">
          {say(title)}
          {isChanged && <span className="ta-mark">{t('ui.check.changed_mark')}</span>}
        </span>
        <Status {...checkSign(check)}>{t(`ui.check.${status}`)}</Status>
      </div>
      {status !== 'pass' && !isTold(message) && <p className="ta-quiet">{say(message)}</p>}
      {children}
      {Help && isOpen(check) && <Help check={check} report={report} />}
      {(reason !== null || evidence.length > 0) && (
        <CheckDetails check={check} isOpenAtFirst={isOpenAtFirst} nextStep={parts.nextStep} besides={besides} />
      )}
    </li>
  );
}
