import type { AuditEntryView, ControlHistory, ControlSummary } from '@tenantatlas/core/browser';
import { useState, type ReactNode } from 'react';
import { controlHistoryOptions } from '../../options/controls.ts';
import { useRead } from '../../query/use-read.ts';
import type { HookResult } from '../../result.ts';
import { useAuditStory } from '../audit/use-audit-story.ts';
import { Icon } from '../base/icons.tsx';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { Word } from '../base/word.tsx';
import { Resource } from '../feedback/resource.tsx';
import { StaleNote } from '../feedback/stale-note.tsx';
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
      {isOpen && <Entries history={history} />}
    </details>
  );
}

function Entries({ history }: { readonly history: HookResult<ControlHistory> }): ReactNode {
  const { t } = useWords(controlsMessages);
  return (
    <Resource result={history} skeleton={{ rows: 3, shape: 'line' }}>
      {({ entries }, ready) => (
        <>
          {entries.length === 0 ? (
            <p className="ta-quiet">{t('ui.history.empty')}</p>
          ) : (
            <ol className="ta-story">
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ol>
          )}
          <StaleNote result={ready} isLive />
        </>
      )}
    </Resource>
  );
}

function Entry({ entry }: { readonly entry: AuditEntryView }): ReactNode {
  const { sentence, details, isNaming } = useAuditStory(entry);
  return (
    <li>
      <p>
        {isNaming ? <Word shape="sentence" /> : sentence} <Time instant={entry.recordedAt} isPlain />
      </p>
      {details.map((detail) => (
        <p key={detail} className="ta-quiet">
          {isNaming ? <Word shape="sentence" /> : detail}
        </p>
      ))}
    </li>
  );
}
