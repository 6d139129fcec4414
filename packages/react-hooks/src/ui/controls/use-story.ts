import type { AuditEntryView } from '@tenantatlas/core/browser';
import { useTimes } from '../base/use-times.ts';
import { useUi } from '../base/use-ui.ts';
import { useWhere } from './where.ts';

/** An audit entry told: what happened, and what was given with it. */
export interface Story {
  readonly sentence: string;
  readonly details: readonly string[];
}

/** Tells the entries of one control. */
export function useStory(label: string): (entry: AuditEntryView) => Story {
  const { t, say } = useUi();
  const { exact } = useTimes();
  const where = useWhere();
  return (entry) => {
    const { metadata } = entry;
    const place = (type: unknown, id: unknown): string =>
      type === 'workspace' && typeof id === 'string'
        ? where({ type: 'workspace', workspaceId: id }, id)
        : t('ui.scope.everyone');
    const actor = say(entry.actor.label);
    const told = {
      actor,
      label,
      where: place(metadata['scope_type'], metadata['workspace_id']),
      from: place(metadata['previous_scope_type'], metadata['previous_workspace_id']),
    };
    const kind = kindOf(entry);
    const sentence =
      kind === null ? t('ui.history.other', { actor, summary: say(entry.summary) }) : t(`ui.history.${kind}`, told);
    const reason = metadata['reason_text'];
    const until = metadata['expires_at'];
    const givesReason = kind === 'paused' || kind === 'updated' || kind === 'moved';
    return {
      sentence,
      details: givesReason
        ? [
            ...(typeof reason === 'string' ? [t('ui.history.reason', { reason })] : []),
            ...(typeof until === 'string' ? [t('ui.history.until', { time: exact(until) })] : []),
          ]
        : [],
    };
  };
}

function kindOf({ action, metadata }: AuditEntryView): 'paused' | 'updated' | 'moved' | 'resumed' | 'blocked' | null {
  switch (action) {
    case 'operational_control.paused':
      return 'paused';
    case 'operational_control.updated':
      return metadata['previous_scope_type'] === undefined ? 'updated' : 'moved';
    case 'operational_control.resumed':
      return 'resumed';
    case 'operational_control.execution_blocked':
      return 'blocked';
    default:
      return null;
  }
}
