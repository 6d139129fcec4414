import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

/** Tables whose rows an erasure locks before it deletes. A row can be locked only by a role that may update it. */
const locked = [
  ['start_gates', 'ticket'],
  ['workspaces', 'version'],
  ['memberships', 'granted_at'],
  ['tenants', 'version'],
] as const;

/** Ledgers, and the only entries that maintenance may add to them. */
const receipts = [
  ['audit_entries', `action = 'tenant.erased'`],
  ['platform_audit_entries', `action in ('workspace.erased', 'person.erased')`],
] as const;

/**
 * What `ta_maintenance` needs to erase, and no more: it may lock rows that it cannot change, add the receipt of an erasure and no other
 * entry, blank a name, and raise the epoch of the pauses.
 */
export const erasure: Migration = {
  number: 2,
  name: 'erasure',
  worksWith: 1,
  up: (schema, { ta_maintenance }) => {
    const s = schemaIdentifier(schema);
    return [
      ...locked.flatMap(([table, column]) => [
        `grant update (${column}) on ${s}.${table} to ${ta_maintenance};`,
        `alter policy ta_maintenance on ${s}.${table} with check (false);`,
      ]),
      ...receipts.flatMap(([table, isReceipt]) => [
        `grant insert on ${s}.${table} to ${ta_maintenance};`,
        `alter policy ta_maintenance on ${s}.${table} with check (${isReceipt});`,
      ]),
      `grant select, insert, update (label, erased) on ${s}.people to ${ta_maintenance};`,
      `create policy ta_maintenance on ${s}.people for all to ${ta_maintenance} using (true) with check (true);`,
      `grant select, update (epoch) on ${s}.control_epoch to ${ta_maintenance};`,
      `create policy ta_maintenance on ${s}.control_epoch for all to ${ta_maintenance} using (true) with check (true);`,
      `create index idempotency_keys_age on ${s}.idempotency_keys (created_at);`,
      `create index external_tenants_of_tenant on ${s}.external_tenants (workspace_id, tenant_id);`,
      '',
    ].join('\n');
  },
};
