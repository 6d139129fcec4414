import { describe, expect, it } from 'vitest';
import { stripWorkspacePredicates } from './strip-predicates.ts';

describe('without workspace predicates', () => {
  it.each([
    ['where workspace_id = $1 and id = $2', 'where ($1::text is not null) and id = $2'],
    ['where "workspace_id" = $1', 'where ($1::text is not null)'],
    ['on tenant.workspace_id = $12 and x = $1', 'on ($12::text is not null) and x = $1'],
    ["where gate.workspace_id = 'w-1' and true", "where ('w-1'::text is not null) and true"],
    ['where "tenantatlas"."tenants"."workspace_id" = $3', 'where ($3::text is not null)'],
  ])('%s becomes %s', (sql, stripped) => {
    expect(stripWorkspacePredicates(sql)).toBe(stripped);
  });

  it.each([
    'from a join b on a.workspace_id = b.workspace_id',
    'where workspace_id = any ($1::text[])',
    'where "workspace_id" > $1',
    'where other_workspace_id = $1',
  ])('%s is kept', (sql) => {
    expect(stripWorkspacePredicates(sql)).toBe(sql);
  });
});
