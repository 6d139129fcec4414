import { tablesWith } from '../../src/schema.ts';
import { commandsOf, levelsOf, plainText, type QueryLevel } from './query-levels.ts';

/** Tables whose rows are distributed by `workspace_id`. One that spans workspaces is on every node. */
const distributedTables = tablesWith('workspace');

/** Tables that are whole on every node. */
const referenceTables = tablesWith('platform', 'spanning');

/** Something that Citus does not do, or does in another way than PostgreSQL. */
export interface StatementRule {
  readonly name: string;
  readonly why: string;
  /** A statement that breaks it, in the form in which a store would send it: the proof that the rule can fail. */
  readonly breaks: string;
  /** One that is near to it and does not. */
  readonly keeps: string;
  isBroken(statement: PlainStatement): boolean;
}

/** A statement that is ready to be looked at. */
export interface PlainStatement {
  readonly plain: string;
  readonly levels: readonly QueryLevel[];
}

/** The statements of a text, ready to be looked at. */
export function plainStatements(sql: string): readonly PlainStatement[] {
  return plainText(sql, 'tenantatlas')
    .split(/ ?; ?/)
    .map((plain) => ({ plain, levels: levelsOf(plain, distributedTables) }));
}

/** The names of the rules that a text breaks. A script is judged statement by statement. */
export function brokenRules(sql: string): readonly string[] {
  const statements = plainStatements(sql);
  return statementRules
    .filter((rule) => statements.some((statement) => rule.isBroken(statement)))
    .map(({ name }) => name);
}

/** `workspace_id = $n`, or a literal in the place of the parameter. */
const isPinned = (text: string): boolean => /\bworkspace_id = (?:\$\d+|'')/.test(text);

/** Compares `workspace_id` with a row of the query around it, so that both lie together. */
function isCorrelated({ text, tables }: QueryLevel): boolean {
  const here = tables.map(({ alias }) => alias);
  return [...text.matchAll(/\b(\w+)\.workspace_id = (\w+)\.workspace_id\b/g)].some(
    ([, left = '', right = '']) => here.includes(left) !== here.includes(right) && !/\(\) as/.test(text),
  );
}

const lockClause = /\bfor (?:no key update|update|key share|share)\b/;

/** What a SET of an UPDATE assigns, with everything in parentheses. */
function assignments(plain: string): readonly string[] {
  return [...plain.matchAll(/\bupdate (?:[\w.]+ (?:as \w+ )?)?set /g)].map((match) => {
    const rest = plain.slice(match.index + match[0].length).split(/([()])|\b(from|where|returning)\b/);
    let depth = 0;
    let text = '';
    for (const part of rest) {
      if (part === undefined) continue;
      if (part === '(') depth += 1;
      if (part === ')') depth -= 1;
      if (depth < 0 || (depth === 0 && ['from', 'where', 'returning'].includes(part))) break;
      text += part;
    }
    return text;
  });
}

const mutation = new RegExp(String.raw`\b(?:insert into|update|delete from) (?:${distributedTables.join('|')})\b`, 'g');

const changeOfReference = new RegExp(String.raw`\b(?:update|delete from) (?:${referenceTables.join('|')})\b`);
const readOfDistributed = new RegExp(String.raw`\b(?:from|join|using|,) (?:${distributedTables.join('|')})\b`);

/** What a statement must not do on Citus. */
export const statementRules: readonly StatementRule[] = [
  {
    name: 'a lock names its workspace',
    why: 'Citus refuses FOR UPDATE and FOR SHARE, and SKIP LOCKED with them, on a distributed table without an equality: the rows may be on several nodes.',
    breaks: `with newest as materialized (select workspace_id, max(generation) as generation from "tenantatlas".start_gates group by workspace_id),
      open as materialized (select gate.workspace_id from "tenantatlas".start_gates as gate join newest on newest.workspace_id = gate.workspace_id
        order by gate.workspace_id for share of gate skip locked)
      select workspace_id from newest`,
    keeps: `with free as materialized (select gate.generation from "tenantatlas".start_gates as gate where gate.workspace_id = $1 for update of gate skip locked)
      select count(*) from free`,
    isBroken: ({ levels }) =>
      levels.some(({ text, tables }) => lockClause.test(text) && tables.length > 0 && !isPinned(text)),
  },
  {
    name: 'every read of a distributed table names its workspace',
    why: 'Without an equality a statement goes to all nodes: it costs as much as there are nodes, has no common snapshot, and waits for each of them.',
    breaks: `select count(*) from "tenantatlas".tenants as tenants join "tenantatlas".workspaces as workspaces on workspaces.workspace_id = tenants.workspace_id`,
    keeps: `select * from "tenantatlas".idempotency_keys as held where held.workspace_id = $1 and exists (
      select from "tenantatlas".operation_runs as run where run.workspace_id = held.workspace_id and run.id = held.run_id)`,
    isBroken: ({ levels }) =>
      levels.some((level) => level.tables.length > 0 && !isPinned(level.text) && !isCorrelated(level)),
  },
  {
    name: 'values are not a side of a join',
    why: 'Citus plans no outer join between a list of values and a distributed table.',
    breaks: `select workspace.name from (values (1)) as asked (once) left join "tenantatlas".workspaces as workspace on workspace.workspace_id = $1`,
    keeps: `insert into "tenantatlas".memberships (workspace_id, user_id) values ($1, $2) on conflict do nothing`,
    isBroken: ({ plain }) => /(?:\bfrom|\bjoin|,) \( values\b/.test(plain),
  },
  {
    name: 'an update assigns no COALESCE, and no CASE around a cast to a time',
    why: 'A cast from text to timestamptz depends on the session, and Citus evaluates such a thing once and beforehand. Inside COALESCE and CASE it cannot.',
    breaks: `update "tenantatlas".operation_runs set attempt = attempt + 1, started_at = coalesce(started_at, ($1::text)::timestamptz) where workspace_id = $2`,
    keeps: `update "tenantatlas".operation_runs set dedupe_key = case when completed_policy = any ($1::text[]) then dedupe_key end,
      started_at = least(started_at, ($2::text)::timestamptz) where workspace_id = $3 and coalesce(exclusive_key, '') <> $4`,
    isBroken: ({ plain }) =>
      assignments(plain).some(
        (text) =>
          /\bcoalesce \(/.test(text) ||
          [...text.matchAll(/\bcase\b.*?\bend\b/g)].some(([one]) => /timestamptz/.test(one)),
      ),
  },
  {
    name: 'settings are made by SET LOCAL',
    why: 'Citus hands SET LOCAL to its workers. What set_config does stays on the coordinator, and a plain SET would outlive the transaction on a pooled connection.',
    breaks: `select pg_catalog.set_config('lock_timeout', $1, true)`,
    keeps: `SET LOCAL lock_timeout TO 100`,
    isBroken: ({ plain }) => /\bset_config \(/.test(plain) || /^set (?!local |transaction )/.test(plain),
  },
  {
    name: 'a statement changes one distributed table, once',
    why: 'Several changes in one statement are not portable: their order and what they see of each other differ.',
    breaks: `with gone as (delete from "tenantatlas".entitlements where workspace_id = $1) delete from "tenantatlas".memberships where workspace_id = $1`,
    keeps: `with open as (select generation from "tenantatlas".start_gates where workspace_id = $1 for share)
      insert into "tenantatlas".start_gates (workspace_id, generation) select $1, generation + 1 from open`,
    isBroken: ({ plain }) => (plain.match(mutation) ?? []).length > 1,
  },
  {
    name: 'a change of a table on every node reads a distributed one only in a CTE',
    why: 'Citus refuses an UPDATE and a DELETE of a reference table that name a distributed table (citusdata/citus#4475). It runs a CTE first, and its result is not a table.',
    breaks: `update "tenantatlas".usage_positions set last_hour = null where workspace_id = $1
      and not exists (select from "tenantatlas".usage_events as event where event.workspace_id = $1)`,
    keeps: `with found as materialized (select event.workspace_id from "tenantatlas".usage_events as event where event.workspace_id = $1)
      update "tenantatlas".usage_positions set last_hour = null where workspace_id = $1 and not exists (select from found)`,
    isBroken: ({ plain }) =>
      commandsOf(plain).some((command) => changeOfReference.test(command) && readOfDistributed.test(command)),
  },
];
