/**
 * Queries over pg_catalog, each answering rows of `fact` (what it is about) and `definition` (how it is). `$1` is the schema; `$2` and
 * `$3` are roles of units and how the facts call them, because the roles of each installation have other names.
 *
 * They run with the schema on the search path, so that definitions do not name it and are the same under every name.
 */

const roleOf = (id: string): string =>
  `coalesce((SELECT m.alias FROM unnest($2::text[], $3::text[]) AS m (role, alias) WHERE m.role = pg_get_userbyid(${id})::text), pg_get_userbyid(${id})::text)`;

const tables = `SELECT 'table ' || c.relname AS fact,
  concat_ws(', ', CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
      WHEN 'f' THEN 'foreign table' WHEN 'S' THEN 'sequence' ELSE c.relkind::text END,
    (SELECT 'partition of ' || i.inhparent::regclass FROM pg_inherits i WHERE i.inhrelid = c.oid AND c.relispartition),
    CASE c.relpersistence WHEN 'p' THEN NULL WHEN 'u' THEN 'unlogged' ELSE 'temporary' END,
    CASE WHEN c.relrowsecurity THEN 'row security' || CASE WHEN c.relforcerowsecurity THEN ' forced' ELSE '' END END,
    array_to_string(c.reloptions, ' ')) AS definition
FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')`;

const columns = `SELECT 'column ' || c.relname || '.' || a.attname,
  concat_ws(' ', format_type(a.atttypid, a.atttypmod),
    (SELECT 'collate ' || collname FROM pg_collation WHERE oid = a.attcollation AND collname <> 'default'),
    CASE WHEN a.attnotnull THEN 'not null' END, 'default ' || pg_get_expr(d.adbin, d.adrelid, true),
    CASE WHEN a.attidentity <> '' THEN 'identity ' || a.attidentity::text END, CASE WHEN a.attgenerated <> '' THEN 'generated ' || a.attgenerated::text END)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped`;

/** Not-null constraints have separate rows from PostgreSQL 18 on; they are read from their column. */
const constraints = `SELECT 'constraint ' || coalesce(c.relname || '.', '') || k.conname, pg_get_constraintdef(k.oid, true)
FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid WHERE k.connamespace = $1::regnamespace AND k.contype <> 'n'`;

const indexes = `SELECT 'index ' || c.relname, concat_ws(' ', pg_get_indexdef(i.indexrelid, 0, true), CASE WHEN NOT i.indisvalid THEN 'INVALID' END)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = $1::regnamespace`;

const policies = `SELECT 'policy ' || c.relname || '.' || p.polname,
  concat_ws(' ', CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
    CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END,
    'to ' || (SELECT string_agg(CASE WHEN r = 0 THEN 'public' ELSE ${roleOf('r')} END, ',' ORDER BY 1) FROM unnest(p.polroles) r),
    'using ' || pg_get_expr(p.polqual, p.polrelid, true), 'with check ' || pg_get_expr(p.polwithcheck, p.polrelid, true))
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = $1::regnamespace`;

/** The rights of all roles but the owner. The owner's own rights differ between versions and mean nothing: it can take any. */
const grants = `SELECT 'grant on ' || held.subject || ' to ' || held.grantee, string_agg(held.privilege, ', ' ORDER BY held.privilege)
FROM (
  SELECT c.relname::text AS subject, CASE WHEN x.grantee = 0 THEN 'public' ELSE ${roleOf('x.grantee')} END AS grantee,
    lower(x.privilege_type) || CASE WHEN x.is_grantable THEN ' with grant option' ELSE '' END AS privilege
  FROM pg_class c, aclexplode(c.relacl) x WHERE c.relnamespace = $1::regnamespace AND x.grantee <> c.relowner
  UNION ALL
  SELECT c.relname::text, CASE WHEN x.grantee = 0 THEN 'public' ELSE ${roleOf('x.grantee')} END,
    lower(x.privilege_type) || ' (' || a.attname || ')' || CASE WHEN x.is_grantable THEN ' with grant option' ELSE '' END
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) x
  WHERE c.relnamespace = $1::regnamespace AND NOT a.attisdropped AND x.grantee <> c.relowner
  UNION ALL
  SELECT f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')', CASE WHEN x.grantee = 0 THEN 'public' ELSE ${roleOf('x.grantee')} END,
    lower(x.privilege_type) || CASE WHEN x.is_grantable THEN ' with grant option' ELSE '' END
  FROM pg_proc f, aclexplode(f.proacl) x WHERE f.pronamespace = $1::regnamespace AND x.grantee <> f.proowner
  UNION ALL
  SELECT 'the schema', CASE WHEN x.grantee = 0 THEN 'public' ELSE ${roleOf('x.grantee')} END,
    lower(x.privilege_type) || CASE WHEN x.is_grantable THEN ' with grant option' ELSE '' END
  FROM pg_namespace n, aclexplode(n.nspacl) x WHERE n.oid = $1::regnamespace AND x.grantee <> n.nspowner
) held GROUP BY held.subject, held.grantee`;

const triggers = `SELECT 'trigger ' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid, true) || ' ' || t.tgenabled::text
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = $1::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT 'rule ' || c.relname || '.' || r.rulename, pg_get_ruledef(r.oid, true)
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = $1::regnamespace AND r.rulename <> '_RETURN'`;

const routines = `SELECT 'routine ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', md5(p.prosrc) || CASE WHEN p.prosecdef THEN ' security definer' ELSE '' END || coalesce(' ' || array_to_string(p.proconfig, ' '), '')
FROM pg_proc p WHERE p.pronamespace = $1::regnamespace
UNION ALL
SELECT 'type ' || t.typname, t.typtype::text FROM pg_type t WHERE t.typnamespace = $1::regnamespace AND t.typtype IN ('d', 'e')`;

/** All facts about a schema, in one statement. */
export const catalogQuery = [tables, columns, constraints, indexes, policies, grants, triggers, routines].join(
  '\nUNION ALL\n',
);
