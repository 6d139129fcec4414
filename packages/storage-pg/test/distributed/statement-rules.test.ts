import { describe, expect, it } from 'vitest';
import { brokenRules, plainStatements, statementRules } from './statement-rules.ts';

describe('a rule about statements', () => {
  it.each(statementRules)('can fail: $name', ({ name, breaks }) => {
    expect(brokenRules(breaks)).toContain(name);
  });

  it.each(statementRules)('passes for unrelated statements: $name', ({ keeps }) => {
    expect(brokenRules(keeps)).toEqual([]);
  });

  it.each([
    [
      'select * from "tenantatlas"."operation_runs" where "workspace_id" > $1',
      ['every read of a distributed table names its workspace'],
    ],
    [
      'select name from "tenantatlas".workspaces where workspace_id = any ($1::text[])',
      ['every read of a distributed table names its workspace'],
    ],
    [
      'select workspace_id from "tenantatlas".audit_entries where workspace_id = $1 union all select workspace_id from "tenantatlas".audit_entries where id = $2',
      ['every read of a distributed table names its workspace'],
    ],
    [
      'select from (select from "tenantatlas".tenants where tenant_id = $1 for no key update) as locked where workspace_id = $2',
      ['a lock names its workspace', 'every read of a distributed table names its workspace'],
    ],
    [
      'update "tenantatlas".tenants set name = coalesce($1, name) where workspace_id = $2',
      ['an update assigns no COALESCE, and no CASE around a cast to a time'],
    ],
    [
      'update "tenantatlas".tenants as t set updated_at = case when version > 1 then ($1::text)::timestamptz else updated_at end where t.workspace_id = $2',
      ['an update assigns no COALESCE, and no CASE around a cast to a time'],
    ],
    [
      'insert into "tenantatlas".tenants (workspace_id) values ($1) on conflict (workspace_id) do update set name = coalesce(excluded.name, $2)',
      ['an update assigns no COALESCE, and no CASE around a cast to a time'],
    ],
    [`select ';SELECT set_config(''search_path'', ' || $1`, []],
    ['SET LOCAL ROLE ta_workspace;SET lock_timeout TO 5', ['settings are made by SET LOCAL']],
    [
      'select 1 from "tenantatlas".platform_gate as gate order by gate.generation limit 1 for share of gate skip locked',
      [],
    ],
    [`delete from "tenantatlas".start_gates as gate where gate.workspace_id = 'w-1' and gate.generation < 3`, []],
    [
      'select from "tenantatlas".workspaces as w join "tenantatlas".tenants as t on t.workspace_id = w.workspace_id where w.workspace_id = $1 for share of w, t',
      [],
    ],
  ])('%s', (sql, broken) => {
    expect(brokenRules(sql)).toEqual(broken);
  });

  it('sees every level with the names of its tables', () => {
    const levels = plainStatements(
      `select (select name from "tenantatlas"."workspaces" where x = 'from tenants') from "tenantatlas".tenants as t, "tenantatlas".memberships m where true`,
    ).flatMap((statement) => statement.levels);
    expect(levels.flatMap(({ tables }) => tables)).toEqual([
      { table: 'workspaces', alias: 'workspaces' },
      { table: 'tenants', alias: 't' },
      { table: 'memberships', alias: 'm' },
    ]);
  });
});
