import { isAfter } from '../kernel/instant.ts';
import type { MaintenanceStore } from '../ports/maintenance-store.ts';
import { activationRows } from './activation-rows.ts';
import { erasePerson } from './memory-people.ts';
import { isUnderWay, keyOfRun } from './run-rows.ts';
import { rowKey, select, type Rows } from './rows.ts';
import type { StoredKey, StoredRun } from './tables.ts';
import { assertMaintenanceUnit, type UnitContext } from './unit-context.ts';

/** Removal over the rows of a unit. Units run one after the other, so nobody is under way while something is erased. */
export function memoryMaintenance(context: UnitContext): MaintenanceStore {
  const { tables } = context;
  const { runs, idempotency } = tables;
  const removeRuns = (belongs: (row: StoredRun) => boolean): { runs: number; idempotencyKeys: number } => ({
    idempotencyKeys: removeWhere(idempotency, (key) => {
      const run = runOf(runs, key);
      return run !== undefined && belongs(run);
    }),
    runs: removeWhere(runs, belongs),
  });

  return {
    async eraseTenant({ workspaceId, tenantId }) {
      assertMaintenanceUnit(context, 'maintenance.eraseTenant');
      if (!tables.tenants.get(rowKey(workspaceId, tenantId))) return null;
      const isOfTenant = (row: { readonly workspaceId: string | null; readonly tenantId: string | null }): boolean =>
        row.workspaceId === workspaceId && row.tenantId === tenantId;
      const removed = {
        ...removeRuns(({ run }) => isOfTenant(run)),
        entitlements: removeWhere(tables.entitlements, isOfTenant),
        auditEntries: removeWhere(tables.audit, isOfTenant),
      };
      removeWhere(tables.externalClaims, isOfTenant);
      tables.tenants.delete(rowKey(workspaceId, tenantId));
      return removed;
    },

    async eraseWorkspace({ workspaceId }) {
      assertMaintenanceUnit(context, 'maintenance.eraseWorkspace');
      if (!tables.workspaces.get(workspaceId)) return null;
      const isOwn = (row: { readonly workspaceId: string | null }): boolean => row.workspaceId === workspaceId;
      const activations = select(
        tables.activations,
        ({ scope }) => scope.type === 'workspace' && scope.workspaceId === workspaceId,
      );
      for (const activation of activations) activationRows(tables).delete(activation);
      const removed = {
        ...removeRuns(isOwn),
        entitlements: removeWhere(tables.entitlements, isOwn),
        memberships: removeWhere(tables.memberships, isOwn),
        tenants: removeWhere(tables.tenants, isOwn),
        activations: activations.length,
        auditEntries: removeWhere(tables.audit, isOwn),
      };
      removeWhere(tables.externalClaims, isOwn);
      tables.workspaces.delete(workspaceId);
      return removed;
    },

    async erasePerson(person) {
      assertMaintenanceUnit(context, 'maintenance.erasePerson');
      return erasePerson(tables, person);
    },

    async pruneIdempotencyKeys(liveSince, limit) {
      assertMaintenanceUnit(context, 'maintenance.pruneIdempotencyKeys');
      const isDead = (key: StoredKey): boolean => {
        const run = runOf(runs, key)?.run;
        return !isAfter(key.record.createdAt, liveSince) && !(run && isUnderWay(run));
      };
      return removeWhere(idempotency, isDead, limit);
    },
  };
}

function runOf(runs: Rows<StoredRun>, { workspaceId, record }: StoredKey): StoredRun | undefined {
  return runs.get(keyOfRun(workspaceId, record.runId));
}

/** Deletes what `matches`, at most `limit`, and says how many. */
function removeWhere<Row>(rows: Rows<Row>, matches: (row: Row) => boolean, limit = Infinity): number {
  const keys = [...rows.entries()].filter(([, row]) => matches(row)).map(([key]) => key);
  const removed = keys.slice(0, limit);
  for (const key of removed) rows.delete(key);
  return removed.length;
}
