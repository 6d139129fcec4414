import type { WorkspaceRecord } from '@tenantatlas/core/ports';
import { id, instant, instantOrNull, integer, text, type SqlRow } from './column.ts';

/** A row of `workspaces`. */
export function toWorkspace(row: SqlRow): WorkspaceRecord {
  return {
    workspaceId: id(row, 'workspace_id'),
    name: text(row, 'name'),
    archivedAt: instantOrNull(row, 'archived_at'),
    createdAt: instant(row, 'created_at'),
    updatedAt: instant(row, 'updated_at'),
    version: integer(row, 'version'),
  };
}
