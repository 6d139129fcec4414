import { quoted, schemaIdentifier } from '../schema/identifier.ts';
import { clusterRoles, unitRoles, type UnitRoleNames } from '../roles/index.ts';
import { attachmentOf, factOfLedger } from './day-partitions.ts';
import type { SchemaDifference } from './schema-facts.ts';

/** What a repair needs to know beside the difference itself. */
export interface RepairContext {
  readonly schema: string;
  readonly units: UnitRoleNames;
  readonly differences: readonly SchemaDifference[];
}

/**
 * The statements that end a difference, to be run by the owner of the tables, all names qualified by the schema; null where no statement can: the rows of
 * a table that is gone come from a backup. None removes a table: one that is not ours moves to the schema `public`.
 */
export function repairOf(difference: SchemaDifference, context: RepairContext): string | null {
  const { kind, name } = partsOf(difference.fact);
  const repair = repairs[kind];
  if (!repair || isInMissingTable(difference, context) || isPartOfStray(difference, context)) return null;
  if (followsFromRename(difference, context) || followsFromLedger(difference, context)) return null;
  return repair(name, difference, context);
}

type Repair = (name: string, difference: SchemaDifference, context: RepairContext) => string | null;

const repairs: { readonly [kind: string]: Repair | undefined } = {
  table: repairTable,
  column: repairColumn,
  constraint: repairConstraint,
  index: repairIndex,
  policy: repairPolicy,
  'grant on': repairGrant,
  trigger: (name, { expected }, context) => dropOf('TRIGGER', name, expected, context),
  rule: (name, { expected }, context) => dropOf('RULE', name, expected, context),
  routine: (name, { expected }, { schema }) =>
    expected === null ? `DROP ROUTINE ${schemaIdentifier(schema)}.${name};` : null,
  type: (name, { expected }, { schema }) =>
    expected === null ? `DROP TYPE ${schemaIdentifier(schema)}.${quoted(name)};` : null,
};

/** Repairs in an order in which they can be run: what others refer to comes first. */
export function inOrderOfRepair(differences: readonly SchemaDifference[]): readonly SchemaDifference[] {
  const rank = ({ fact, expected }: SchemaDifference): number =>
    (fact.startsWith('constraint ') && (expected ?? '').startsWith('FOREIGN KEY')) || factOfLedger(fact) ? 1 : 0;
  return [...differences].sort((left, right) => rank(left) - rank(right));
}

function partsOf(fact: string): { readonly kind: string; readonly name: string } {
  const kind = fact.startsWith('grant on ') ? 'grant on' : fact.slice(0, fact.indexOf(' '));
  return { kind, name: fact.slice(kind.length + 1) };
}

function isInMissingTable({ fact, expected }: SchemaDifference, { differences }: RepairContext): boolean {
  if (expected === null) return false;
  return differences.some((other) => {
    if (other.found !== null || !other.fact.startsWith('table ')) return false;
    const table = other.fact.slice('table '.length);
    return (
      fact === other.fact ||
      fact.includes(` ${table}.`) ||
      fact.startsWith(`grant on ${table} `) ||
      expected.includes(` ON ${table} `)
    );
  });
}

/** What belongs to a relation that is not ours moves with it. */
function isPartOfStray({ fact }: SchemaDifference, { differences }: RepairContext): boolean {
  return differences.some((other) => {
    if (other.expected !== null || !other.fact.startsWith('table ') || other.fact === fact) return false;
    const table = other.fact.slice('table '.length);
    return fact.includes(` ${table}.`) || fact.startsWith(`grant on ${table} `);
  });
}

/** An index or a policy shows the new name of a column that was renamed; it is as before when the column is. */
function followsFromRename({ expected, found }: SchemaDifference, { differences }: RepairContext): boolean {
  if (expected === null || found === null) return false;
  return differences.some((lost) => {
    if (lost.found !== null || !lost.fact.startsWith('column ')) return false;
    const { table, thing } = splitName(lost.fact.slice('column '.length));
    return differences.some((other) => {
      if (other.expected !== null || other.found !== lost.expected || !other.fact.startsWith(`column ${table}.`))
        return false;
      const now = splitName(other.fact.slice('column '.length)).thing;
      return found.replaceAll(new RegExp(`\\b${now}\\b`, 'g'), thing) === expected;
    });
  });
}

/** Columns and keys of a partition are those of its table. */
function followsFromLedger({ fact }: SchemaDifference, { differences }: RepairContext): boolean {
  const followed = factOfLedger(fact);
  return !fact.startsWith('table ') && differences.some((other) => other.fact === followed);
}

function tableOf(schema: string, table: string): string {
  return `${schemaIdentifier(schema)}.${quoted(table)}`;
}

/** `table.thing`, as facts name it. No table of ours has a dot in its name. */
function splitName(name: string): { readonly table: string; readonly thing: string } {
  const dot = name.indexOf('.');
  return { table: name.slice(0, dot), thing: name.slice(dot + 1) };
}

function dropOf(what: string, name: string, expected: string | null, { schema }: RepairContext): string | null {
  const { table, thing } = splitName(name);
  return expected === null ? `DROP ${what} ${quoted(thing)} ON ${tableOf(schema, table)};` : null;
}

function repairTable(name: string, { expected, found }: SchemaDifference, { schema }: RepairContext): string | null {
  const table = tableOf(schema, name);
  if (expected === null) {
    if (found === null) return null;
    // A view holds no rows, so it can be made again.
    return found.startsWith('view') ? `DROP VIEW ${table};` : `ALTER ${relationOf(found)} ${table} SET SCHEMA public;`;
  }
  if (found === null) return null;
  const isDetached = expected.includes('partition of') && !found.includes('partition of');
  const attachment = isDetached ? attachmentOf(schemaIdentifier(schema), name) : '';
  if (attachment === null) return null;
  const statements = [
    ...(found.includes('unlogged') ? [`ALTER TABLE ${table} SET LOGGED;`] : []),
    `ALTER TABLE ${table} ${expected.includes('row security') ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY, ${expected.includes('forced') ? 'FORCE' : 'NO FORCE'} ROW LEVEL SECURITY;`,
    ...[...found.matchAll(/\b([a-z_.]+)=/g)].map(([, option]) => `ALTER TABLE ${table} RESET (${option ?? ''});`),
    ...[...expected.matchAll(/\b([a-z_.]+=\S+)/g)].map(([, option]) => `ALTER TABLE ${table} SET (${option ?? ''});`),
    attachment,
  ];
  return statements.join(' ').trim();
}

function relationOf(found: string): string {
  const kinds = ['materialized view', 'foreign table', 'sequence'];
  return (kinds.find((kind) => found.startsWith(kind)) ?? 'table').toUpperCase();
}

interface Column {
  readonly type: string;
  readonly collation: string;
  readonly notNull: boolean;
  readonly byDefault: string | null;
}

function columnOf(definition: string): Column {
  const [, type = '', collation = '', notNull, byDefault] =
    /^(.*?)(?: collate (\S+))?( not null)?(?: default (.*))?$/s.exec(definition) ?? [];
  return {
    type,
    collation: collation === '' ? '' : ` COLLATE "${collation}"`,
    notNull: notNull !== undefined,
    byDefault: byDefault ?? null,
  };
}

function repairColumn(
  name: string,
  difference: SchemaDifference,
  { schema, differences }: RepairContext,
): string | null {
  const { table, thing } = splitName(name);
  const on = `ALTER TABLE ${tableOf(schema, table)}`;
  const renamed = (fact: (other: SchemaDifference) => boolean) =>
    differences.find((other) => other.fact.startsWith(`column ${table}.`) && fact(other));
  if (difference.expected === null) {
    // A column that was renamed keeps its rows; the other finding says how.
    if (renamed(({ found, expected }) => found === null && expected === difference.found)) return null;
    return `${on} DROP COLUMN ${quoted(thing)};`;
  }
  const { type, collation, notNull, byDefault } = columnOf(difference.expected);
  if (difference.found === null) {
    const from = renamed(({ found, expected }) => expected === null && found === difference.expected);
    if (from) return `${on} RENAME COLUMN ${quoted(splitName(from.fact).thing)} TO ${quoted(thing)};`;
    return `${on} ADD COLUMN ${quoted(thing)} ${type}${collation}${byDefault === null ? '' : ` DEFAULT ${byDefault}`}${notNull ? ' NOT NULL' : ''};`;
  }
  const column = `ALTER COLUMN ${quoted(thing)}`;
  const is = columnOf(difference.found);
  return `${on} ${[
    ...(is.type === type && is.collation === collation ? [] : [`${column} TYPE ${type}${collation}`]),
    `${column} ${byDefault === null ? 'DROP DEFAULT' : `SET DEFAULT ${byDefault}`}`,
    `${column} ${notNull ? 'SET' : 'DROP'} NOT NULL`,
  ].join(', ')};`;
}

function repairConstraint(name: string, { expected, found }: SchemaDifference, { schema }: RepairContext): string {
  const { table, thing } = splitName(name);
  const on = `ALTER TABLE ${tableOf(schema, table)}`;
  const drop = found === null ? [] : [`${on} DROP CONSTRAINT ${quoted(thing)};`];
  const definition = expected?.replaceAll(/REFERENCES (?=[a-z_]+\()/g, `REFERENCES ${schemaIdentifier(schema)}.`);
  return [...drop, ...(definition === undefined ? [] : [`${on} ADD CONSTRAINT ${quoted(thing)} ${definition};`])].join(
    ' ',
  );
}

/** The index of a constraint comes and goes with it, and the index of a partition with that of its table. */
function repairIndex(
  name: string,
  { expected, found }: SchemaDifference,
  { schema, differences }: RepairContext,
): string | null {
  // An index of a key comes and goes with its constraint. Other constraints may have the name of an index.
  const isOfKey = ({ fact, expected: key }: SchemaDifference): boolean =>
    fact.startsWith('constraint ') &&
    splitName(fact).thing === name &&
    /^(?:UNIQUE|PRIMARY KEY|EXCLUDE)/.test(key ?? '');
  if (differences.some(isOfKey)) return null;
  const ifExists = factOfLedger(`index ${name}`) === null ? '' : 'IF EXISTS ';
  const drop = found === null ? [] : [`DROP INDEX ${ifExists}${schemaIdentifier(schema)}.${quoted(name)};`];
  const create =
    expected === null ? [] : [`${expected.replace(/ ON (?=[a-z_]+ )/, ` ON ${schemaIdentifier(schema)}.`)};`];
  return [...drop, ...create].join(' ');
}

function repairPolicy(name: string, { expected, found }: SchemaDifference, context: RepairContext): string | null {
  const { table, thing } = splitName(name);
  const on = `POLICY ${quoted(thing)} ON ${tableOf(context.schema, table)}`;
  const drop = found === null ? [] : [`DROP ${on};`];
  if (expected === null) return drop.join(' ');
  const parts = /^(\w+) (\w+) to (\S+)(?: using (.*?))?(?: with check (.*))?$/s.exec(expected);
  if (!parts) return null;
  const [, mode = '', command = '', role = '', using, check] = parts;
  const create = `CREATE ${on} AS ${mode.toUpperCase()} FOR ${command.toUpperCase()} TO ${roleNamed(role, context)}${using === undefined ? '' : ` USING (${using})`}${check === undefined ? '' : ` WITH CHECK (${check})`};`;
  return [...drop, create].join(' ');
}

function repairGrant(name: string, { expected, found }: SchemaDifference, context: RepairContext): string | null {
  const at = name.lastIndexOf(' to ');
  const [subject, grantee] = [name.slice(0, at), roleNamed(name.slice(at + ' to '.length), context)];
  const on = placeOf(context.schema, subject);
  const revoke = found === null ? [] : [`REVOKE ALL ON ${on} FROM ${grantee};`];
  return [...revoke, ...(expected === null ? [] : [`GRANT ${expected} ON ${on} TO ${grantee};`])].join(' ');
}

function placeOf(schema: string, subject: string): string {
  if (subject === 'the schema') return `SCHEMA ${schemaIdentifier(schema)}`;
  return subject.endsWith(')') ? `FUNCTION ${schemaIdentifier(schema)}.${subject}` : tableOf(schema, subject);
}

/** Facts name the roles as code does. */
function roleNamed(alias: string, { units }: RepairContext): string {
  const role = unitRoles.find((unitRole) => alias === unitRole || alias === `${unitRole} of the cluster`);
  if (role === undefined) return alias === 'public' ? 'PUBLIC' : quoted(alias);
  return alias === role ? units[role] : clusterRoles[role];
}
