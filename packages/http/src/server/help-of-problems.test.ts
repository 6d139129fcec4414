import { codesWithoutTopic, createTenantAtlas } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { transportProblems, type TransportProblem } from '../contract/transport-problems.ts';
import { refuse } from './transport-problem.ts';

it.each(Object.keys(transportProblems) as TransportProblem[])(
  'the problem %s of the transport has a type that is listed as deliberately without help',
  async (problem) => {
    const { type } = (await refuse(problem).json()) as { readonly type: string };
    expect(Object.keys(codesWithoutTopic)).toContain(type);
  },
);

it('and every other code that a server answers has a topic, or is listed', async () => {
  const atlas = createTenantAtlas();
  expect(atlas.helpGaps()).toEqual([]);
  await atlas.close();
});
