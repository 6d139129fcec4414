import type { OperationRunView } from '@tenantatlas/core/browser';
import { useEffect, useRef, type ReactNode } from 'react';
import { useAudit } from '../../hooks/audit.ts';
import { aFunction, checkProps, optional, type PropRules } from '../../provider/check-props.ts';
import { RunEntries } from '../audit/run-entries.tsx';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { Icon } from '../base/icons.tsx';
import { answer, className, flag, slots } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { operationsMessages } from '../operations/messages.ts';
import { OperationProgress } from '../operations/operation-progress.tsx';
import { RunFacts } from '../operations/run-facts.tsx';
import { RunResults } from '../operations/run-results.tsx';
import { RunTimeline } from '../operations/run-timeline.tsx';
import type { OperationDetailSlots } from '../operations/slots.ts';

/** Properties of {@link OperationDetail}. */
export interface OperationDetailProps {
  /** A run of `useOperation`. */
  readonly run: OperationRunView;
  /**
   * Whether to read the audit entries of the run. Leave it on for those who may read the trail: they see its entries, and who cancelled it.
   * @default true
   */
  readonly hasAudit?: boolean | undefined;
  /** What the run is called. @default its operation's name */
  readonly nameOf?: ((run: OperationRunView) => string) | undefined;
  readonly slots?: Partial<OperationDetailSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<OperationDetailProps> = () => ({
  run: answer('a run of useOperation'),
  hasAudit: flag,
  nameOf: optional(aFunction('(run) => run.label')),
  slots: slots('tenant', 'help'),
  className,
});

/**
 * The record of one run: why it failed, how far it is, what it did, what happened when, what it was asked to do, and its audit entries. Heading, status and
 * `CancelOperation` belong to the page around it.
 *
 * @example
 * const run = useOperation({ workspaceId: 'w-1', runId });
 * {run.state === 'ready' && <OperationDetail run={run.data} />}
 */
export function OperationDetail(props: OperationDetailProps): ReactNode {
  checkProps('OperationDetail', props, rules);
  return <Frame>{props.hasAudit === false ? <Detail {...props} entries={null} /> : <WithAudit {...props} />}</Frame>;
}

function WithAudit(props: OperationDetailProps): ReactNode {
  const { workspaceId, id, status } = props.run;
  const entries = useAudit({ workspaceId, targetType: 'operation_run', targetId: id, limit: 20 });
  const { refresh } = entries;
  const told = useRef(status);
  // The trail is not read every few seconds; a run that starts or ends has another entry.
  useEffect(() => {
    if (told.current !== status) refresh();
    told.current = status;
  }, [status, refresh]);
  return <Detail {...props} entries={entries} />;
}

type DetailProps = OperationDetailProps & { readonly entries: ReturnType<typeof useAudit> | null };

function Detail({ run, nameOf, slots: replaced = {}, className: name, entries }: DetailProps): ReactNode {
  const { t, say, called } = useWords(operationsMessages);
  const ledger = entries?.state === 'ready' ? entries.data.items : [];
  const { help: Help } = replaced;
  const cancelled = ledger.find(({ action }) => action === 'operation_run.cancelled');
  return (
    <div className={classNames('ta-record', name)}>
      <div className="ta-record-main">
        <Failures run={run} />
        {Help && run.failureSummary.length > 0 && <Help run={run} />}
        {run.status === 'running' && (
          <section className="ta-part">
            <OperationProgress run={run} name={nameOf?.(run) ?? called(run.label)} />
          </section>
        )}
        <RunResults run={run} />
        <section className="ta-part">
          <h2 className="ta-part-title">{t('ui.run.timeline')}</h2>
          <RunTimeline run={run} cancelledBy={cancelled ? say(cancelled.actor.label) : null} />
        </section>
        {ledger.length > 0 && (
          <section className="ta-part">
            <h2 className="ta-part-title">{t('ui.run.audit')}</h2>
            <RunEntries entries={ledger} label={t('ui.run.audit')} />
          </section>
        )}
      </div>
      <aside className="ta-record-side" aria-label={t('ui.run.details')}>
        <RunFacts run={run} slots={replaced} />
      </aside>
    </div>
  );
}

/** Why the run or items of it failed. The number of failed items is in the results; here are those that the operation named. */
function Failures({ run }: { readonly run: OperationRunView }): ReactNode {
  const { t, say, why } = useWords(operationsMessages);
  const { failed } = run.summaryCounts;
  const told = run.failureSummary.filter(({ reasonCode }) => !(failed > 0 && reasonCode === 'items_failed'));
  if (told.length === 0) return null;
  const unnamed = failed - told.length;
  return (
    <ul className="ta-panel" data-ta-tone={run.outcome === 'partially_succeeded' ? 'warning' : 'danger'}>
      {told.map((failure, index) => (
        <li key={index}>
          <Icon name="cross" />
          {/* The message of an item names it; the wording of a reason does not. */}
          <span dir="auto">{failed > 0 ? say(failure.message) : why(failure)}</span>
        </li>
      ))}
      {unnamed > 0 && (
        <li>
          <Icon name="cross" />
          <span>{t('ui.run.more_failed', { count: unnamed })}</span>
        </li>
      )}
    </ul>
  );
}
