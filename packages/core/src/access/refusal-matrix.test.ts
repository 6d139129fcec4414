import { describe, expect, it } from 'vitest';
import { actorCases, type ActorCase } from '../../test/support/actor-cases.ts';
import { callMethod, methodsOf } from '../../test/support/call-method.ts';
import { expected, type Expected, type RefusalCase } from '../../test/support/refusal-oracle.ts';
import { isRead } from '../../test/support/storage-observer.ts';
import type { SeenError } from '../../test/support/results.ts';
import { samples, type Sample } from '../../test/support/samples.ts';
import { appliesTo, placeFor, scopeStates, shapeFor } from '../../test/support/scope-states.ts';
import { allPowers, atlasForTests, buildWorld, type World, type WorldShape } from '../../test/support/world.ts';
import { accessMatrix, type MethodName } from './matrix.ts';

const methods = Object.keys(accessMatrix) as MethodName[];

/** The only not_found, typed out: whatever is added to it would tell absent and hidden apart. */
const theOnlyNotFound = JSON.stringify({
  code: 'not_found',
  message: {
    id: 'errors.not_found',
    params: {},
    text: 'There is nothing here, or you may not see it.',
  },
});

// Refused calls and reads leave a world as it was, so worlds are used again until something was written.
const worlds = new Map<string, { readonly world: World; readonly rows: string }>();

async function worldFor(shape: WorldShape) {
  const key = JSON.stringify(shape);
  const known = worlds.get(key);
  if (known) return known;
  const world = await buildWorld(shape);
  const made = { world, rows: await world.dump() };
  worlds.set(key, made);
  return made;
}

describe('the matrix and the client', () => {
  it('have a row for every method, and a method for every row', () => {
    const { atlas } = atlasForTests();
    expect([...methodsOf(atlas.as(allPowers))].sort()).toEqual([...methods].sort());
    expect(Object.keys(samples).sort()).toEqual([...methods].sort());
  });
});

describe.each(methods)('%s', (method) => {
  it.each(actorCases)('as $name', async (who) => {
    const wrong: string[] = [];
    for (const sample of samples[method]) {
      for (const state of scopeStates.filter((each) => appliesTo(sample, each))) {
        for (const paused of [false, true]) {
          wrong.push(...(await findings({ method, row: accessMatrix[method], sample, who, state, paused })));
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Makes the call and compares the answer, and what it left behind, with what the specification says. */
async function findings(one: RefusalCase): Promise<readonly string[]> {
  const shape = shapeFor(one.state, one.paused);
  const { world, rows: before } = await worldFor(shape);
  const wanted = expected(one);
  const request = one.sample.request(placeFor(one.state, world));
  const answer = await callMethod(world.atlas.as(one.who.actor), one.method, request);
  // Looking at all rows is only needed when the store was asked for more than reads.
  const after = world.takeCalls().every(isRead) ? before : await world.dump();
  if (before !== after) worlds.delete(JSON.stringify(shape));

  const error = answer.isErr() ? (answer.error as SeenError) : null;
  const found = [
    ...differences(wanted, error),
    ...(error ? leftBehind(error, before, after) : []),
    ...(error?.code === 'not_found' && JSON.stringify(error) !== theOnlyNotFound ? ['another not_found'] : []),
    ...(error?.code === 'forbidden' && mentionsControl(error) ? ['forbidden mentions a control'] : []),
  ];
  return found.map((text) => `${one.sample.name}, ${one.state}${one.paused ? ', paused' : ''}: ${text}`);
}

function differences(wanted: Expected, error: SeenError | null): readonly string[] {
  const code = error?.code ?? 'ok';
  if (code !== wanted.code) return [`expected ${JSON.stringify(wanted)}, got ${JSON.stringify(error ?? 'ok')}`];
  if (wanted.capabilities && !wanted.capabilities.includes(error?.capability ?? '')) {
    return [`forbidden names ${error?.capability}, not one of ${wanted.capabilities.join(', ')}`];
  }
  const details = [error?.reason, error?.state, ...(error?.issues ?? []).map(({ path }) => path)];
  return wanted.detail && !details.includes(wanted.detail)
    ? [`expected ${wanted.detail}, got ${JSON.stringify(error)}`]
    : [];
}

/** A refusal leaves nothing, except the one entry of a blocked start and the name of whoever was blocked. */
function leftBehind({ code }: SeenError, before: string, after: string): readonly string[] {
  if (code !== 'control_paused') return before === after ? [] : ['the refusal wrote something'];
  const count = (text: string): number => text.split('"operational_control.execution_blocked"').length - 1;
  const runs = (text: string): number => text.split('"identityHash"').length - 1;
  return count(after) === count(before) + 1 && runs(after) === runs(before) ? [] : ['not exactly one blocked entry'];
}

function mentionsControl(error: SeenError): boolean {
  return /control|paus|4711/i.test(JSON.stringify(error).replaceAll(error.capability ?? '', ''));
}

describe('what a refusal costs tells nobody what is hidden', () => {
  const scoped = methods.filter((method) => accessMatrix[method].scope !== 'platform');
  const named = (id: string): ActorCase => actorCases.find(({ name }) => name === id)!;
  const pairs = [
    { who: named('outsider'), part: 'workspaceId', missing: 'w-404' },
    { who: named('member of another workspace'), part: 'workspaceId', missing: 'w-404' },
    { who: named('member not entitled'), part: 'tenantId', missing: 't-404' },
    { who: named('member not entitled'), part: 'runId', missing: 'id-404' },
    { who: named('platform limited to t-2'), part: 'tenantId', missing: 't-404' },
    { who: named('platform limited to t-2'), part: 'runId', missing: 'id-404' },
  ] as const;
  const cases = scoped.flatMap((method) =>
    samples[method].flatMap((sample) =>
      pairs.filter(({ part }) => sample.at[part]).map((pair) => ({ method, sample, ...pair })),
    ),
  );

  it.each(cases)('$method $sample.name as $who.name: $part', async ({ method, sample, who, part, missing }) => {
    const world = await buildWorld({ archived: 'none', paused: false });
    const place = placeFor('existing', world);
    const ask = async (request: ReturnType<Sample['request']>) => {
      const answer = await callMethod(world.atlas.as(who.actor), method, request);
      return { answer: JSON.stringify(answer), calls: world.takeCalls() };
    };
    const hidden = await ask(sample.request(place));
    const absent = await ask(sample.request({ ...place, [part]: missing }));
    // A new tenant is hidden from nobody: its id is free.
    if (method === 'tenants.create' && part === 'tenantId') return;
    expect(absent).toEqual(hidden);
    expect(hidden.answer).toContain('not_found');
  });
});
