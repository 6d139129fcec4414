import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

const changing = 'reason_code, run_id, person_kind, person_id, reason_text, acknowledged_at';

/**
 * That people go on with failed checks of a connection. `ta_maintenance` may blank a reason and not write one. Older code would erase a person and leave the reasons
 * that the person gave, so it does not work with this schema.
 */
export const checkAcknowledgements: Migration = {
  number: 10,
  name: 'check-acknowledgements',
  worksWith: 10,
  up: (schema, { ta_workspace, ta_platform, ta_maintenance }) => {
    const s = schemaIdentifier(schema);
    const own = `workspace_id = current_setting('tenantatlas.workspace_id', true)`;
    return [
      `create table ${s}.check_acknowledgements (
  workspace_id text collate "C" not null,
  connection_id text collate "C" not null,
  check_key text collate "C" not null,
  tenant_id text collate "C" not null,
  reason_code text collate "C" not null,
  run_id text collate "C" not null,
  person_kind text collate "C" not null,
  person_id text collate "C" not null,
  reason_text text,
  acknowledged_at timestamptz(3) not null,
  constraint check_acknowledgements_pkey primary key (workspace_id, connection_id, check_key),
  constraint check_acknowledgements_connection foreign key (workspace_id, connection_id)
    references ${s}.provider_connections (workspace_id, id) on delete cascade,
  constraint check_acknowledgements_person check (person_kind in ('platform', 'user')),
  constraint check_acknowledgements_reason check (char_length(reason_text) between 5 and 500)
);`,
      `create index check_acknowledgements_of_tenant on ${s}.check_acknowledgements (workspace_id, tenant_id);`,
      `create index check_acknowledgements_of_person on ${s}.check_acknowledgements (person_kind, person_id) where reason_text is not null;`,
      `alter table ${s}.check_acknowledgements enable row level security, force row level security;`,
      `grant select, insert, delete, update (${changing}) on ${s}.check_acknowledgements to ${ta_workspace}, ${ta_platform};`,
      `grant select, delete, update (reason_text) on ${s}.check_acknowledgements to ${ta_maintenance};`,
      `create policy ta_workspace on ${s}.check_acknowledgements for all to ${ta_workspace} using (${own}) with check (${own});`,
      `create policy ta_platform on ${s}.check_acknowledgements for all to ${ta_platform} using (true) with check (true);`,
      `create policy ta_maintenance on ${s}.check_acknowledgements for all to ${ta_maintenance} using (true) with check (reason_text is null);`,
      '',
    ].join('\n');
  },
};
