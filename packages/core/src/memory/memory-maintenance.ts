import { isAfter } from '../kernel/instant.ts';
import type { MaintenanceStore, WorkspaceRemoval } from '../ports/maintenance-store.ts';
import { activationRows } from './activation-rows.ts';
import { blankReasons, erasePerson } from './person-rows.ts';
import { forgetUser, recountLastHour } from './memory-usage.ts';
import { isInProgress, keyOfRun, type StoredRun } from './run-rows.ts';
import { rowKey, type Rows } from './rows.ts';
import { mapTables, tableKinds, tableRegistry, type RowKinds, type StoredKey } from './table-registry.ts';
import type { RowPlace } from './table-declaration.ts';
import type { Tables } from './tables.ts';
import { assertMaintenanceUnit, type UnitContext } from './unit-context.ts';

/** Removal over the rows of a unit. Units run one after the other, so no other unit is in progress during an erasure. */
export function memoryMaintenance(context: UnitContext<Tables>): MaintenanceStore {
  const { tables } = context;
  const { runs, idempotency } = tables;

  return {
    async eraseTenant({ workspaceId, tenantId }) {
      assertMaintenanceUnit(context, 'maintenance.eraseTenant');
      const key = rowKey(workspaceId, tenantId);
      if (!tables.tenants.get(key)) return null;
      tables.tenants.delete(key);
      const isThere = (place: RowPlace): boolean => place.workspaceId === workspaceId && place.tenantId === tenantId;
      const { tenants: _, memberships: _members, activations: _pauses, ...removed } = removePlace(tables, isThere);
      if (removed.usageEvents > 0) recountLastHour(tables, workspaceId);
      return removed;
    },

    async eraseWorkspace({ workspaceId }) {
      assertMaintenanceUnit(context, 'maintenance.eraseWorkspace');
      if (!tables.workspaces.get(workspaceId)) return null;
      const removed = removePlace(tables, (place) => place.workspaceId === workspaceId);
      if (removed.activations > 0) activationRows(tables).raiseEpoch();
      return removed;
    },

    async erasePerson(person) {
      assertMaintenanceUnit(context, 'maintenance.erasePerson');
      blankReasons(tables, person);
      forgetUser(tables, person);
      return erasePerson(tables, person);
    },

    async pruneIdempotencyKeys(liveSince, limit) {
      assertMaintenanceUnit(context, 'maintenance.pruneIdempotencyKeys');
      const isDead = (key: StoredKey): boolean => {
        const run = runOf(runs, key)?.run;
        return !isAfter(key.record.createdAt, liveSince) && !(run && isInProgress(run));
      };
      return removeWhere(idempotency, isDead, limit);
    },
  };
}

function runOf(runs: Rows<StoredRun>, { workspaceId, record }: StoredKey): StoredRun | undefined {
  return runs.get(keyOfRun(workspaceId, record.runId));
}

/** Deletes the rows of a place from every table, and counts them by kind. */
function removePlace(tables: Tables, isThere: (place: RowPlace) => boolean): WorkspaceRemoval {
  const counts = mapTables<{ readonly [Kind in keyof RowKinds]: number }>(tables, ({ placeOf }, rows) =>
    placeOf ? removeWhere(rows, (row) => isThere(placeOf(row))) : 0,
  );
  const counted = tableKinds.flatMap((kind) => {
    const { countedAs } = tableRegistry[kind];
    return countedAs ? [[countedAs, counts[kind]] as const] : [];
  });
  // The registry names every member; the storage suite compares the whole answer.
  return Object.fromEntries(counted) as unknown as WorkspaceRemoval;
}

/** Deletes what `matches`, at most `limit`, and says how many. */
function removeWhere<Row>(rows: Rows<Row>, matches: (row: Row) => boolean, limit = Infinity): number {
  const keys = [...rows.entries()].filter(([, row]) => matches(row)).map(([key]) => key);
  const removed = keys.slice(0, limit);
  for (const key of removed) rows.delete(key);
  return removed.length;
}
