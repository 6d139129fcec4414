/** One way to damage a schema: picks a target from the catalogue with `pick`, and names the fact that has to be reported. */
export interface Damage {
  readonly name: string;
  /** Query of the targets, each with the SQL that does the damage and the fact it touches. The schema is `tenantatlas`. */
  readonly targets: string;
}

const inSchema = `c.relnamespace = 'tenantatlas'::regnamespace`;
const tables = `FROM pg_class c WHERE ${inSchema} AND c.relkind IN ('r', 'p')`;
const columns = `FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE ${inSchema} AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`;
const policies = `FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE ${inSchema}`;
const onTables = (sql: string, fact: string): string =>
  `SELECT format('${sql}', c.relname) AS sql, format('${fact}', c.relname) AS fact ${tables} ORDER BY 1`;
const onColumns = (sql: string, fact: string, and = ''): string =>
  `SELECT format('${sql}', c.relname, a.attname) AS sql, format('${fact}', c.relname, a.attname) AS fact ${columns} ${and} ORDER BY 1`;
const onPolicies = (sql: string, fact: string, and = ''): string =>
  `SELECT format('${sql}', c.relname, p.polname) AS sql, format('${fact}', c.relname, p.polname) AS fact ${policies} ${and} ORDER BY 1`;

/** PostgreSQL refuses these changes of a partition: they are made at its table. */
const ofItsOwn = 'AND a.attinhcount = 0';

/** Every kind of damage that the doctor has to find. */
export const damages: readonly Damage[] = [
  {
    name: 'index dropped',
    targets: `SELECT format('DROP INDEX tenantatlas.%I', c.relname) AS sql, 'index ' || c.relname AS fact FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE ${inSchema} AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY 1`,
  },
  {
    name: 'index added',
    targets: onColumns('CREATE INDEX stray ON tenantatlas.%I (%I)', 'index stray', "AND a.atttypid <> 'json'::regtype"),
  },
  {
    name: 'constraint dropped',
    targets: `SELECT format('ALTER TABLE tenantatlas.%I DROP CONSTRAINT %I CASCADE', c.relname, k.conname) AS sql, format('constraint %s.%s', c.relname, k.conname) AS fact FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE ${inSchema} AND k.contype <> 'n' AND k.coninhcount = 0 ORDER BY 1`,
  },
  {
    name: 'constraint added',
    targets: onTables('ALTER TABLE tenantatlas.%I ADD CONSTRAINT stray CHECK (true) NOT VALID', 'constraint %s.stray'),
  },
  { name: 'policy dropped', targets: onPolicies('DROP POLICY %2$I ON tenantatlas.%1$I', 'policy %s.%s') },
  { name: 'policy opened', targets: onPolicies('ALTER POLICY %2$I ON tenantatlas.%1$I USING (1 = 1)', 'policy %s.%s') },
  {
    name: 'policy for PUBLIC',
    targets: onPolicies('ALTER POLICY %2$I ON tenantatlas.%1$I TO PUBLIC', 'policy %s.%s'),
  },
  {
    name: 'policy renamed',
    targets: onPolicies('ALTER POLICY %2$I ON tenantatlas.%1$I RENAME TO renamed', 'policy %s.%s'),
  },
  { name: 'policy added', targets: onTables('CREATE POLICY stray ON tenantatlas.%I USING (true)', 'policy %s.stray') },
  {
    name: 'row security off',
    targets: onTables('ALTER TABLE tenantatlas.%I DISABLE ROW LEVEL SECURITY', 'table %s').replace(
      'ORDER',
      'AND c.relrowsecurity ORDER',
    ),
  },
  {
    name: 'row security not forced',
    targets: onTables('ALTER TABLE tenantatlas.%I NO FORCE ROW LEVEL SECURITY', 'table %s').replace(
      'ORDER',
      'AND c.relforcerowsecurity ORDER',
    ),
  },
  {
    name: 'table unlogged',
    targets: onTables('ALTER TABLE tenantatlas.%I SET UNLOGGED', 'table %s').replace(
      'ORDER',
      `AND c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = c.oid) ORDER`,
    ),
  },
  {
    name: 'table dropped',
    // A day that is gone looks like one that was pruned.
    targets: onTables('DROP TABLE tenantatlas.%I CASCADE', 'table %s').replace(
      'ORDER',
      `AND NOT (c.relispartition AND right(c.relname, 8) ~ '^[0-9]+') ORDER`,
    ),
  },
  {
    name: 'partition detached',
    targets: onTables('ALTER TABLE tenantatlas.usage_events DETACH PARTITION tenantatlas.%I', 'table %s').replace(
      'ORDER',
      `AND c.relispartition AND c.relname <> 'usage_events_before' ORDER`,
    ),
  },
  { name: 'table renamed', targets: onTables('ALTER TABLE tenantatlas.%I RENAME TO renamed', 'table renamed') },
  {
    name: 'column dropped',
    targets: onColumns(
      'ALTER TABLE tenantatlas.%I DROP COLUMN %I CASCADE',
      'column %s.%s',
      `${ofItsOwn} AND NOT (c.relkind = 'p' AND a.attname = 'occurred_at')`,
    ),
  },
  {
    name: 'column added',
    targets: onTables('ALTER TABLE tenantatlas.%I ADD COLUMN stray text', 'column %s.stray').replace(
      'ORDER',
      'AND NOT c.relispartition ORDER',
    ),
  },
  {
    name: 'column renamed',
    targets: onColumns('ALTER TABLE tenantatlas.%I RENAME COLUMN %I TO renamed', 'column %s.renamed', ofItsOwn),
  },
  {
    name: 'column of another type',
    targets: onColumns(
      'ALTER TABLE tenantatlas.%I ALTER COLUMN %I TYPE varchar(500)',
      'column %s.%s',
      // PostgreSQL itself refuses it for a column that a policy reads.
      `AND a.attname IN ('name', 'target_label', 'reason_text', 'public_message', 'label')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_policy'::regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum)`,
    ),
  },
  {
    name: 'column with a default',
    targets: onColumns(
      'ALTER TABLE tenantatlas.%I ALTER COLUMN %I SET DEFAULT current_user',
      'column %s.%s',
      `AND a.atttypid = 'text'::regtype`,
    ),
  },
  {
    name: 'column that may be null',
    targets: onColumns(
      'ALTER TABLE tenantatlas.%I ALTER COLUMN %I DROP NOT NULL',
      'column %s.%s',
      "AND a.attnotnull AND a.attinhcount = 0 AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey))",
    ),
  },
  {
    name: 'grant to PUBLIC',
    targets: onTables('GRANT SELECT ON tenantatlas.%I TO PUBLIC', 'grant on %s to public'),
  },
  {
    name: 'grant of a column',
    targets: onColumns('GRANT UPDATE (%2$I) ON tenantatlas.%1$I TO ta_member', 'grant on %s to ta_member'),
  },
  {
    name: 'grant of more',
    targets: onTables('GRANT TRUNCATE ON tenantatlas.%I TO ta_workspace', 'grant on %s to ta_workspace'),
  },
  {
    name: 'grant revoked',
    targets: `SELECT DISTINCT format('REVOKE ALL ON tenantatlas.%I FROM %I', c.relname, pg_get_userbyid(x.grantee)) AS sql, format('grant on %s to %s', c.relname, pg_get_userbyid(x.grantee)) AS fact FROM pg_class c, aclexplode(c.relacl) x WHERE ${inSchema} AND c.relkind IN ('r', 'p') AND x.grantee <> c.relowner ORDER BY 1`,
  },
  {
    name: 'schema open to PUBLIC',
    targets: `SELECT 'GRANT CREATE ON SCHEMA tenantatlas TO PUBLIC' AS sql, 'grant on the schema to public' AS fact`,
  },
  {
    name: 'trigger added',
    targets: onTables(
      'CREATE TRIGGER stray BEFORE UPDATE ON tenantatlas.%I FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
      'trigger %s.stray',
    ),
  },
  {
    name: 'rule added',
    targets: onTables('CREATE RULE stray AS ON DELETE TO tenantatlas.%I DO INSTEAD NOTHING', 'rule %s.stray'),
  },
  {
    name: 'view added',
    targets: onTables('CREATE VIEW tenantatlas.stray AS SELECT count(*) AS n FROM tenantatlas.%I', 'table stray'),
  },
  {
    name: 'function added',
    targets: `SELECT 'CREATE FUNCTION tenantatlas.stray() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$' AS sql, 'routine stray()' AS fact`,
  },
  { name: 'sequence added', targets: `SELECT 'CREATE SEQUENCE tenantatlas.stray' AS sql, 'table stray' AS fact` },
  { name: 'type added', targets: `SELECT 'CREATE TYPE tenantatlas.stray AS ENUM ()' AS sql, 'type stray' AS fact` },
];
