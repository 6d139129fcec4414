import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

const changing =
  'tenant_id, draft_name, connection_id, status, identify_at, connect_provider_at, verify_access_at, complete_at, ' +
  'updated_by_kind, updated_by_id, updated_at, ended_by_kind, ended_by_id, ended_at, version';

/**
 * Onboardings of tenants. The index over open rows leaves a tenant one open session at most, also where no code looks before it writes. Sessions go with their tenant, and
 * those without one with their workspace: older code, which does not know them, can still erase both.
 */
export const onboardingSessions: Migration = {
  number: 13,
  name: 'onboarding-sessions',
  worksWith: 11,
  up: (schema, { ta_workspace, ta_platform, ta_maintenance }) => {
    const s = schemaIdentifier(schema);
    const own = `workspace_id = current_setting('tenantatlas.workspace_id', true)`;
    return [
      `create table ${s}.onboarding_sessions (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  tenant_id text collate "C",
  draft_name text,
  connection_id text collate "C",
  status text collate "C" not null,
  identify_at timestamptz(3),
  connect_provider_at timestamptz(3),
  verify_access_at timestamptz(3),
  complete_at timestamptz(3),
  started_by_kind text collate "C" not null,
  started_by_id text collate "C" not null,
  started_at timestamptz(3) not null,
  updated_by_kind text collate "C" not null,
  updated_by_id text collate "C" not null,
  updated_at timestamptz(3) not null,
  ended_by_kind text collate "C",
  ended_by_id text collate "C",
  ended_at timestamptz(3),
  version bigint not null,
  constraint onboarding_sessions_pkey primary key (workspace_id, id),
  constraint onboarding_sessions_workspace foreign key (workspace_id) references ${s}.workspaces (workspace_id) on delete cascade,
  constraint onboarding_sessions_tenant foreign key (workspace_id, tenant_id) references ${s}.tenants (workspace_id, tenant_id)
    on delete cascade,
  constraint onboarding_sessions_connection foreign key (workspace_id, connection_id)
    references ${s}.provider_connections (workspace_id, id) on delete cascade,
  constraint onboarding_sessions_of_one_tenant check (connection_id is null or tenant_id is not null),
  constraint onboarding_sessions_status check (status in ('open', 'completed', 'cancelled')),
  constraint onboarding_sessions_people
    check (started_by_kind in ('platform', 'user') and updated_by_kind in ('platform', 'user') and ended_by_kind in ('platform', 'user')),
  constraint onboarding_sessions_end
    check ((status <> 'open') = (ended_at is not null) and (status <> 'open') = (ended_by_kind is not null) and (status <> 'open') = (ended_by_id is not null)),
  constraint onboarding_sessions_version check (version >= 1)
);`,
      `create unique index onboarding_sessions_open on ${s}.onboarding_sessions (workspace_id, tenant_id) where status = 'open';`,
      `create index onboarding_sessions_newest on ${s}.onboarding_sessions (workspace_id, started_at, id);`,
      `create index onboarding_sessions_of_tenant on ${s}.onboarding_sessions (workspace_id, tenant_id, started_at, id);`,
      `create index onboarding_sessions_of_status on ${s}.onboarding_sessions (workspace_id, status, started_at, id);`,
      `create index onboarding_sessions_tenant_status on ${s}.onboarding_sessions (workspace_id, tenant_id, status, started_at, id);`,
      `create index onboarding_sessions_of_connection on ${s}.onboarding_sessions (workspace_id, connection_id) where connection_id is not null;`,
      // With statistics the planner expects no row in a range that begins with the first of few statuses, finds all indexes equally cheap, and may read all sessions of the status.
      `alter table ${s}.onboarding_sessions alter column status set statistics 0;`,
      `alter table ${s}.onboarding_sessions enable row level security, force row level security;`,
      `grant select, insert, update (${changing}) on ${s}.onboarding_sessions to ${ta_workspace}, ${ta_platform};`,
      `grant select, delete on ${s}.onboarding_sessions to ${ta_maintenance};`,
      `create policy ta_workspace on ${s}.onboarding_sessions for all to ${ta_workspace} using (${own}) with check (${own});`,
      `create policy ta_platform on ${s}.onboarding_sessions for all to ${ta_platform} using (true) with check (true);`,
      `create policy ta_maintenance on ${s}.onboarding_sessions for all to ${ta_maintenance} using (true) with check (true);`,
      '',
    ].join('\n');
  },
};
