/** Operation runs and the keys under which they were started. */
export function runTablesSql(s: string): string {
  return `
create table ${s}.operation_runs (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  tenant_id text collate "C",
  initiator_kind text collate "C",
  initiator_id text collate "C",
  type text collate "C" not null,
  status text collate "C" not null,
  outcome text collate "C" not null,
  identity_hash text collate "C" not null,
  dedupe_key text collate "C",
  exclusive_key text collate "C",
  completed_policy text collate "C" not null,
  inputs jsonb not null,
  context jsonb not null,
  count_total bigint not null,
  count_processed bigint not null,
  count_succeeded bigint not null,
  count_failed bigint not null,
  count_skipped bigint not null,
  progress_done bigint not null,
  progress_total bigint,
  progress_note text,
  failure_summary jsonb not null,
  attempt bigint not null,
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  heartbeat_at timestamptz(3),
  completed_at timestamptz(3),
  constraint operation_runs_pkey primary key (workspace_id, id),
  constraint operation_runs_dedupe unique (workspace_id, dedupe_key),
  constraint operation_runs_exclusive unique (workspace_id, exclusive_key),
  constraint operation_runs_workspace foreign key (workspace_id) references ${s}.workspaces (workspace_id),
  constraint operation_runs_tenant foreign key (workspace_id, tenant_id) references ${s}.tenants (workspace_id, tenant_id),
  constraint operation_runs_initiator check (initiator_kind in ('platform', 'user')),
  constraint operation_runs_initiator_id check ((initiator_kind is null) = (initiator_id is null)),
  constraint operation_runs_status check (status in ('queued', 'running', 'completed')),
  constraint operation_runs_outcome
    check (outcome in ('pending', 'succeeded', 'partially_succeeded', 'failed', 'blocked', 'cancelled')),
  constraint operation_runs_pending check ((outcome = 'pending') = (status <> 'completed')),
  constraint operation_runs_completed check ((completed_at is not null) = (status = 'completed')),
  constraint operation_runs_dedupe_active check (status = 'completed' or dedupe_key is not null),
  constraint operation_runs_dedupe_hash check (dedupe_key = identity_hash),
  constraint operation_runs_exclusive_active check (status <> 'completed' or exclusive_key is null),
  constraint operation_runs_policy check (completed_policy in ('allow', 'failed_only', 'reject')),
  constraint operation_runs_context check (jsonb_typeof(context) = 'object'),
  constraint operation_runs_failures check (jsonb_typeof(failure_summary) = 'array'),
  constraint operation_runs_counts
    check (count_total >= 0 and count_processed >= 0 and count_succeeded >= 0 and count_failed >= 0 and count_skipped >= 0),
  constraint operation_runs_progress check (progress_done >= 0 and (progress_total is null or progress_total >= 0)),
  constraint operation_runs_attempt check (attempt >= 0)
);
create index operation_runs_identity on ${s}.operation_runs (workspace_id, identity_hash, created_at, id);
create index operation_runs_newest on ${s}.operation_runs (workspace_id, created_at, id);
create index operation_runs_of_tenant on ${s}.operation_runs (workspace_id, tenant_id, created_at, id);
create index operation_runs_open on ${s}.operation_runs (type, created_at, workspace_id, id) where status <> 'completed';

create table ${s}.idempotency_keys (
  workspace_id text collate "C" not null,
  actor_kind text collate "C" not null,
  actor_id text collate "C" not null,
  key text collate "C" not null,
  request_hash text collate "C" not null,
  run_id text collate "C" not null,
  disposition text collate "C" not null,
  created_at timestamptz(3) not null,
  constraint idempotency_keys_pkey primary key (workspace_id, actor_kind, actor_id, key),
  constraint idempotency_keys_run foreign key (workspace_id, run_id) references ${s}.operation_runs (workspace_id, id) on delete cascade,
  constraint idempotency_keys_actor check (actor_kind in ('platform', 'user', 'system')),
  constraint idempotency_keys_disposition check (disposition in ('created', 'joined', 'already_done'))
);
create index idempotency_keys_of_run on ${s}.idempotency_keys (workspace_id, run_id);
`;
}
