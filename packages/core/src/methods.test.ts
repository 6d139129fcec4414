import { describe, expect, it } from 'vitest';
import { accessMatrix, type MethodName } from './access/matrix.ts';
import { systemActor, workspaceUser } from './access/actor.ts';
import { createTenantAtlas } from './atlas.ts';
import { callMethod } from './conformance/client/call-method.ts';
import { fullRequest, methodSpecs } from './conformance/client/method-specs/index.ts';
import { existingPlace } from './conformance/client/scope-states.ts';
import { allPowers } from './conformance/client/suite-atlas.ts';
import { buildWorld } from './conformance/client/world.ts';

const world = await buildWorld();
const descriptions = world.atlas.methods();
const schemas = world.atlas.requestSchemas();
const methods = Object.keys(accessMatrix) as MethodName[];

it.each(methods)('%s has a schema that accepts its requests, and rejects misspelt members', (method) => {
  const request = fullRequest(method, existingPlace(world)) as object;
  expect(schemas[method].safeParse(request).error).toBeUndefined();
  expect(schemas[method].safeParse({ ...request, misspelt: 1 }).success).toBe(false);
});

it('describes the inputs of each operation', () => {
  const start = { type: 'restore.execute', workspaceId: 'w-1', tenantId: 't-1', idempotencyKey: 'click-1' };
  const inputs = { backupSetId: 'b-7', acknowledgedImpact: true, confirmTenantName: 'Contoso' };
  expect(schemas['operations.start'].safeParse({ ...start, inputs }).success).toBe(true);
  expect(schemas['operations.start'].safeParse({ ...start, inputs: { ...inputs, backupSetId: 7 } }).success).toBe(
    false,
  );
  expect(schemas['operations.start'].safeParse({ ...start, idempotencyKey: null, inputs }).success).toBe(false);
});

describe('the description of a method', () => {
  it('exists for exactly the methods of the matrix', () => {
    expect(Object.keys(descriptions).sort()).toEqual([...methods].sort());
    expect(Object.keys(schemas).sort()).toEqual([...methods].sort());
  });

  it.each(methods)('%s has a summary, and each refusal once', (method) => {
    const { summary, platformSummary, input, refusals } = descriptions[method];
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(input).toBe(schemas[method]);
    expect(new Set(refusals).size).toBe(refusals.length);
    const { scope }: { readonly scope: string } = accessMatrix[method];
    expect(platformSummary !== null).toBe(scope === 'workspace_or_platform');
    expect(platformSummary).not.toBe(summary);
  });

  it('is built once, and shared by two atlases unless it depends on a catalog', () => {
    expect(world.atlas.methods()['workspaces.get'].answer).toBe(descriptions['workspaces.get'].answer);
    expect(createTenantAtlas().methods()['workspaces.get'].answer).toBe(descriptions['workspaces.get'].answer);
  });
});

describe('the schema of an answer', () => {
  it.each(methods)('%s accepts exactly what the method returns', async (method) => {
    const fresh = await buildWorld({ archived: method === 'workspaces.restore' ? 'workspace' : 'none' });
    const request = methodSpecs[method].samples[0]?.request(existingPlace(fresh));
    const result = await callMethod(fresh.atlas.as(actorFor(method)), method, request);
    if (result.isErr()) throw new Error(JSON.stringify(result.error));
    const { answer } = fresh.atlas.methods()[method];
    expect(answer.safeParse(result.value).error).toBeUndefined();
    if (!Array.isArray(result.value))
      expect(answer.safeParse({ ...(result.value as object), misspelt: 1 }).success).toBe(false);
  });
});

/** An actor who may call it: the system where it can, an operator for controls, an owner for methods of workspace users only. */
function actorFor(method: MethodName) {
  const { system }: { readonly system: boolean | 'definition' } = accessMatrix[method];
  if (system !== true && !method.startsWith('controls.')) return workspaceUser({ id: 'u-owner', label: 'Bo' });
  return method.startsWith('controls.') ? allPowers : systemActor('methods');
}
