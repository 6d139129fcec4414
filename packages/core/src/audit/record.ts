import { auditActorOf } from '../access/actor.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import type { AuditEntryId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { platformScope } from '../kernel/scope.ts';
import type { AuditActor, AuditMetadata } from '../ports/audit-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { summarize } from './messages.ts';
import type { AuditNote, WrittenActionId } from './note.ts';

/** Who wrote an entry and when. */
interface Writer {
  readonly id: AuditEntryId;
  readonly recordedAt: Instant;
  readonly actor: AuditActor;
  readonly isBreakGlass?: boolean;
}

/** Adds the entry to the unit of the change it describes. It takes actions that have a summary; others do not compile. */
export function record<Action extends WrittenActionId>(
  context: Pick<UseCaseContext<unknown>, 'unit' | 'now' | 'caller' | 'environment'>,
  note: AuditNote<Action>,
): Promise<void> {
  const { actor } = context.caller;
  return recordAs(context.unit, {
    ...note,
    id: context.environment.ids.next() as AuditEntryId,
    recordedAt: context.now,
    actor: auditActorOf(actor),
    isBreakGlass: actor.kind === 'platform' && actor.breakGlass !== null,
  });
}

/** Adds an entry without a caller, such as the end of a run. */
export function recordAs<Action extends WrittenActionId>(
  unit: StorageUnit,
  note: AuditNote<Action> & Writer,
): Promise<void> {
  const scope = note.workspaceId === null ? platformScope : { workspaceId: note.workspaceId };
  return unit.audit.append(scope, {
    id: note.id,
    recordedAt: note.recordedAt,
    action: note.action,
    outcome: note.outcome ?? 'success',
    actor: note.actor,
    target: note.target,
    workspaceId: note.workspaceId,
    tenantId: note.tenantId ?? null,
    operationRunId: note.operationRunId ?? null,
    summary: summarize(note.action, note.summary),
    metadata: withoutEmpty({
      ...note.hostMetadata,
      ...note.metadata,
      ...(note.isBreakGlass ? { is_break_glass: true } : {}),
    }),
  });
}

/** Metadata without its empty values. */
export function withoutEmpty(metadata: {
  readonly [key: string]: string | number | boolean | null | undefined;
}): AuditMetadata {
  const kept = Object.entries(metadata).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return Object.fromEntries(kept) as AuditMetadata;
}
