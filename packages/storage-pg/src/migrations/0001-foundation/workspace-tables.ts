/** Tables of workspaces and their tenants: `workspace_id` comes first in every key, so that rows can be distributed by it. */
export function workspaceTablesSql(s: string): string {
  return `
create table ${s}.workspaces (
  workspace_id text collate "C" not null,
  name text not null,
  archived_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version bigint not null,
  constraint workspaces_pkey primary key (workspace_id),
  constraint workspaces_id check (workspace_id ~ '^[A-Za-z0-9._:+/-]{1,120}$'),
  constraint workspaces_name check (char_length(name) between 1 and 200),
  constraint workspaces_version check (version >= 1)
);

-- Half-empty pages: a global pause updates every row, and should do so in place.
create table ${s}.start_gates (
  workspace_id text collate "C" not null,
  ticket bigint not null,
  constraint start_gates_pkey primary key (workspace_id),
  constraint start_gates_workspace foreign key (workspace_id) references ${s}.workspaces (workspace_id)
) with (fillfactor = 50);

create table ${s}.memberships (
  workspace_id text collate "C" not null,
  user_id text collate "C" not null,
  role text collate "C" not null,
  granted_at timestamptz(3) not null,
  constraint memberships_pkey primary key (workspace_id, user_id),
  constraint memberships_workspace foreign key (workspace_id) references ${s}.workspaces (workspace_id),
  constraint memberships_user check (user_id ~ '^[A-Za-z0-9._:+/-]{1,120}$'),
  constraint memberships_role check (role in ('readonly', 'operator', 'manager', 'owner'))
);
create index memberships_of_user on ${s}.memberships (user_id, workspace_id);

create table ${s}.tenants (
  workspace_id text collate "C" not null,
  tenant_id text collate "C" not null,
  name text not null,
  external_tenant_id text collate "C",
  lifecycle text collate "C" not null,
  lifecycle_before_archive text collate "C",
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version bigint not null,
  constraint tenants_pkey primary key (workspace_id, tenant_id),
  constraint tenants_workspace foreign key (workspace_id) references ${s}.workspaces (workspace_id),
  constraint tenants_id check (tenant_id ~ '^[A-Za-z0-9._:+/-]{1,120}$'),
  constraint tenants_external_id check (char_length(external_tenant_id) between 1 and 120),
  constraint tenants_name check (char_length(name) between 1 and 200),
  constraint tenants_version check (version >= 1),
  constraint tenants_lifecycle check (lifecycle in ('draft', 'onboarding', 'active', 'archived')),
  constraint tenants_before_archive check (lifecycle_before_archive in ('draft', 'onboarding', 'active')),
  constraint tenants_archived check ((lifecycle_before_archive is not null) = (lifecycle = 'archived'))
);

-- No entitlement outlives its membership: the foreign key holds it even where the code forgets.
create table ${s}.entitlements (
  workspace_id text collate "C" not null,
  user_id text collate "C" not null,
  tenant_id text collate "C" not null,
  role text collate "C",
  granted_at timestamptz(3) not null,
  constraint entitlements_pkey primary key (workspace_id, user_id, tenant_id),
  constraint entitlements_membership foreign key (workspace_id, user_id) references ${s}.memberships (workspace_id, user_id),
  constraint entitlements_tenant foreign key (workspace_id, tenant_id) references ${s}.tenants (workspace_id, tenant_id),
  constraint entitlements_role check (role in ('readonly', 'operator', 'manager', 'owner'))
);
create index entitlements_of_tenant on ${s}.entitlements (workspace_id, tenant_id);

create table ${s}.control_activations (
  workspace_id text collate "C" not null,
  control_key text collate "C" not null,
  id text collate "C" not null,
  reason_text text not null,
  public_message text,
  expires_at timestamptz(3),
  version bigint not null,
  created_by_kind text collate "C" not null,
  created_by_id text collate "C" not null,
  updated_by_kind text collate "C",
  updated_by_id text collate "C",
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint control_activations_pkey primary key (workspace_id, control_key),
  constraint control_activations_workspace foreign key (workspace_id) references ${s}.workspaces (workspace_id),
  constraint control_activations_reason check (char_length(reason_text) between 5 and 500),
  constraint control_activations_message check (char_length(public_message) between 5 and 500),
  constraint control_activations_version check (version >= 1),
  constraint control_activations_creator check (created_by_kind in ('platform', 'user')),
  constraint control_activations_updater check (updated_by_kind in ('platform', 'user')),
  constraint control_activations_updater_id check ((updated_by_kind is null) = (updated_by_id is null))
);
create index control_activations_of_control on ${s}.control_activations (control_key, workspace_id);
create index control_activations_id on ${s}.control_activations (id);

-- No foreign key: the trail neither depends on what it describes, nor locks it.
create table ${s}.audit_entries (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  recorded_at timestamptz(3) not null,
  action text collate "C" not null,
  outcome text collate "C" not null,
  actor_kind text collate "C" not null,
  actor_id text collate "C" not null,
  target_type text collate "C" not null,
  target_id text collate "C" not null,
  target_label text not null,
  tenant_id text collate "C",
  operation_run_id text collate "C",
  control_key text collate "C",
  summary jsonb not null,
  metadata jsonb not null,
  constraint audit_entries_pkey primary key (workspace_id, id),
  constraint audit_entries_outcome check (outcome in ('success', 'blocked', 'failed')),
  constraint audit_entries_actor check (actor_kind in ('platform', 'user', 'system')),
  constraint audit_entries_metadata check (jsonb_typeof(metadata) = 'object'),
  constraint audit_entries_control check (control_key is not distinct from metadata ->> 'control_key')
);
create index audit_entries_newest on ${s}.audit_entries (workspace_id, recorded_at, id);
create index audit_entries_of_tenant on ${s}.audit_entries (workspace_id, tenant_id, recorded_at, id);
create index audit_entries_target on ${s}.audit_entries (workspace_id, target_type, target_id, recorded_at, id);
create index audit_entries_action on ${s}.audit_entries (workspace_id, action, recorded_at, id);
create index audit_entries_by_actor on ${s}.audit_entries (workspace_id, actor_id, recorded_at, id);
create index audit_entries_control_history on ${s}.audit_entries (control_key, recorded_at, id) where control_key is not null;
`;
}
