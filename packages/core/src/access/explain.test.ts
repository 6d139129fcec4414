import { describe, expect, it } from 'vitest';
import { actorCases } from '../conformance/client/actor-cases.ts';
import { value, type SeenError } from '../conformance/client/answers.ts';
import { callMethod } from '../conformance/client/call-method.ts';
import { methodSpecs } from '../conformance/client/method-specs/index.ts';
import { appliesTo, placeFor, scopeStates, shapeFor } from '../conformance/client/scope-states.ts';
import { isRead } from '../conformance/client/storage-observer.ts';
import { buildWorld, type World } from '../conformance/client/world.ts';
import { createTenantAtlas } from '../atlas.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { systemActor, workspaceUser, type Actor } from './actor.ts';
import { explainedSteps, type Explanation } from './explain.ts';
import { accessMatrix, type MethodName } from './matrix.ts';

const methods = Object.keys(accessMatrix) as MethodName[];

/** What only the work can find: rules that need what it reads, and races. */
const ofWork = ['ok', 'invalid_input', 'conflict', 'immutable', 'not_found'];

async function explainedLike(world: World, actor: Actor, method: MethodName, request: unknown, name: string) {
  world.takeCalls();
  const explanation = await value(world.atlas.explain(actor, method, request));
  const calls = world.takeCalls();
  expect(calls.every(isRead) ? [] : calls, `${name}: only reads`).toEqual([]);
  const answer = await callMethod(world.atlas.as(actor), method, request);
  const code = answer.isOk() ? 'ok' : (answer.error as SeenError).code;
  if (explanation.refusal) expect([name, answer._unsafeUnwrapErr()]).toEqual([name, explanation.refusal.error]);
  else expect(ofWork, `${name}: ${code}`).toContain(code);
  expect(explanation.steps.map(({ step }) => step)).toEqual(explainedSteps);
}

declare const process: { readonly env: { readonly [name: string]: string | undefined } };

/** Every check asks a third: each caller is combined with each state, over all methods. The soak asks all. */
const isFull = Number(process.env['TA_SCALE'] ?? 0.05) >= 1;

describe('an explanation names the answer that a call gets, and only reads', () => {
  it.each(methods)('%s', async (method) => {
    for (const [at, state] of scopeStates.entries()) {
      for (const sample of methodSpecs[method].samples.filter((each) => appliesTo(each, state))) {
        for (const paused of sample.pausable ? [false, true] : [false]) {
          const sum = methods.indexOf(method) + at + Number(paused);
          const asked = actorCases.filter((_, actor) => isFull || (sum + actor) % 3 === 0);
          let world: World | null = null;
          for (const { actor, name } of asked) {
            world ??= await buildWorld(shapeFor(state, paused));
            const request = sample.request(placeFor(state, world));
            await explainedLike(world, actor, method, request, `${sample.name}, ${name}, ${state.name}`);
            // A world that a call has changed is not used again.
            if (!world.takeCalls().every(isRead)) world = null;
          }
        }
      }
    }
  });
});

const bo = workspaceUser({ id: 'u-operator', label: 'Bo' });
const outsider = workspaceUser({ id: 'u-outsider', label: 'Sam' });
const w1 = { workspaceId: 'w-1' } as const;
const verdicts = ({ steps }: Explanation) =>
  Object.fromEntries(steps.filter(({ verdict }) => verdict !== 'not_judged').map(({ step, reason }) => [step, reason]));

describe('the reasons that a not_found hides', () => {
  it.each([
    {
      what: 'no member',
      actor: outsider,
      request: { ...w1, tenantId: 't-1' },
      step: 'membership',
      reason: 'membership',
    },
    { what: 'not granted', actor: bo, request: { ...w1, tenantId: 't-2' }, step: 'entitlement', reason: 'entitlement' },
    { what: 'no such tenant', actor: bo, request: { ...w1, tenantId: 't-9' }, step: 'entitlement', reason: 'missing' },
    {
      what: 'no such workspace',
      actor: bo,
      request: { workspaceId: 'w-9', tenantId: 't-1' },
      step: 'membership',
      reason: 'missing',
    },
  ] as const)('are distinct: $what', async ({ actor, request, step, reason }) => {
    const { atlas } = await buildWorld({ archived: 'none', paused: false });
    const { refusal } = await value(atlas.explain(actor, 'tenants.get', request));
    expect(refusal).toMatchObject({ step, reason, error: { code: 'not_found' } });
  });

  it('are distinct: another plane', async () => {
    const { atlas } = await buildWorld({ archived: 'none', paused: false });
    const { refusal } = await value(atlas.explain(bo, 'controls.list', {}));
    expect(refusal).toMatchObject({ step: 'plane', reason: 'plane', error: { code: 'not_found' } });
  });
});

describe('the steps after the first refusal', () => {
  it('are judged where they can be', async () => {
    const { atlas } = await buildWorld({ archived: 'tenant', paused: true });
    const start = { type: 'acme.sweep', ...w1, tenantId: 't-1', inputs: {} };
    expect(verdicts(await value(atlas.explain(outsider, 'operations.start', start)))).toEqual({
      plane: null,
      form: null,
      membership: 'membership',
      entitlement: 'entitlement',
      definition: null,
      capability: 'capability',
      input: 'input',
      control: 'paused',
      state: 'archived',
    });
  });

  it('are not judged without a form to judge', async () => {
    const { atlas } = await buildWorld({ archived: 'none', paused: false });
    const explanation = await value(atlas.explain(bo, 'tenants.get', { workspaceId: 'no such id!', tenantId: 't-1' }));
    expect(verdicts(explanation)).toEqual({ plane: null, form: 'input' });
  });

  it('include the host’s policy, asked as a call asks it', async () => {
    const atlas = createTenantAtlas({
      storage: createMemoryStorage(),
      access: {
        resolve: () => Promise.reject(new Error('down')),
        workspacesOf: async () => [],
        tenantsOf: async () => [],
      },
    });
    const { refusal } = await value(atlas.explain(bo, 'workspaces.get', w1));
    expect(refusal).toMatchObject({ step: 'policy', reason: 'policy', error: { code: 'storage_failure' } });
    expect((await value(atlas.explain(systemActor('s'), 'workspaces.get', w1))).refusal).toMatchObject({
      reason: 'missing',
    });
  });
});

it('refuses a method that does not exist, and an actor that is none', () => {
  const atlas = createTenantAtlas();
  expect(() => atlas.explain(bo, 'tenants.gett' as MethodName)).toThrow(/no method "tenants.gett"/);
  expect(() => atlas.explain({ kind: 'user' } as Actor, 'tenants.get')).toThrow(/An actor needs an id/);
});

it('is part of no client', () => {
  const client = createTenantAtlas().as(bo) as unknown as { readonly [group: string]: object };
  for (const group of Object.values(client)) expect(Object.keys(group)).not.toContain('explain');
  expect(Object.keys(client)).not.toContain('explain');
});
