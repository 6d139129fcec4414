import type { AuditEntryView } from '@tenantatlas/core/browser';
import type { ComponentType, ReactNode } from 'react';
import { useAudit } from '../../hooks/use-audit.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { Status, type StatusProps } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useUi } from '../base/use-ui.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { LoadMore } from '../feedback/load-more.tsx';
import { Resource } from '../feedback/resource.tsx';

/** What a host can replace of {@link AuditTrail}. */
export interface AuditTrailSlots {
  /** One entry, inside of its list item. */
  readonly entry: ComponentType<{ readonly entry: AuditEntryView }>;
  /** What stands there without any entry. */
  readonly empty: ComponentType;
}

/** Properties of {@link AuditTrail}. */
export interface AuditTrailProps {
  /** What to read, as of `useAudit`; without a workspace, the ledger of the platform. */
  readonly request?: NonNullable<Parameters<typeof useAudit>[0]>;
  readonly slots?: Partial<AuditTrailSlots>;
  readonly className?: string | undefined;
}

const everything = {};

/**
 * What was done, by whom, when and with which outcome, newest first.
 *
 * @example
 * <AuditTrail request={{ workspaceId: 'w-1', limit: 20 }} />
 */
export function AuditTrail(props: AuditTrailProps): ReactNode {
  return (
    <Frame>
      <Trail {...props} />
    </Frame>
  );
}

function Trail({ request = everything, slots = {}, className }: AuditTrailProps): ReactNode {
  const { t } = useUi();
  const result = useAudit(request);
  const Entry = slots.entry ?? AuditEntryLine;
  const Empty = slots.empty ?? NoEntries;
  return (
    <section className={classNames('ta-audit', className)}>
      <Resource result={result} skeleton={{ rows: 5 }}>
        {(pages) =>
          pages.items.length === 0 ? (
            <Empty />
          ) : (
            <>
              <ol className="ta-audit-list" aria-label={t('ui.audit.title')}>
                {pages.items.map((entry) => (
                  <li key={entry.id}>
                    <Entry entry={entry} />
                  </li>
                ))}
              </ol>
              <LoadMore pages={pages} />
            </>
          )
        }
      </Resource>
    </section>
  );
}

const outcomes = {
  success: { tone: 'success', icon: 'check' },
  blocked: { tone: 'warning', icon: 'pause' },
  failed: { tone: 'danger', icon: 'cross' },
} as const satisfies { readonly [outcome in AuditEntryView['outcome']]: Pick<StatusProps, 'tone' | 'icon'> };

function AuditEntryLine({ entry }: { readonly entry: AuditEntryView }): ReactNode {
  const { t, say } = useUi();
  return (
    <>
      <Status {...outcomes[entry.outcome]}>{t(`ui.audit.${entry.outcome}`)}</Status>
      <span className="ta-audit-summary">{say(entry.summary)}</span>
      <span className="ta-quiet">{t('ui.audit.by', { actor: say(entry.actor.label) })}</span>
      <Time instant={entry.recordedAt} />
    </>
  );
}

function NoEntries(): ReactNode {
  const { t } = useUi();
  return <EmptyState title={t('ui.audit.empty.title')}>{t('ui.audit.empty.text')}</EmptyState>;
}
