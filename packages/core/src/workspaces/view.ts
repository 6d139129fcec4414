import type { Instant } from '../kernel/instant.ts';
import type { WorkspaceRecord } from '../ports/workspace-store.ts';

/** A workspace as shown. */
export interface WorkspaceView {
  readonly workspaceId: string;
  readonly name: string;
  readonly status: 'in_service' | 'archived';
  readonly archivedAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly version: number;
}

/** The public form of a workspace. */
export function workspaceView(record: WorkspaceRecord): WorkspaceView {
  const { workspaceId, name, archivedAt, createdAt, updatedAt, version } = record;
  return {
    workspaceId,
    name,
    status: archivedAt ? 'archived' : 'in_service',
    archivedAt,
    createdAt,
    updatedAt,
    version,
  };
}
