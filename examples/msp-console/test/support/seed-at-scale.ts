import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** How much there is in a console at scale. */
export interface Scale {
  readonly workspaces: number;
  /** In the workspace `acme`; the others have two each. */
  readonly tenants: number;
  /** Active pauses of restores, each of one workspace. */
  readonly pauses: number;
  readonly runs: number;
  readonly entries: number;
}

/** What the console has to stay quick with. */
export const fullScale: Scale = { workspaces: 500, tenants: 150, pauses: 25, runs: 10_000, entries: 100_000 };

/**
 * Fills the seeded data directory of a console that is not running up to `scale`, by a few set-based statements. What people see refers to what is there: entries
 * name runs, tenants and pauses that exist. No run is open, because the server would take it up.
 */
export async function seedAtScale(data: string, scale: Scale = fullScale): Promise<void> {
  const database = await PGlite.create(join(data, 'database', 'postgres'));
  try {
    await database.exec(
      `begin; set local search_path to tenantatlas; ${statements(scale).join('\n')} commit; analyze;`,
    );
  } finally {
    await database.close();
  }
}

const day = `interval '1 day'`;
const uuid = (of: string): string => `md5(${of})::uuid::text`;
const sentence = (id: string, text: string, params: string): string =>
  `jsonb_build_object('id', '${id}', 'text', ${text}, 'params', ${params})`;

/** The statements, each after those whose rows it refers to. */
function statements({ workspaces, tenants, pauses, runs, entries }: Scale): readonly string[] {
  const others = workspaces - 3; // the seed of the demonstration makes three
  const perWorkspace = 2;
  return [
    `create temporary table words on commit drop as select
       array['Fabrikam','Tailspin','Litware','Proseware','Adatum','Wingtip','Lucerne','Woodgrove','Northwind','Trey'] as names,
       array['Logistics GmbH & Co. KG','Health Partners','Energie- und Wasserversorgungsgesellschaft','Research','Holding','Retail','Public Schools'] as kinds;`,
    `insert into people (person_kind, person_id, label, erased)
       select 'user', 'u-' || i, (array['Ines','Jonas','Karim','Lotte','Mei','Noor'])[1 + i % 6] || ' ' || (array['Abel','Brandt','Costa','Duval','Eriksen'])[1 + i % 5] || ' ' || i, false
       from generate_series(1, 120) as i;`,

    `create temporary table places on commit drop as select i, 'customer-' || lpad(i::text, 4, '0') as workspace_id from generate_series(1, ${String(others)}) as i;`,
    `insert into workspaces (workspace_id, name, created_at, updated_at, version)
       select workspace_id, names[1 + i % 10] || ' ' || kinds[1 + i % 7] || ' ' || i, now() - i % 300 * ${day}, now() - i % 300 * ${day}, 1 from places, words;`,
    `insert into start_gates (workspace_id, generation) select workspace_id, 0 from places;`,

    `create temporary table fresh on commit drop as
       select 'acme' as workspace_id, 'acme-site-' || lpad(i::text, 3, '0') as tenant_id, 'Acme Site ' || i || ' · ' || kinds[1 + i % 7] as name, i from generate_series(1, ${String(tenants - 4)}) as i, words
       union all
       select workspace_id, workspace_id || '-' || t, names[1 + i % 10] || (array[' Production', ' Test'])[t], i * 10 + t from places, words, generate_series(1, ${String(perWorkspace)}) as t;`,
    `insert into tenants (workspace_id, tenant_id, name, external_tenant_id, lifecycle, created_at, updated_at, version)
       select workspace_id, tenant_id, name, case when i % 3 > 0 then ${uuid(`'tenant' || tenant_id`)} end, (array['active','active','active','onboarding','draft'])[1 + i % 5], now() - 200 * ${day}, now() - i % 200 * ${day}, 1 from fresh;`,
    `insert into external_tenants (external_tenant_id, workspace_id, tenant_id)
       select external_tenant_id, workspace_id, tenant_id from tenants join fresh using (workspace_id, tenant_id) where external_tenant_id is not null;`,
    `insert into memberships (workspace_id, user_id, role, granted_at)
       select 'acme', 'u-' || i, (array['readonly','operator','manager'])[1 + i % 3], now() - i * ${day} from generate_series(1, 120) as i;`,
    // The owner sees every tenant, everyone else a tenth.
    `insert into entitlements (workspace_id, user_id, tenant_id, granted_at)
       select 'acme', user_id, tenant_id, now() - 100 * ${day} from memberships join fresh using (workspace_id)
       where user_id = 'u-bo' or (user_id ~ '^u-[0-9]+$' and (substr(user_id, 3)::int + i) % 10 = 0);`,

    `create temporary table made on commit drop as
       select i, ${uuid(`'run' || i`)} as id, now() - i * (60 * ${day} / ${String(runs)}) - interval '5 minutes' as created_at,
         (array['succeeded','succeeded','succeeded','succeeded','partially_succeeded','succeeded','succeeded','cancelled','succeeded','failed'])[1 + (i * 7 / 10) % 10] as outcome,
         'u-' || (1 + i % 120) as person_id, place.*
       from generate_series(1, ${String(runs)}) as i
       join (select workspace_id, tenant_id, row_number() over (partition by workspace_id = 'acme' order by md5(tenant_id)) as nth, count(*) over (partition by workspace_id = 'acme') as all_of
             from tenants where lifecycle = 'active') as place
         on (place.workspace_id = 'acme') = (i % 2 = 0) and place.nth = 1 + (i / 2) % place.all_of;`,
    `insert into operation_runs (workspace_id, id, tenant_id, initiator_kind, initiator_id, type, status, outcome, identity_hash, completed_policy, inputs, context,
         count_total, count_processed, count_succeeded, count_failed, count_skipped, progress_done, progress_total, failure_summary, attempt, created_at, started_at, heartbeat_at, completed_at)
       select workspace_id, id, tenant_id, 'user', person_id, 'acme.mailbox_export', 'completed', outcome, md5(id) || md5(id), 'allow',
         jsonb_build_object('mailbox', 'mailbox-' || i || '@customer.example', 'format', 'pst'), '{"source":"ui"}',
         12, total, total - failed, failed, 0, total, 12,
         case outcome when 'failed' then jsonb_build_array(jsonb_build_object('reasonCode', 'mailbox_not_found', 'message', ${sentence('runs.failure.reported', `'The mailbox was not found.'`, `jsonb_build_object('text', 'The mailbox was not found.')`)}))
                      when 'partially_succeeded' then jsonb_build_array(jsonb_build_object('reasonCode', 'items_failed', 'message', ${sentence('runs.failure.items_failed', `'2 items failed.'`, `jsonb_build_object('count', 2)`)}))
                      else '[]' end,
         1, created_at, created_at, created_at + interval '3 minutes', created_at + interval '3 minutes'
       from made, lateral (select case outcome when 'failed' then 3 when 'cancelled' then 5 else 12 end as total, case outcome when 'partially_succeeded' then 2 else 0 end as failed) as counts;`,

    `create temporary table paused on commit drop as select i, workspace_id, ${uuid(`'pause' || i`)} as id, 'Vendor incident EX-' || (2000 + i) || ': restores may write duplicates' as reason from places where i <= ${String(pauses)};`,
    `insert into control_activations (workspace_id, control_key, id, reason_text, public_message, expires_at, version, created_by_kind, created_by_id, created_at, updated_at)
       select workspace_id, 'restore.execute', id, reason, case when i % 2 = 0 then 'Restores rest until our backup vendor has mended an incident.' end, now() + i * interval '7 hours' + ${day}, 1, 'platform', 'op-ada', now() - i * interval '1 hour', now() - i * interval '1 hour' from paused;`,

    `create temporary table story (workspace_id text, id text, recorded_at timestamptz, action text, outcome text, actor_kind text, actor_id text, target_type text, target_id text, target_label text, tenant_id text, operation_run_id text, control_key text, summary jsonb, metadata jsonb) on commit drop;`,
    `insert into story
       select workspace_id, ${uuid(`'started' || id`)}, created_at, 'operation_run.started', 'success', 'user', person_id, 'operation_run', id, 'Mailbox export', tenant_id, id, null,
         ${sentence('audit.summary.run_started', `'Mailbox export started'`, `jsonb_build_object('label', 'Mailbox export')`)}, '{"source":"ui","operation_type":"acme.mailbox_export"}' from made
       union all
       select workspace_id, ${uuid(`'ended' || id`)}, created_at + interval '3 minutes', 'operation_run.completed', 'success', 'system', 'worker', 'operation_run', id, 'Mailbox export', tenant_id, id, null,
         ${sentence('audit.summary.run_succeeded', `'Mailbox export succeeded'`, `jsonb_build_object('label', 'Mailbox export')`)}, jsonb_build_object('attempt', 1, 'outcome', outcome, 'operation_type', 'acme.mailbox_export') from made where outcome <> 'cancelled'
       union all
       select workspace_id, ${uuid(`'ended' || id`)}, created_at + interval '3 minutes', 'operation_run.cancelled', 'success', 'user', person_id, 'operation_run', id, 'Mailbox export', tenant_id, id, null,
         ${sentence('audit.summary.run_cancelled', `'Mailbox export cancelled'`, `jsonb_build_object('label', 'Mailbox export')`)}, '{"operation_type":"acme.mailbox_export"}' from made where outcome = 'cancelled'
       union all
       select workspace_id, ${uuid(`'paused' || id`)}, now() - i * interval '1 hour', 'operational_control.paused', 'success', 'platform', 'op-ada', 'operational_control', id, 'Restore execution', null, null, 'restore.execute',
         ${sentence('audit.summary.control_paused', `'Restore execution paused'`, `jsonb_build_object('label', 'Restore execution')`)},
         jsonb_build_object('actor_id', 'op-ada', 'scope_type', 'workspace', 'workspace_id', workspace_id, 'control_key', 'restore.execute', 'reason_text', reason) from paused
       union all
       select workspace_id, ${uuid(`'stopped' || id || n`)}, now() - n * interval '1 minute' - i * interval '1 second', 'operational_control.execution_blocked', 'blocked', 'user', 'u-' || n, 'operational_control', id, 'Restore execution', workspace_id || '-1', null, 'restore.execute',
         ${sentence('audit.summary.control_blocked', `'Restore execution blocked by operational control'`, `jsonb_build_object('label', 'Restore execution')`)},
         jsonb_build_object('source', 'ui', 'actor_id', 'u-' || n, 'scope_type', 'workspace', 'workspace_id', workspace_id, 'control_key', 'restore.execute', 'reason_text', reason, 'requested_scope', 'restore.execute', 'target_tenant_id', workspace_id || '-1') from paused, generate_series(1, 40) as n;`,
    // Restores that were paused for all workspaces, and resumed an hour later.
    `insert into platform_audit_entries (id, recorded_at, action, outcome, actor_kind, actor_id, target_type, target_id, target_label, control_key, summary, metadata)
       select ${uuid(`'global' || i`)}, now() - (i / 2 * ${day}) - interval '3 hours' + i % 2 * interval '1 hour', 'operational_control.' || verb, 'success', 'platform', 'op-ada', 'operational_control', ${uuid(`'globe' || i / 2`)}, 'Restore execution', 'restore.execute',
         ${sentence(`audit.summary.control_' || verb || '`, `'Restore execution ' || verb`, `jsonb_build_object('label', 'Restore execution')`)},
         jsonb_build_object('actor_id', 'op-ada', 'scope_type', 'global', 'control_key', 'restore.execute', 'reason_text', 'Rehearsal ' || i / 2 || ' of the incident plan')
       from generate_series(2, 1001) as i, lateral (select (array['paused', 'resumed'])[1 + i % 2] as verb) as verbs;`,
    // What is left are grants of access, which name tenants all over the place.
    `insert into story
       select workspace_id, ${uuid(`'grant' || n`)}, now() - n * (90 * ${day} / ${String(entries)}), 'entitlement.granted', 'success', 'platform', 'op-ada', 'person', 'u-' || (1 + n % 120), 'u-' || (1 + n % 120), tenant_id, null, null,
         ${sentence('audit.summary.entitlement_granted', `'Access to tenant ' || tenant_id || ' granted'`, `jsonb_build_object('tenant', tenant_id)`)}, '{}'
       from generate_series(1, (select greatest(0, ${String(entries)} - count(*) - (select count(*) from audit_entries) - (select count(*) from platform_audit_entries)) from story)) as n
       join (select workspace_id, tenant_id, row_number() over (partition by workspace_id = 'acme' order by md5(tenant_id)) as nth, count(*) over (partition by workspace_id = 'acme') as all_of from tenants) as place
         on (place.workspace_id = 'acme') = (n % 2 = 0) and place.nth = 1 + (n / 2) % place.all_of;`,
    `insert into audit_entries (workspace_id, id, recorded_at, action, outcome, actor_kind, actor_id, target_type, target_id, target_label, tenant_id, operation_run_id, control_key, summary, metadata) select * from story;`,
  ];
}
