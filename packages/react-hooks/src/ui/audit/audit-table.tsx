import type { AuditEntryView } from '@tenantatlas/core/browser';
import { useMemo, type ComponentType, type ReactNode } from 'react';
import { answer, className, slots } from '../base/prop-rules.ts';
import { Frame } from '../base/atlas-root.tsx';
import { Status } from '../base/status.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { Word } from '../base/word.tsx';
import { useAtlas } from '../../provider/atlas-context.ts';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { Table, type Column } from '../lists/table.tsx';
import { auditMessages } from './messages.ts';
import { storyMessages, useAuditStory } from './use-audit-story.ts';

/** What a host can replace of {@link AuditTable}. */
export interface AuditTableSlots {
  /** What an entry is about, for instance as a link to it; `name` is what it is called. */
  readonly object: ComponentType<{ readonly entry: AuditEntryView; readonly name: string }>;
}

/** Properties of {@link AuditTable}. */
export interface AuditTableProps {
  /** Entries of the trail, as of `useAudit`. */
  readonly entries: readonly AuditEntryView[];
  readonly slots?: Partial<AuditTableSlots> | undefined;
  readonly className?: string | undefined;
}

const rules: PropRules<AuditTableProps> = () => ({
  entries: { ...answer(''), isRight: Array.isArray, rule: 'is a list of entries of useAudit.' },
  slots: slots('object'),
  className,
});

const none: Partial<AuditTableSlots> = {};

/**
 * Audit entries in columns: when exactly, who, what, to what. The outcome is shown only when it is not a success.
 *
 * @example
 * <AuditTable entries={entries} slots={{ object: ({ entry, name }) => <a href={`/runs/${entry.target.id}`}>{name}</a> }} />
 */
export function AuditTable(props: AuditTableProps): ReactNode {
  checkProps('AuditTable', props, rules);
  return (
    <Frame>
      <Entries {...props} />
    </Frame>
  );
}

function Entries({ entries, slots: { object: Obj } = none, className: name }: AuditTableProps): ReactNode {
  const { t, say } = useWords(auditMessages);
  const { timeZone } = useAtlas();
  const columns = useMemo<readonly Column<AuditEntryView>[]>(
    () => [
      {
        id: 'when',
        // A reader who chose a zone may compare it with records of another one.
        title: timeZone === null ? t('ui.audit.when') : t('ui.audit.when_in', { zone: timeZone }),
        narrow: 'note',
        cell: ({ recordedAt }) => <Stamp instant={recordedAt} />,
      },
      {
        id: 'actor',
        title: t('ui.audit.actor'),
        narrow: 'detail',
        cell: ({ actor }) => <bdi className="ta-short">{say(actor.label)}</bdi>,
      },
      { id: 'action', title: t('ui.audit.action'), narrow: 'main', cell: (entry) => <Action entry={entry} /> },
      {
        id: 'object',
        title: t('ui.audit.object'),
        narrow: 'more',
        cell: (entry) => <ObjectOf entry={entry} slot={Obj} />,
      },
      { id: 'outcome', title: t('ui.audit.outcome'), narrow: 'aside', cell: (entry) => <Outcome entry={entry} /> },
    ],
    [t, say, timeZone, Obj],
  );
  return (
    <Table
      label={t('ui.audit.title')}
      columns={columns}
      rows={entries}
      keyOf={({ workspaceId, id }) => `${workspaceId ?? ''} ${id}`}
      className={`ta-audit-table ${name ?? ''}`.trim()}
    />
  );
}

function Stamp({ instant }: { readonly instant: string }): ReactNode {
  const { stamp, exact } = useTimes();
  return (
    <time dateTime={instant} title={exact(instant)} className="ta-stamp" suppressHydrationWarning>
      {stamp(instant)}
    </time>
  );
}

interface EntryProps {
  readonly entry: AuditEntryView;
}

function Action({ entry }: EntryProps): ReactNode {
  const { action, facts, isNaming } = useAuditStory(entry);
  return (
    <>
      <span>{action}</span>
      {facts.map((fact) => (
        <span key={fact} className="ta-block ta-quiet ta-audit-detail" dir="auto">
          {isNaming ? <Word /> : fact}
        </span>
      ))}
    </>
  );
}

function ObjectOf({
  entry,
  slot: Obj,
}: EntryProps & { readonly slot: AuditTableSlots['object'] | undefined }): ReactNode {
  const { object, place, isNaming } = useAuditStory(entry);
  return (
    <>
      {Obj ? <Obj entry={entry} name={object} /> : <bdi>{object}</bdi>}
      {place !== null && (
        <span className="ta-block ta-quiet ta-audit-detail">{isNaming ? <Word /> : <bdi>{place}</bdi>}</span>
      )}
    </>
  );
}

function Outcome({ entry }: EntryProps): ReactNode {
  const { t } = useWords(storyMessages);
  const { tone, icon, word } = useAuditStory(entry).outcome;
  if (tone === 'success') return null;
  return (
    <Status tone={tone} icon={icon}>
      {t(word)}
    </Status>
  );
}
