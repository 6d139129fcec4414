import { invariant } from '../kernel/invariant.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { compareText } from '../kernel/text.ts';
import type { WorkspaceFilter, WorkspaceRecord, WorkspaceStore } from '../ports/workspace-store.ts';
import { pageOf, type ListOrder } from './page.ts';
import { select } from './rows.ts';
import type { Tables } from './tables.ts';
import { assertPlatformUnit, assertSameScope, type UnitContext } from './unit-context.ts';

const byId: ListOrder<WorkspaceRecord, WorkspaceId> = { keyOf: ({ workspaceId }) => workspaceId, compare: compareText };

/** Workspaces over the rows of a unit. Units are serial, so holding the platform gate until the end needs nothing. */
export function memoryWorkspaces(context: UnitContext<Tables>): WorkspaceStore {
  const { workspaces } = context.tables;
  return {
    async create(scope, record) {
      assertSameScope(record.workspaceId === scope.workspaceId, 'workspaces.create');
      if (workspaces.get(scope.workspaceId)) return 'exists';
      workspaces.set(scope.workspaceId, record);
      return 'created';
    },

    async get({ workspaceId }) {
      return workspaces.get(workspaceId) ?? null;
    },

    // Units run one after the other, so whatever is read stays as it is.
    async getHeld({ workspaceId }) {
      return workspaces.get(workspaceId) ?? null;
    },

    async list(filter, page) {
      assertPlatformUnit(context, 'workspaces.list');
      return pageOf(
        select(workspaces, (workspace) => matches(workspace, filter)),
        byId,
        page,
      );
    },

    async listAmong(ids, filter, page) {
      assertNames(context, ids);
      const wanted = new Set(ids);
      const found = select(workspaces, (workspace) => wanted.has(workspace.workspaceId) && matches(workspace, filter));
      return pageOf(found, byId, page);
    },

    async setArchived({ workspaceId }, { archivedAt, updatedAt, version }) {
      const current = workspaces.get(workspaceId);
      if (current?.version !== version) return null;
      workspaces.set(workspaceId, { ...current, archivedAt, updatedAt, version: version + 1 });
      return workspaces.get(workspaceId) ?? null;
    },
  };
}

function matches({ archivedAt }: WorkspaceRecord, { archived }: WorkspaceFilter): boolean {
  return archived === null || archived === (archivedAt !== null);
}

function assertNames({ scope }: UnitContext<Tables>, ids: readonly WorkspaceId[]): void {
  const fix = 'workspaces.listAmong needs a member unit that names the same ids, or a platform unit.';
  invariant(scope.plane !== 'workspace', fix);
  if (scope.plane === 'member')
    invariant(
      ids.every((id) => scope.workspaceIds.includes(id)),
      fix,
    );
}
