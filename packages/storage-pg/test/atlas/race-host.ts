import { forEachBackend, type HostTransaction, type OpenBackend, type TestBackend } from '../support/backends.ts';
import { emptyTables } from '../support/empty-tables.ts';
import { composeAtlas, type RaceAtlas } from './race-catalog.ts';
import { seedStatements } from './race-world.ts';

/** A host with its own table, `host_notes`, and two workspaces, `w-1` and `w-2`, with four tenants each. */
export interface Host extends OpenBackend {
  readonly atlas: RaceAtlas;
  /** What the host has committed to its own table. */
  notes(): Promise<readonly string[]>;
  /** Row counts of every table of the SDK, and its tickets and epochs: equal before and after when nothing was written. */
  fingerprint(): Promise<unknown>;
  /** Rows of `what`: a table, and a condition if there is one. */
  count(what: string): Promise<number>;
  /** Audit entries of workspaces with that action. */
  entriesOf(action: string): Promise<number>;
  /** Removes runs, pauses, audit entries and notes. */
  clear(): Promise<void>;
}

/** Registers `suite` for every driver. */
export function forEachHost(suite: (backend: TestBackend, open: () => Promise<Host>) => void): void {
  forEachBackend((backend) => suite(backend, () => openHost(backend)));
}

async function openHost(backend: TestBackend): Promise<Host> {
  const open = await backend.open();
  for (const statement of seedStatements('w', 2, 4)) await open.admin(statement);
  await open.admin('CREATE TABLE public.host_notes (n text PRIMARY KEY)');
  await open.admin('GRANT ALL ON public.host_notes TO PUBLIC');
  const count = async (what: string) =>
    (await open.admin<{ n: number }>(`SELECT count(*)::int AS n FROM tenantatlas.${what}`))[0]?.n ?? -1;
  return {
    ...open,
    count,
    entriesOf: (action) => count(`audit_entries WHERE action = '${action}'`),
    async clear() {
      const ours = ['operation_runs', 'control_activations', 'platform_control_activations', 'audit_entries'];
      await open.admin(emptyTables([...ours, 'public.host_notes']));
    },
    atlas: composeAtlas({ storage: open.storage }),
    notes: async () =>
      (await open.admin<{ n: string }>('SELECT n FROM public.host_notes ORDER BY n')).map(({ n }) => n),
    async fingerprint() {
      const tables = await open.admin<{ name: string }>(
        `SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'tenantatlas'::regnamespace AND relkind = 'r' ORDER BY 1`,
      );
      const counts = tables.map(
        ({ name }) => `'${name}', (SELECT jsonb_agg(t ORDER BY t::text) FROM tenantatlas.${name} AS t)`,
      );
      return (await open.admin<{ rows: unknown }>(`SELECT jsonb_build_object(${counts.join(', ')}) AS rows`))[0]?.rows;
    },
  };
}

/** Writes into the host's own table. */
export async function jot(host: HostTransaction, n: string): Promise<void> {
  await host.run(`INSERT INTO public.host_notes (n) VALUES ('${n}')`);
}

const settings = [
  'role',
  'search_path',
  'lock_timeout',
  'statement_timeout',
  'DateStyle',
  'TimeZone',
  'row_security',
  'transaction_isolation',
];
const claims = ['tenantatlas.workspace_id', 'tenantatlas.workspace_ids', 'tenantatlas.actor', 'host.tag'];

/** Everything of the session that a unit could leave behind. A claim that never existed comes back empty. */
export async function sessionOf(host: HostTransaction): Promise<unknown> {
  const shown = [
    ...settings.map((name) => `current_setting('${name}') AS "${name}"`),
    ...claims.map((name) => `coalesce(current_setting('${name}', true), '') AS "${name}"`),
  ];
  return (await host.run(`SELECT current_user::text, session_user::text, ${shown.join(', ')}`))[0];
}

/** Gives the session unusual settings, as a host may. */
export async function makeOdd(host: HostTransaction): Promise<void> {
  await host.run("SET LOCAL DateStyle TO 'German, DMY'");
  await host.run("SET LOCAL TimeZone TO 'Asia/Kathmandu'");
  await host.run("SET LOCAL lock_timeout TO '7s'");
  await host.run("SET LOCAL statement_timeout TO '45s'");
  await host.run(`SELECT set_config('search_path', '"$user", public, "odd ''Schema"', true)`);
  await host.run(`SELECT set_config('tenantatlas.workspace_id', 'the host''s own', true)`);
  await host.run(`SELECT set_config('host.tag', 'x', true)`);
  await host.run('SET LOCAL ROLE ta_member');
}
