import { sql } from 'kysely';
import type { Instant, MaintenanceStore } from '@tenantatlas/core/ports';
import { blankReasons } from './acknowledgements.ts';
import { instantValue, run, table, type QueryContext } from './context.ts';
import { eraseTenant } from './erase-tenant.ts';
import { eraseWorkspace } from './erase-workspace.ts';
import { erasePerson, holdPerson } from './people.ts';
import { onlyForMaintenance } from './reach.ts';
import { forgetUser } from './usage-erasure.ts';

/** Removal in PostgreSQL, under the one role that may delete everything. */
export function createMaintenanceStore(context: QueryContext): MaintenanceStore {
  return {
    eraseTenant: async (scope) => {
      await onlyForMaintenance(context, 'maintenance.eraseTenant');
      return eraseTenant(context, scope);
    },
    eraseWorkspace: async (scope) => {
      await onlyForMaintenance(context, 'maintenance.eraseWorkspace');
      return eraseWorkspace(context, scope);
    },
    erasePerson: async (person) => {
      await onlyForMaintenance(context, 'maintenance.erasePerson');
      await holdPerson(context, person);
      const hadLabel = await erasePerson(context, person);
      // Afterwards: the row of the person is held, so no acknowledgement is on its way that this would miss.
      await blankReasons(context, person);
      await forgetUser(context, person);
      return hadLabel;
    },
    pruneIdempotencyKeys: async (liveSince, limit) => {
      await onlyForMaintenance(context, 'maintenance.pruneIdempotencyKeys');
      return pruneIdempotencyKeys(context, liveSince, limit);
    },
  };
}

/** A key that is used anew while it is pruned is a new row, too young to be pruned. */
async function pruneIdempotencyKeys(context: QueryContext, liveSince: Instant, limit: number): Promise<number> {
  const { rowCount } = await run(
    context,
    sql`delete from ${table(context, 'idempotency_keys')} as held
        using (
          select old.workspace_id, old.actor_kind, old.actor_id, old.key from ${table(context, 'idempotency_keys')} as old
          where old.created_at <= ${instantValue(liveSince)} and not exists (
            select from ${table(context, 'operation_runs')} as run
            where run.workspace_id = old.workspace_id and run.id = old.run_id and run.status <> 'completed'
          )
          order by old.created_at limit ${limit}
        ) as dead
        where held.workspace_id = dead.workspace_id and held.actor_kind = dead.actor_kind and held.actor_id = dead.actor_id
          and held.key = dead.key and held.created_at <= ${instantValue(liveSince)}`,
  );
  return rowCount;
}
