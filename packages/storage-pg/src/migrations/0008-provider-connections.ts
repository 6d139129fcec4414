import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

const changing =
  'connection_type, display_name, external_tenant_id, credential_reference, is_enabled, consent_status, consented_at, consented_to, verification_status, ' +
  'last_error_reason_code, last_health_check_at, grants, check_run_id, report, previous_report, changed_at, updated_at, version';

/**
 * How tenants are reached at their providers, and which connection is used where none is named. Both go with their tenant: older code, which does not know them,
 * can still erase one.
 */
export const providerConnections: Migration = {
  number: 8,
  name: 'provider-connections',
  worksWith: 7,
  up: (schema, { ta_workspace, ta_platform, ta_maintenance }) => {
    const s = schemaIdentifier(schema);
    const own = `workspace_id = current_setting('tenantatlas.workspace_id', true)`;
    const tables = [
      ['provider_connections', `select, insert, update (${changing})`],
      ['default_connections', 'select, insert, update (connection_id)'],
    ] as const;
    return [
      `create table ${s}.provider_connections (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  tenant_id text collate "C" not null,
  provider text collate "C" not null,
  connection_type text collate "C" not null,
  display_name text not null,
  external_tenant_id text collate "C",
  credential_reference text collate "C",
  is_enabled boolean not null,
  consent_status text collate "C" not null,
  consented_at timestamptz(3),
  consented_to jsonb,
  verification_status text collate "C" not null,
  last_error_reason_code text collate "C",
  last_health_check_at timestamptz(3),
  grants jsonb not null,
  check_run_id text collate "C",
  report jsonb,
  previous_report jsonb,
  changed_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version bigint not null,
  constraint provider_connections_pkey primary key (workspace_id, id),
  constraint provider_connections_whole unique (workspace_id, tenant_id, provider, id),
  constraint provider_connections_tenant foreign key (workspace_id, tenant_id) references ${s}.tenants (workspace_id, tenant_id)
    on delete cascade,
  constraint provider_connections_type check (connection_type in ('platform', 'dedicated')),
  constraint provider_connections_consent check (consent_status in ('unknown', 'required', 'granted', 'failed', 'revoked')),
  constraint provider_connections_verification
    check (verification_status in ('unknown', 'pending', 'healthy', 'degraded', 'blocked', 'error')),
  constraint provider_connections_consented check (consented_to is null or jsonb_typeof(consented_to) = 'array'),
  constraint provider_connections_grants check (jsonb_typeof(grants) = 'object'),
  constraint provider_connections_report check (report is null or jsonb_typeof(report) = 'object'),
  constraint provider_connections_previous check (previous_report is null or jsonb_typeof(previous_report) = 'object'),
  constraint provider_connections_version check (version >= 1)
);`,
      `create table ${s}.default_connections (
  workspace_id text collate "C" not null,
  tenant_id text collate "C" not null,
  provider text collate "C" not null,
  connection_id text collate "C" not null,
  constraint default_connections_pkey primary key (workspace_id, tenant_id, provider),
  constraint default_connections_connection foreign key (workspace_id, tenant_id, provider, connection_id)
    references ${s}.provider_connections (workspace_id, tenant_id, provider, id) on delete cascade
);`,
      `create index provider_connections_newest on ${s}.provider_connections (workspace_id, created_at, id);`,
      `create index provider_connections_of_tenant on ${s}.provider_connections (workspace_id, tenant_id, created_at, id);`,
      `create index provider_connections_of_provider on ${s}.provider_connections (workspace_id, provider, created_at, id);`,
      `create index provider_connections_tenant_provider on ${s}.provider_connections (workspace_id, tenant_id, provider, created_at, id);`,
      ...tables.flatMap(([table, may]) => [
        `alter table ${s}.${table} enable row level security, force row level security;`,
        `grant ${may} on ${s}.${table} to ${ta_workspace}, ${ta_platform};`,
        `grant select, delete on ${s}.${table} to ${ta_maintenance};`,
        `create policy ta_workspace on ${s}.${table} for all to ${ta_workspace} using (${own}) with check (${own});`,
        `create policy ta_platform on ${s}.${table} for all to ${ta_platform} using (true) with check (true);`,
        `create policy ta_maintenance on ${s}.${table} for all to ${ta_maintenance} using (true) with check (true);`,
      ]),
      '',
    ].join('\n');
  },
};
