import { sql, type RawBuilder } from 'kysely';
import type {
  ActivationDraft,
  ActivationId,
  ControlActivation,
  ControlScope,
  Instant,
  PersonRef,
} from '@tenantatlas/core/ports';
import { toActivation } from '../rows/control-activation.ts';
import { first, instantValue, run, table, type QueryContext } from './context.ts';

/** Where the activation of one control and scope lives. Platform and workspaces have a table each, so that rows can be distributed. */
interface Place {
  readonly table: RawBuilder<unknown>;
  readonly isHere: RawBuilder<unknown>;
  readonly columns: RawBuilder<unknown>;
}

const rowColumns =
  'control_key, id, reason_text, public_message, expires_at, version, created_by_kind, created_by_id, updated_by_kind, updated_by_id, created_at, updated_at';

/** The columns of a workspace's activation. */
export const workspaceColumns: RawBuilder<unknown> = sql.raw(`workspace_id, ${rowColumns}`);

/** The columns of the platform's activation, in the shape of a workspace's. */
export const platformColumns: RawBuilder<unknown> = sql.raw(`null::text as workspace_id, ${rowColumns}`);

function place(context: QueryContext, controlKey: string, scope: ControlScope): Place {
  return scope.type === 'global'
    ? {
        table: table(context, 'platform_control_activations'),
        isHere: sql`control_key = ${controlKey}`,
        columns: platformColumns,
      }
    : {
        table: table(context, 'control_activations'),
        isHere: sql`workspace_id = ${scope.workspaceId} and control_key = ${controlKey}`,
        columns: workspaceColumns,
      };
}

/** Whether the activation has no end, or one after `now`. */
export function isActive(now: Instant): RawBuilder<unknown> {
  return sql`(expires_at is null or expires_at > ${instantValue(now)})`;
}

/** Deletes the activation of the place if it is over. */
export async function deleteExpired(
  context: QueryContext,
  controlKey: string,
  scope: ControlScope,
  now: Instant,
): Promise<void> {
  const { table, isHere } = place(context, controlKey, scope);
  await run(context, sql`delete from ${table} where ${isHere} and expires_at <= ${instantValue(now)}`);
}

/** The active activation of the place. */
export function readActive(
  context: QueryContext,
  controlKey: string,
  scope: ControlScope,
  now: Instant,
): Promise<ControlActivation | null> {
  const { table, isHere, columns } = place(context, controlKey, scope);
  return first(context, sql`select ${columns} from ${table} where ${isHere} and ${isActive(now)}`, toActivation);
}

/** The active activation of the place, locked until the end of the unit. */
export function lockActive(
  context: QueryContext,
  controlKey: string,
  scope: ControlScope,
  now: Instant,
): Promise<ControlActivation | null> {
  const { table, isHere, columns } = place(context, controlKey, scope);
  return first(
    context,
    sql`select ${columns} from ${table} where ${isHere} and ${isActive(now)} for update`,
    toActivation,
  );
}

/** Removes the active activation of the place and returns it. */
export function removeActive(
  context: QueryContext,
  controlKey: string,
  scope: ControlScope,
  now: Instant,
): Promise<ControlActivation | null> {
  const { table, isHere, columns } = place(context, controlKey, scope);
  return first(
    context,
    sql`delete from ${table} where ${isHere} and ${isActive(now)} returning ${columns}`,
    toActivation,
  );
}

/** Replaces the fields of the activation that is in the place. The caller holds its lock. */
export function replaceFields(
  context: QueryContext,
  controlKey: string,
  scope: ControlScope,
  fields: Pick<ActivationDraft, 'reasonText' | 'publicMessage' | 'expiresAt' | 'by' | 'at'>,
): Promise<ControlActivation | null> {
  const { table, isHere, columns } = place(context, controlKey, scope);
  return first(
    context,
    sql`update ${table}
        set reason_text = ${fields.reasonText}, public_message = ${fields.publicMessage}, expires_at = ${instantValue(fields.expiresAt)},
            version = version + 1, updated_by_kind = ${fields.by.kind}, updated_by_id = ${fields.by.personId}, updated_at = ${instantValue(fields.at)}
        where ${isHere}
        returning ${columns}`,
    toActivation,
  );
}

/** A row to be put into a place. */
export interface NewActivation {
  readonly id: ActivationId;
  readonly controlKey: string;
  readonly scope: ControlScope;
  readonly reasonText: string;
  readonly publicMessage: string | null;
  readonly expiresAt: Instant | null;
  readonly version: number;
  readonly createdBy: PersonRef;
  readonly updatedBy: PersonRef | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Puts the activation into its place; null when the place is taken, already or by a call that this one waited for. */
export function insertIfFree(context: QueryContext, activation: NewActivation): Promise<ControlActivation | null> {
  const { scope } = activation;
  const { table, columns } = place(context, activation.controlKey, scope);
  const [column, value] = scope.type === 'global' ? [sql``, sql``] : [sql`workspace_id, `, sql`${scope.workspaceId}, `];
  return first(
    context,
    sql`insert into ${table} (${column}${sql.raw(rowColumns)})
        values (${value}${activation.controlKey}, ${activation.id}, ${activation.reasonText}, ${activation.publicMessage},
                ${instantValue(activation.expiresAt)}, ${activation.version}, ${activation.createdBy.kind}, ${activation.createdBy.personId},
                ${activation.updatedBy?.kind ?? null}, ${activation.updatedBy?.personId ?? null},
                ${instantValue(activation.createdAt)}, ${instantValue(activation.updatedAt)})
        on conflict do nothing
        returning ${columns}`,
    toActivation,
  );
}
