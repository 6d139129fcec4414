import { auditActorOf } from '../access/actor.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import type { AuditEntryId, RunId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { platformScope } from '../kernel/scope.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { AuditActor, AuditMetadata, AuditOutcome, AuditTarget } from '../ports/audit-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import type { AuditAction } from './catalog.ts';

/** The description of an audited action by its use case. */
export interface AuditNote {
  readonly action: AuditAction;
  readonly target: AuditTarget;
  /** Null for the platform ledger. */
  readonly workspaceId: WorkspaceId | null;
  readonly tenantId?: TenantId | null;
  readonly operationRunId?: RunId | null;
  readonly summary: Sentence;
  /** Empty values (null, undefined, '') are left out. */
  readonly metadata?: { readonly [key: string]: string | number | boolean | null | undefined };
  /** @default 'success' */
  readonly outcome?: AuditOutcome;
}

/** Adds the entry to the unit of the change it describes. */
export function record(
  context: Pick<UseCaseContext<unknown>, 'unit' | 'now' | 'caller' | 'environment'>,
  note: AuditNote,
): Promise<void> {
  const { actor } = context.caller;
  const isBreakGlass = actor.kind === 'platform' && actor.breakGlass !== null;
  return recordAs(context.unit, {
    ...note,
    id: context.environment.ids.next() as AuditEntryId,
    recordedAt: context.now,
    actor: auditActorOf(actor),
    metadata: { ...note.metadata, ...(isBreakGlass ? { is_break_glass: true } : {}) },
  });
}

/** Adds an entry without a caller, such as the end of a run. */
export function recordAs(
  unit: StorageUnit,
  note: AuditNote & { readonly id: AuditEntryId; readonly recordedAt: Instant; readonly actor: AuditActor },
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
    summary: note.summary,
    metadata: withoutEmpty(note.metadata ?? {}),
  });
}

function withoutEmpty(metadata: NonNullable<AuditNote['metadata']>): AuditMetadata {
  const kept = Object.entries(metadata).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return Object.fromEntries(kept) as AuditMetadata;
}
