import { sql } from 'kysely';

/** Columns that both kinds of ledger have. */
export const sharedColumns =
  'id, recorded_at, action, outcome, actor_kind, actor_id, target_type, target_id, target_label, operation_run_id, summary, metadata';

/** Columns of an entry in the ledger of a workspace. */
export const workspaceColumns = sql.raw(`workspace_id, tenant_id, ${sharedColumns}`);

/** The same of an entry in the ledger of the platform. */
export const platformColumns = sql.raw(`null::text as workspace_id, null::text as tenant_id, ${sharedColumns}`);
