import { describe, expect, it } from 'vitest';
import { createKeptPlans, mostKeptPlans, usesBeforeKept, type KeptPlans } from './kept-plans.ts';
import { PlanRefused, SqlError } from './sql-error.ts';

const refusal = (state: string) => new PlanRefused(new SqlError(state, `SQLSTATE ${state}`, null));

/** The name after so many uses that a text gets one. */
function used(plans: KeptPlans, role: string, sql: string): string | null {
  for (let use = 1; use < usesBeforeKept; use += 1) plans.nameOf(role, sql);
  return plans.nameOf(role, sql);
}

describe('the plans that a connection keeps', () => {
  it('are those of texts that are sent often, each under one name', () => {
    const plans = createKeptPlans();
    const names = Array.from({ length: 5 }, () => plans.nameOf('reader', 'select 1'));
    expect(names.slice(0, usesBeforeKept - 1)).toEqual([null, null]);
    expect(new Set(names.slice(usesBeforeKept - 1)).size).toBe(1);
    expect(names.at(-1)).toMatch(/^tenantatlas_1_[\da-f]{40}$/);
  });

  it('have the same names in every process, and others for another text and another role', () => {
    const name = used(createKeptPlans(), 'reader', 'select 1');
    const plans = createKeptPlans();
    expect(used(plans, 'reader', 'select 1')).toBe(name);
    expect(used(plans, 'reader', 'select 2')).not.toBe(name);
    expect(used(plans, 'writer', 'select 1')).not.toBe(name);
  });

  it('are bounded: no name is given beyond, and names that were given stay', () => {
    const plans = createKeptPlans();
    const names = Array.from({ length: mostKeptPlans }, (_, at) => used(plans, 'reader', `select ${String(at)}`));
    expect(names).not.toContain(null);
    expect(used(plans, 'reader', 'one more')).toBeNull();
    expect(plans.nameOf('reader', 'one more')).toBeNull();
    expect(plans.nameOf('reader', 'select 0')).toBe(names[0]);
  });

  it('are not those of texts without a repetition: the count of a text is removed after five hundred others', () => {
    const plans = createKeptPlans();
    for (let use = 1; use < usesBeforeKept; use += 1) plans.nameOf('reader', 'seldom');
    for (let other = 0; other < 500; other += 1) plans.nameOf('reader', `select ${String(other)}`);
    expect(plans.nameOf('reader', 'seldom')).toBeNull();
  });

  it.each(['26000', '42P05', '08P01'])('are none any more after %s, which a pooler causes', (state) => {
    const plans = createKeptPlans();
    const name = used(plans, 'reader', 'select 1') ?? '';
    plans.refused(name, refusal(state));
    expect(plans.nameOf('reader', 'select 1')).toBeNull();
    expect(used(plans, 'reader', 'select 2')).toBeNull();
  });

  it('get other names after a change of the schema, once for all connections that use it', () => {
    const plans = createKeptPlans();
    const name = used(plans, 'reader', 'select 1') ?? '';
    plans.refused(name, refusal('0A000'));
    const next = plans.nameOf('reader', 'select 1');
    expect(next).toMatch(/^tenantatlas_2_/);
    plans.refused(name, refusal('0A000'));
    expect(plans.nameOf('reader', 'select 1')).toBe(next);
  });
});
