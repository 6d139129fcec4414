import { sql, type RawBuilder } from 'kysely';
import {
  invariant,
  type ActivationId,
  type ActivationOverview,
  type ControlActivation,
  type Instant,
  type WorkspaceId,
} from '@tenantatlas/core/ports';
import { integer, textOrNull } from '../rows/column.ts';
import { toActivation } from '../rows/control-activation.ts';
import { isActive, platformColumns, workspaceColumns } from './activation-place.ts';
import { all, first, run, table, type QueryContext } from './context.ts';

/**
 * The pauses that apply, the global one first. One statement, so that a pause that moves from one scope to the other is seen exactly once.
 */
export function findApplicable(
  context: QueryContext,
  key: string,
  workspaceId: WorkspaceId | null,
  now: Instant,
): Promise<readonly ControlActivation[]> {
  return all(context, applicable(context, key, workspaceId, now), toActivation);
}

/** The question of {@link findApplicable}. */
export function applicable(
  context: QueryContext,
  key: string,
  workspaceId: WorkspaceId | null,
  now: Instant,
): RawBuilder<unknown> {
  const ofPlatform = sql`select ${platformColumns} from ${table(context, 'platform_control_activations')}
                         where control_key = ${key} and ${isActive(now)}`;
  if (workspaceId === null) return ofPlatform;
  return sql`${ofPlatform}
        union all
        select ${workspaceColumns} from ${table(context, 'control_activations')}
        where workspace_id = ${workspaceId} and control_key = ${key} and ${isActive(now)}`;
}

/** The active activation with this id. */
export function findById(context: QueryContext, id: ActivationId, now: Instant): Promise<ControlActivation | null> {
  return first(
    context,
    sql`select ${platformColumns} from ${table(context, 'platform_control_activations')} where id = ${id} and ${isActive(now)}
        union all
        select ${workspaceColumns} from ${table(context, 'control_activations')} where id = ${id} and ${isActive(now)}`,
    toActivation,
  );
}

/** The active pauses of each control, in one statement however many controls there are. */
export async function overview(
  context: QueryContext,
  keys: readonly string[],
  now: Instant,
  limit: number,
): Promise<ReadonlyMap<string, ActivationOverview>> {
  const isAsked = sql`control_key = any (${keys}::text[]) and ${isActive(now)}`;
  const { rows } = await run(
    context,
    sql`select ${platformColumns}, 0::bigint as active, 0::bigint as place
        from ${table(context, 'platform_control_activations')} where ${isAsked}
        union all
        select * from (
          select ${workspaceColumns}, count(*) over (partition by control_key) as active,
                 row_number() over (partition by control_key order by workspace_id) as place
          from ${table(context, 'control_activations')} where ${isAsked}
        ) as numbered where place <= ${limit}
        order by place`,
  );
  const found = rows.map((row) => ({ activation: toActivation(row), active: integer(row, 'active') }));
  return new Map(
    keys.map((key) => {
      const own = found.filter(({ activation }) => activation.controlKey === key);
      const workspaces = own.filter(({ activation }) => activation.scope.type === 'workspace');
      const global = own.find(({ activation }) => activation.scope.type === 'global');
      return [
        key,
        {
          global: global?.activation ?? null,
          workspaceCount: workspaces[0]?.active ?? 0,
          workspaces: workspaces.map(({ activation }) => activation),
        },
      ];
    }),
  );
}

/** The epoch: the sum over its slots. It grows with every change that is committed; without a slot there is no row. */
export function epochQuery(context: QueryContext): RawBuilder<unknown> {
  return sql`select sum(epoch)::bigint as epoch from ${table(context, 'control_epoch')} having count(*) > 0`;
}

/** Everything active together with the epoch, read in one statement: a change is visible in both or in neither. */
export async function snapshot(
  context: QueryContext,
  now: Instant,
): Promise<{ readonly epoch: number; readonly activations: readonly ControlActivation[] }> {
  const { rows } = await run(
    context,
    sql`select control_epoch.epoch, active.*
        from (${epochQuery(context)}) as control_epoch
        left join (
          select ${platformColumns} from ${table(context, 'platform_control_activations')} where ${isActive(now)}
          union all
          select ${workspaceColumns} from ${table(context, 'control_activations')} where ${isActive(now)}
        ) as active on true
        order by active.control_key, active.workspace_id nulls first`,
  );
  const [head] = rows;
  invariant(head, 'The epoch rows are missing: this unit may not see them, or they were deleted by hand.');
  return {
    epoch: integer(head, 'epoch'),
    activations: rows.filter((row) => textOrNull(row, 'id') !== null).map(toActivation),
  };
}
