/** Tables of the platform itself. They hold no workspace data, except the claims of external tenant ids. */
export function platformTablesSql(s: string): string {
  return `
create table ${s}.people (
  person_kind text collate "C" not null,
  person_id text collate "C" not null,
  label text,
  erased boolean not null,
  constraint people_pkey primary key (person_kind, person_id),
  constraint people_kind check (person_kind in ('platform', 'user')),
  constraint people_id check (person_id ~ '^[A-Za-z0-9._:+/-]{1,120}$'),
  constraint people_label check (char_length(label) between 1 and 200),
  constraint people_erased check (erased = (label is null))
);

create table ${s}.external_tenants (
  external_tenant_id text collate "C" not null,
  workspace_id text collate "C" not null,
  tenant_id text collate "C" not null,
  constraint external_tenants_pkey primary key (external_tenant_id),
  constraint external_tenants_id check (char_length(external_tenant_id) between 1 and 120)
);

create table ${s}.platform_control_activations (
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
  constraint platform_control_activations_pkey primary key (control_key),
  constraint platform_control_activations_reason check (char_length(reason_text) between 5 and 500),
  constraint platform_control_activations_message check (char_length(public_message) between 5 and 500),
  constraint platform_control_activations_version check (version >= 1),
  constraint platform_control_activations_creator check (created_by_kind in ('platform', 'user')),
  constraint platform_control_activations_updater check (updated_by_kind in ('platform', 'user')),
  constraint platform_control_activations_updater_id check ((updated_by_kind is null) = (updated_by_id is null))
);
create index platform_control_activations_id on ${s}.platform_control_activations (id);

-- The epoch is the sum. A change raises one free slot and holds it to its commit, so that changes do not wait for each other.
create table ${s}.control_epoch (
  slot integer not null,
  epoch bigint not null,
  constraint control_epoch_pkey primary key (slot),
  constraint control_epoch_slot check (slot between 0 and 15)
);
insert into ${s}.control_epoch (slot, epoch) select slot, 0 from generate_series(0, 15) as slot;

create table ${s}.platform_gate (
  only_row boolean not null,
  ticket bigint not null,
  constraint platform_gate_pkey primary key (only_row),
  constraint platform_gate_only_row check (only_row)
);
insert into ${s}.platform_gate (only_row, ticket) values (true, 0);

create table ${s}.platform_audit_entries (
  id text collate "C" not null,
  recorded_at timestamptz(3) not null,
  action text collate "C" not null,
  outcome text collate "C" not null,
  actor_kind text collate "C" not null,
  actor_id text collate "C" not null,
  target_type text collate "C" not null,
  target_id text collate "C" not null,
  target_label text not null,
  operation_run_id text collate "C",
  control_key text collate "C",
  summary jsonb not null,
  metadata jsonb not null,
  constraint platform_audit_entries_pkey primary key (id),
  constraint platform_audit_entries_outcome check (outcome in ('success', 'blocked', 'failed')),
  constraint platform_audit_entries_actor check (actor_kind in ('platform', 'user', 'system')),
  constraint platform_audit_entries_metadata check (jsonb_typeof(metadata) = 'object'),
  constraint platform_audit_entries_control check (control_key is not distinct from metadata ->> 'control_key')
);
create index platform_audit_entries_newest on ${s}.platform_audit_entries (recorded_at, id);
create index platform_audit_entries_target on ${s}.platform_audit_entries (target_type, target_id, recorded_at, id);
create index platform_audit_entries_action on ${s}.platform_audit_entries (action, recorded_at, id);
create index platform_audit_entries_by_actor on ${s}.platform_audit_entries (actor_id, recorded_at, id);
create index platform_audit_entries_control_history on ${s}.platform_audit_entries (control_key, recorded_at, id) where control_key is not null;
`;
}
