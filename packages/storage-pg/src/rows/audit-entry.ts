import type { AuditEntry, AuditMetadata } from '@tenantatlas/core/ports';
import { id, idOrNull, instant, json, jsonObject, text, word, type SqlRow } from './column.ts';
import { toSentence } from './sentence.ts';

/** A row of either ledger; `workspace_id` and `tenant_id` are null in the platform's. */
export function toAuditEntry(row: SqlRow): AuditEntry {
  return {
    id: id(row, 'id'),
    recordedAt: instant(row, 'recorded_at'),
    action: text(row, 'action'),
    outcome: word(row, 'outcome', ['success', 'blocked', 'failed']),
    actor: { kind: word(row, 'actor_kind', ['platform', 'user', 'system']), id: text(row, 'actor_id') },
    target: { type: text(row, 'target_type'), id: text(row, 'target_id'), label: text(row, 'target_label') },
    workspaceId: idOrNull(row, 'workspace_id'),
    tenantId: idOrNull(row, 'tenant_id'),
    operationRunId: idOrNull(row, 'operation_run_id'),
    summary: toSentence(json(row, 'summary')),
    metadata: jsonObject(row, 'metadata') as AuditMetadata,
  };
}
