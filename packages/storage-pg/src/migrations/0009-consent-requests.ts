import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

/**
 * The consents that were asked for, each with the hash of its secret. They go with their connection: older code, which does not know them, can still erase a tenant.
 * A workspace may delete its own, because each new request removes those that expired long ago.
 */
export const consentRequests: Migration = {
  number: 9,
  name: 'consent-requests',
  worksWith: 7,
  up: (schema, { ta_workspace, ta_platform, ta_maintenance }) => {
    const s = schemaIdentifier(schema);
    const own = `workspace_id = current_setting('tenantatlas.workspace_id', true)`;
    return [
      `create table ${s}.consent_requests (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  tenant_id text collate "C" not null,
  connection_id text collate "C" not null,
  requested_by_kind text collate "C" not null,
  requested_by_id text collate "C" not null,
  secret_hash text collate "C" not null,
  subject_hash text collate "C" not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  constraint consent_requests_pkey primary key (workspace_id, id),
  constraint consent_requests_connection foreign key (workspace_id, connection_id)
    references ${s}.provider_connections (workspace_id, id) on delete cascade,
  constraint consent_requests_person check (requested_by_kind in ('platform', 'user')),
  constraint consent_requests_hashes check (secret_hash ~ '^[0-9a-f]{64}$' and subject_hash ~ '^[0-9a-f]{64}$'),
  constraint consent_requests_life check (expires_at > created_at)
);`,
      `create index consent_requests_of_connection on ${s}.consent_requests (workspace_id, connection_id, created_at, id);`,
      `create index consent_requests_of_tenant on ${s}.consent_requests (workspace_id, tenant_id);`,
      `create index consent_requests_by_end on ${s}.consent_requests (workspace_id, expires_at);`,
      `alter table ${s}.consent_requests enable row level security, force row level security;`,
      `grant select, insert, delete, update (used_at) on ${s}.consent_requests to ${ta_workspace}, ${ta_platform};`,
      `grant select, delete on ${s}.consent_requests to ${ta_maintenance};`,
      `create policy ta_workspace on ${s}.consent_requests for all to ${ta_workspace} using (${own}) with check (${own});`,
      `create policy ta_platform on ${s}.consent_requests for all to ${ta_platform} using (true) with check (true);`,
      `create policy ta_maintenance on ${s}.consent_requests for all to ${ta_maintenance} using (true) with check (true);`,
      '',
    ].join('\n');
  },
};
