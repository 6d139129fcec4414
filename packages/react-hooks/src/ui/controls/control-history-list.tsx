import type { AuditEntryView, ControlHistory, ControlSummary } from '@tenantatlas/core/browser';
import { useState, type ReactNode } from 'react';
import { controlHistoryOptions } from '../../options.ts';
import { useRead } from '../../query/use-read.ts';
import type { HookResult } from '../../result.ts';
import { useAuditStory } from '../audit/use-audit-story.ts';
import { Icon } from '../base/icons.tsx';
import { KnownNames } from '../base/known-names.ts';
import { useWorkspaceName } from '../base/names.ts';
import { useNowAfterPress } from '../base/root-context.ts';
import { Time } from '../base/time.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { Word } from '../base/word.tsx';
import { Resource } from '../feedback/resource.tsx';
import { StaleNote } from '../feedback/stale-note.tsx';
import { historyOf, type EndedPause, type HistoryEntry } from './history-of.ts';
import { controlsMessages } from './messages.ts';

/** Properties of the history of a control center. */
export interface ControlHistoryListProps {
  readonly control: ControlSummary;
}

/** The history of a control, newest first; read while it is open. */
export function ControlHistoryList({ control }: ControlHistoryListProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const [isOpen, setOpen] = useState(false);
  const request = { control: control.controlKey };
  const history = useRead((connection) => ({ ...controlHistoryOptions(connection, request), enabled: isOpen }));
  // Counts the listed entries: the card was read at another moment.
  const count = isOpen && history.state === 'ready' ? history.data.count : control.historyCount;
  return (
    <details className="ta-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        <span>{t('ui.history.title')}</span>
        <span className="ta-quiet">{t('ui.history.count', { count })}</span>
      </summary>
      {isOpen && <Entries history={history} label={control.label} />}
    </details>
  );
}

interface EntriesProps {
  readonly history: HookResult<ControlHistory>;
  readonly label: string;
}

function Entries({ history, label }: EntriesProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const now = useNowAfterPress();
  return (
    <Resource result={history} skeleton={{ rows: 3, shape: 'line' }}>
      {({ entries, places }, ready) => (
        <KnownNames.Provider value={places}>
          {entries.length === 0 ? (
            <p className="ta-quiet">{t('ui.history.empty')}</p>
          ) : (
            <ol className="ta-story">
              {historyOf(entries, now).map((event) =>
                event.kind === 'ended' ? (
                  <Ended key={`ended-${event.entry.id}`} event={event} label={label} />
                ) : (
                  <Entry key={event.entry.id} event={event} />
                ),
              )}
            </ol>
          )}
          <StaleNote result={ready} isLive />
        </KnownNames.Provider>
      )}
    </Resource>
  );
}

function Entry({ event: { entry, before } }: { readonly event: HistoryEntry }): ReactNode {
  const { t } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const { sentence, details, isNaming } = useAuditStory(entry);
  const endOf = ({ metadata }: AuditEntryView): string => {
    const at = metadata['expires_at'];
    return typeof at === 'string' ? zoned(at) : t('ui.pause.no_end');
  };
  const reasonBefore = before?.metadata['reason_text'];
  const changes =
    before === null
      ? []
      : [
          ...(endOf(before) === endOf(entry)
            ? []
            : [t('ui.history.end_changed', { before: endOf(before), after: endOf(entry) })]),
          ...(typeof reasonBefore === 'string' && reasonBefore !== entry.metadata['reason_text']
            ? [t('ui.history.reason_changed', { before: reasonBefore })]
            : []),
        ];
  return (
    <li>
      <p>
        {isNaming ? <Word shape="sentence" /> : sentence} <Time instant={entry.recordedAt} />
      </p>
      {[...changes, ...details].map((detail) => (
        <p key={detail} className="ta-quiet">
          {isNaming ? <Word shape="sentence" /> : <bdi>{detail}</bdi>}
        </p>
      ))}
    </li>
  );
}

/** A pause that ended by itself leaves no entry; its last one says when it ended. */
function Ended({ event, label }: { readonly event: EndedPause; readonly label: string }): ReactNode {
  const { t } = useWords(controlsMessages);
  const { workspaceId } = event.entry;
  const name = useWorkspaceName(workspaceId);
  const where = name ?? workspaceId ?? t('ui.scope.everyone');
  return (
    <li>
      <p>
        {name === undefined ? <Word shape="sentence" /> : t('ui.history.ended_by_itself', { label, where })}{' '}
        <Time instant={event.at} />
      </p>
    </li>
  );
}
