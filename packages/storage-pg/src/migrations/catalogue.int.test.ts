import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type OpenBackend } from '../../test/support/backends.ts';
import { testRoles } from '../../test/support/database.ts';
import { allRoles, unitRoles } from '../roles/index.ts';
import { declaredTables, tablesWith } from '../schema.ts';

/** Tables of the platform, which hold no workspace's rows. Everything else is distributed by `workspace_id`. */
const referenceTables = ['schema_migrations', ...tablesWith('platform')];
/** Keys that span workspaces on purpose: one external tenant may be active in one place only. */
const globalKeys = tablesWith('spanning').map((name) => `${name}_pkey`);
/** Keys that have the workspace further behind, which is all that Citus asks for: this one is in order of time, so that its pages fill. */
const keysOfTime = ['usage_events_pkey'];

const inSchema = `n.nspname = 'tenantatlas'`;
/** Rights, policies and columns are those of the table that a partition belongs to. */
const partitions = `select relname from pg_class where relispartition and relkind = 'r'`;
let open: OpenBackend;

beforeAll(async () => {
  open = await openBackend('pg');
});
afterAll(() => open.close());

async function names(sql: string): Promise<readonly string[]> {
  return (await open.admin<{ name: string }>(sql)).map(({ name }) => name).sort();
}

const tables = (where: string) =>
  names(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${inSchema} and c.relkind in ('r', 'p') and not c.relispartition and ${where}`,
  );
const hasWorkspace = `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)`;

describe('every table', () => {
  it('has workspace_id, except the reference tables', async () => {
    expect(await tables(`not ${hasWorkspace}`)).toEqual([...referenceTables].sort());
  });

  it('has the columns that the registry declares, and no others', async () => {
    const kinds: { readonly [type: string]: string } = {
      text: 'text',
      integer: 'integer',
      bigint: 'integer',
      boolean: 'boolean',
      'timestamp with time zone': 'instant',
      jsonb: 'json',
      json: 'json',
      bytea: 'bytes',
      bit: 'bits',
      ARRAY: 'integers',
      uuid: 'uuid',
    };
    const found = await open.admin<{ name: string; type: string; optional: string }>(
      `select concat(table_name, '.', column_name) as name, data_type as type, case is_nullable when 'YES' then '?' else '' end as optional
       from information_schema.columns where table_schema = 'tenantatlas' and table_name <> 'schema_migrations' and table_name not in (${partitions})`,
    );
    const declared = declaredTables.flatMap(([table, { columns }]) =>
      Object.entries(columns).map(([column, kind]) => `${table}.${column} ${kind}`),
    );
    expect(found.map(({ name, type, optional }) => `${name} ${kinds[type] ?? type}${optional}`).sort()).toEqual(
      declared.sort(),
    );
  });

  it('has row-level security, enabled and forced, except the version of the schema', async () => {
    expect(await tables('not (c.relrowsecurity and c.relforcerowsecurity)')).toEqual(['schema_migrations']);
  });

  it('with workspace_id has a policy that compares it for the workspace role, and one each for the platform and for maintenance', async () => {
    const confined = `exists (select from pg_policy p where p.polrelid = c.oid and p.polroles = array['ta_workspace'::regrole::oid]
      and pg_get_expr(p.polqual, p.polrelid) = '(workspace_id = current_setting(''tenantatlas.workspace_id''::text, true))')`;
    expect(await tables(`${hasWorkspace} and not ${confined}`)).toEqual([]);
    for (const role of ['ta_platform', 'ta_maintenance']) {
      const policy = `exists (select from pg_policy p where p.polrelid = c.oid and p.polroles = array['${role}'::regrole::oid])`;
      expect(await tables(`${hasWorkspace} and not ${policy}`)).toEqual([]);
    }
  });

  it('that is a partition is closed: no role has a right on it, and its rows are reached through its table', async () => {
    const open = `c.relispartition and (c.relacl is not null or not c.relrowsecurity or exists (select from pg_policy p where p.polrelid = c.oid))`;
    const found = (where: string) =>
      names(
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${inSchema} and c.relkind = 'r' and ${where}`,
      );
    expect(await found(open)).toEqual([]);
    expect((await found('c.relispartition')).length).toBeGreaterThanOrEqual(10);
  });

  it('has one policy per role, so that no two are combined with OR', async () => {
    expect(
      await names(`select c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
        where ${inSchema} group by c.relname, p.polroles having count(*) > 1 or array_length(p.polroles, 1) <> 1 or p.polroles = array[0::oid]`),
    ).toEqual([]);
  });

  it('has no policy with a sub-select', async () => {
    expect(
      await names(`select c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
        where ${inSchema} and concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ilike '%select%'`),
    ).toEqual([]);
  });

  it('has only the triggers of foreign keys, and no deferrable constraint', async () => {
    const from = `join pg_class c on c.oid = x.RELID join pg_namespace n on n.oid = c.relnamespace where ${inSchema}`;
    expect(
      await names(
        `select x.tgname as name from pg_trigger x ${from.replace('RELID', 'tgrelid')} and not x.tgisinternal`,
      ),
    ).toEqual([]);
    expect(
      await names(
        `select x.conname as name from pg_constraint x ${from.replace('RELID', 'conrelid')} and x.condeferrable`,
      ),
    ).toEqual([]);
  });
});

describe('every key', () => {
  it('that is unique begins with workspace_id, except in reference tables', async () => {
    const unique = await names(`select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
      join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where ${inSchema} and x.indisunique and not c.relispartition and a.attname <> 'workspace_id'
        and c.relname not in (${referenceTables.map((table) => `'${table}'`).join(', ')})`);
    expect(unique).toEqual([...globalKeys, ...keysOfTime].sort());
  });

  it('that is foreign begins with workspace_id on both sides', async () => {
    const stray =
      await names(`select x.conname as name from pg_constraint x join pg_class c on c.oid = x.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute here on here.attrelid = x.conrelid and here.attnum = x.conkey[1]
      join pg_attribute there on there.attrelid = x.confrelid and there.attnum = x.confkey[1]
      where ${inSchema} and x.contype = 'f' and (here.attname <> 'workspace_id' or there.attname <> 'workspace_id')`);
    expect(stray).toEqual([]);
  });

  it('that is foreign leads to a table that the registry has behind: an erasure empties children first, and the guide distributes parents first', async () => {
    const pairs = await open.admin<{ child: string; parent: string }>(
      `select c.relname as child, p.relname as parent from pg_constraint x join pg_class c on c.oid = x.conrelid
       join pg_class p on p.oid = x.confrelid join pg_namespace n on n.oid = c.relnamespace
       where ${inSchema} and x.contype = 'f' and not c.relispartition and c.oid <> p.oid`,
    );
    const place = (table: string) => declaredTables.findIndex(([name]) => name === table);
    expect(pairs.length).toBeGreaterThan(10);
    expect(pairs.filter(({ child, parent }) => place(child) > place(parent))).toEqual([]);
  });

  it('of text is compared by code point', async () => {
    const others = await names(`select concat(c.relname, '.', a.attname) as name from pg_index x
      join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any (x.indkey)
      where ${inSchema} and a.atttypid = 'text'::regtype and a.attcollation <> '"C"'::regcollation`);
    expect(others).toEqual([]);
  });

  it('that is workspace_id is never null', async () => {
    expect(
      await names(`select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where ${inSchema} and c.relkind in ('r', 'p') and a.attname = 'workspace_id' and not a.attnotnull`),
    ).toEqual([]);
  });
});

describe('the roles', () => {
  it('cannot log in, own nothing and bypass nothing', async () => {
    const rows = await open.admin(
      `select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname in (${allRoles(
        testRoles,
      )
        .map((role) => `'${role}'`)
        .join(', ')})`,
    );
    expect(rows).toHaveLength(unitRoles.length + 2);
    for (const row of rows)
      expect(row).toMatchObject({ rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false });
    expect(
      await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${inSchema} and pg_get_userbyid(c.relowner) like 'ta\\_%'`),
    ).toEqual([]);
  });

  it('have exactly these privileges', async () => {
    const granted = await open.admin<{
      what: string;
    }>(`select concat(grantee, ' ', table_name, ' ', string_agg(lower(left(privilege_type, 1)), '' order by privilege_type)) as what
      from information_schema.role_table_grants where table_schema = 'tenantatlas' and grantee like 'ta\\_%' and table_name <> 'schema_migrations'
      group by grantee, table_name order by 1`);
    const declared = declaredTables.flatMap(([name, { may }]) =>
      Object.entries(may).map(
        ([role, privileges]) => `${testRoles.units[role as keyof typeof may]} ${name} ${privileges}`,
      ),
    );
    expect(granted.map(({ what }) => what).sort()).toEqual(declared.sort());
  });

  it.each(['ta_workspace', 'ta_member', 'ta_platform', 'ta_maintenance'])(
    '%s may not update any column of a ledger',
    async (role) => {
      const columns =
        await names(`select concat(table_name, '.', column_name) as name from information_schema.role_column_grants
      where table_schema = 'tenantatlas' and grantee = '${role}' and privilege_type = 'UPDATE' and table_name like '%audit_entries'`);
      expect(columns).toEqual([]);
    },
  );
});
