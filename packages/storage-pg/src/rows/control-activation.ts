import type { ControlActivation, WorkspaceId } from '@tenantatlas/core/ports';
import { id, idOrNull, instant, instantOrNull, integer, text, textOrNull, type SqlRow } from './column.ts';
import { personRef, personRefOrNull } from './person-ref.ts';

/** A row of either activation table; `workspace_id` is null for the platform's. */
export function toActivation(row: SqlRow): ControlActivation {
  const workspaceId = idOrNull<WorkspaceId>(row, 'workspace_id');
  return {
    id: id(row, 'id'),
    controlKey: text(row, 'control_key'),
    scope: workspaceId === null ? { type: 'global' } : { type: 'workspace', workspaceId },
    reasonText: text(row, 'reason_text'),
    publicMessage: textOrNull(row, 'public_message'),
    expiresAt: instantOrNull(row, 'expires_at'),
    version: integer(row, 'version'),
    createdBy: personRef(row, 'created_by'),
    updatedBy: personRefOrNull(row, 'updated_by'),
    createdAt: instant(row, 'created_at'),
    updatedAt: instant(row, 'updated_at'),
  };
}
