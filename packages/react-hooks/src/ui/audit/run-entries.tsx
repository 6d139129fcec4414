import type { AuditEntryView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { useTimes } from '../base/use-times.ts';
import { useAuditStory } from './use-audit-story.ts';

/** Properties of {@link RunEntries}. */
export interface RunEntriesProps {
  readonly entries: readonly AuditEntryView[];
  /** What they are, for screen readers. */
  readonly label: string;
}

/** Entries about one thing, each as one sentence with its exact time. */
export function RunEntries({ entries, label }: RunEntriesProps): ReactNode {
  return (
    <ol className="ta-entries" aria-label={label}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { readonly entry: AuditEntryView }): ReactNode {
  const { sentence } = useAuditStory(entry);
  const { exact } = useTimes();
  return (
    <li>
      <span dir="auto">{sentence}</span>
      <time dateTime={entry.recordedAt} className="ta-quiet ta-timeline-when" suppressHydrationWarning>
        {exact(entry.recordedAt)}
      </time>
    </li>
  );
}
