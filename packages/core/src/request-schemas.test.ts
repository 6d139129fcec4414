import { expect, it } from 'vitest';
import { fullRequest } from './conformance/client/full-requests.ts';
import { placeFor } from './conformance/client/scope-states.ts';
import { buildWorld } from './conformance/client/world.ts';
import { accessMatrix, type MethodName } from './access/matrix.ts';

const world = await buildWorld({ archived: 'none', paused: false });
const schemas = world.atlas.requestSchemas();
const methods = Object.keys(accessMatrix) as MethodName[];

it.each(methods)('%s has a schema that takes its requests, and nothing misspelt', (method) => {
  const request = fullRequest(method, placeFor('existing', world)) as object;
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

it('has no schema but those', () => {
  expect(Object.keys(schemas).sort()).toEqual([...methods].sort());
});
