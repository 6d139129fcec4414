import type { AuditEntryView } from '@tenantatlas/core/browser';
import type { ComponentType, ReactNode } from 'react';
import { useAudit } from '../../hooks/audit.ts';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { Status } from '../base/status.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { Word } from '../base/word.tsx';
import { EmptyState } from '../feedback/empty-state.tsx';
import { PagedList } from '../lists/paged-list.tsx';
import { storyMessages, useAuditStory } from './use-audit-story.ts';
import { auditMessages } from './messages.ts';
import { optional, checkProps, type PropRules } from '../../provider/check-props.ts';
import { answer, className, slots } from '../base/prop-rules.ts';

/** What a host can replace of {@link AuditTrail}. */
export interface AuditTrailSlots {
  /** One entry, inside its list item. `useAuditStory` describes it. */
  readonly entry: ComponentType<{ readonly entry: AuditEntryView }>;
  /** What is shown when there are no entries. */
  readonly empty: ComponentType;
}

/** Properties of {@link AuditTrail}. */
export interface AuditTrailProps {
  /** What to read, as of `useAudit`; without a workspace, the ledger of the platform. */
  readonly request?: NonNullable<Parameters<typeof useAudit>[0]> | undefined;
  readonly slots?: Partial<AuditTrailSlots> | undefined;
  readonly className?: string | undefined;
}

const everything = {};

const rules: PropRules<AuditTrailProps> = () => ({
  request: optional(answer("an object such as { workspaceId: 'w-1' }"), 'for the ledger of the platform'),
  slots: slots('entry', 'empty'),
  className,
});

/**
 * Who did what to what, where, why, when and with which outcome, newest first.
 *
 * @example
 * <AuditTrail request={{ workspaceId: 'w-1', limit: 20 }} />
 */
export function AuditTrail(props: AuditTrailProps): ReactNode {
  checkProps('AuditTrail', props, rules);
  return (
    <Frame>
      <Trail {...props} />
    </Frame>
  );
}

function Trail({ request = everything, slots = {}, className }: AuditTrailProps): ReactNode {
  const { t } = useWords(auditMessages);
  const Entry = slots.entry ?? AuditEntryLine;
  const Empty = slots.empty ?? NoEntries;
  return (
    <PagedList result={useAudit(request)} empty={<Empty />} className={classNames('ta-audit', className)}>
      {(entries) => (
        <ol className="ta-audit-list" aria-label={t('ui.audit.title')}>
          {entries.map((entry) => (
            <li key={entry.id} data-ta-item="">
              <Entry entry={entry} />
            </li>
          ))}
        </ol>
      )}
    </PagedList>
  );
}

function AuditEntryLine({ entry }: { readonly entry: AuditEntryView }): ReactNode {
  const { t } = useWords(storyMessages);
  const { sentence, details, outcome, isNaming } = useAuditStory(entry);
  return (
    <>
      <Status tone={outcome.tone} icon={outcome.icon}>
        {t(outcome.word)}
      </Status>
      <div className="ta-audit-story">
        <p>{isNaming ? <Word shape="sentence" /> : sentence}</p>
        {details.map((detail) => (
          <p key={detail} className="ta-audit-detail ta-quiet">
            {isNaming ? <Word shape="sentence" /> : detail}
          </p>
        ))}
      </div>
      <Time instant={entry.recordedAt} />
    </>
  );
}

function NoEntries(): ReactNode {
  const { t } = useWords(auditMessages);
  return <EmptyState title={t('ui.audit.empty.title')}>{t('ui.audit.empty.text')}</EmptyState>;
}
