import { describe, expect, it } from 'vitest';
import { presentTenantVerification } from './tenant-verification-rules.ts';
import { allFacts, surfaceMatrix, type SurfaceRows, type SurfaceTable } from './surface-matrix.ts';
import { surfaceActions, surfaceMarks, surfaceNotices, surfaceTooltips } from './surface-outcome.ts';
import { verificationDimensions } from './surface-facts.ts';

const found = ({ dimensions, outcomes, rows }: SurfaceTable, facts: { readonly [name: string]: string }) => {
  const index = Object.keys(dimensions).reduce<SurfaceRows | undefined>(
    (at, name) => (typeof at === 'object' ? at[facts[name] ?? ''] : undefined),
    rows,
  );
  return typeof index === 'number' ? outcomes[index] : undefined;
};

describe('the matrix of surfaces', () => {
  it('has the outcome of the rules for every combination', () => {
    const table = surfaceMatrix().surfaces['tenant.verification'];
    for (const facts of allFacts(verificationDimensions))
      expect(found(table, facts)).toEqual(presentTenantVerification(facts));
  });

  it.each(Object.entries(surfaceMatrix().surfaces))('%s is total, and has each outcome once and in use', (_, table) => {
    const used = new Set(allFacts(table.dimensions).map((facts) => found(table, facts)));
    expect(used.has(undefined)).toBe(false);
    expect(used.size).toBe(table.outcomes.length);
    expect(new Set(table.outcomes.map((one) => JSON.stringify(one))).size).toBe(table.outcomes.length);
  });

  it('has words for every action, mark, tooltip and notice, in both languages', () => {
    const { words, messages } = surfaceMatrix();
    expect(Object.keys(words.actions)).toEqual([...surfaceActions]);
    expect(Object.keys(words.marks)).toEqual([...surfaceMarks]);
    expect(Object.keys(words.tooltips)).toEqual([...surfaceTooltips]);
    expect(Object.keys(words.notices)).toEqual([...surfaceNotices]);
    const ids = Object.values(words).flatMap((group) => Object.values(group));
    for (const id of ids)
      expect(messages[id]).toEqual({
        en: expect.stringMatching(/\p{L}/u) as unknown,
        de: expect.stringMatching(/\p{L}/u) as unknown,
      });
  });

  it('is frozen', () => {
    const { outcomes } = surfaceMatrix().surfaces['tenant.verification'];
    expect(() => Object.assign(outcomes[0] ?? {}, { state: 'other' })).toThrow(TypeError);
  });
});
