import type { AuditEntryView } from '@tenantatlas/core/browser';

/** An entry, and the previous entry of the same pause; null when there is nothing to compare. */
export interface HistoryEntry {
  readonly kind: 'entry';
  readonly entry: AuditEntryView;
  readonly before: AuditEntryView | null;
}

/** The end of a pause that ended at its end time: the trail has no entry of it. */
export interface EndedPause {
  readonly kind: 'ended';
  /** The last entry of the pause. */
  readonly entry: AuditEntryView;
  readonly at: string;
}

const says: readonly string[] = ['operational_control.paused', 'operational_control.updated'];
const ends: readonly string[] = ['operational_control.resumed'];

/** The entries of a control, newest first, with what changed from one to the next and the pauses that ended by themselves. */
export function historyOf(entries: readonly AuditEntryView[], now: number): readonly (HistoryEntry | EndedPause)[] {
  const told = entries.map((entry, index): HistoryEntry => {
    const isUpdate = entry.action === 'operational_control.updated';
    const earlier = entries.slice(index + 1).filter((one) => says.includes(one.action));
    return { kind: 'entry', entry, before: isUpdate ? (earlier.find((one) => isOfSame(one, entry)) ?? null) : null };
  });
  const ended = entries.flatMap((entry, index): EndedPause[] => {
    const at = entry.metadata['expires_at'];
    if (!says.includes(entry.action) || typeof at !== 'string' || new Date(at).getTime() > now) return [];
    // Anything later of the same pause tells what became of it.
    const later = entries
      .slice(0, index)
      .some((one) => isOfSame(one, entry) && [...says, ...ends].includes(one.action));
    return later ? [] : [{ kind: 'ended', entry, at }];
  });
  const timeOf = (event: HistoryEntry | EndedPause): number =>
    new Date(event.kind === 'ended' ? event.at : event.entry.recordedAt).getTime();
  return [...told, ...ended].sort((left, right) => timeOf(right) - timeOf(left));
}

/** An update keeps the id of the pause; the next pause of the same place has another one. */
function isOfSame(one: AuditEntryView, other: AuditEntryView): boolean {
  return one.target.id === other.target.id;
}
