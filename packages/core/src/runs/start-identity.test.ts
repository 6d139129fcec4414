import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { operation, runsWorld } from '../../test/support/runs-world.ts';
import { systemActor, workspaceUser } from '../access/actor.ts';
import { createTenantAtlas } from '../atlas.ts';
import { ok, orThrow } from '../kernel/result.ts';
import { defineOperations } from './definition.ts';

const operations = defineOperations({
  'acme.tidy': {
    label: 'Tidy up',
    capability: 'operations.start',
    inputs: z.strictObject({ list: z.string().trim(), depth: z.number().default(1) }),
    run: async () => ok({}),
  },
});

async function owner() {
  const atlas = createTenantAtlas({ catalogs: { operations: [operations] } });
  const setup = atlas.as(systemActor('setup'));
  const place = { workspaceId: 'w-1', tenantId: 't-1' };
  await orThrow(setup.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  await orThrow(setup.tenants.create({ ...place, name: 'Contoso', lifecycle: 'active' }));
  await orThrow(setup.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'owner' }));
  await orThrow(setup.workspaces.grantTenant({ ...place, userId: 'u-1' }));
  const client = atlas.as(workspaceUser({ id: 'u-1', label: 'Bo' }));
  return (inputs: { list: string; depth?: number }, idempotencyKey?: string) =>
    client.operations.start({ type: 'acme.tidy', ...place, inputs, idempotencyKey });
}

const spellings = [{ list: 'a' }, { list: 'a', depth: 1 }, { list: ' a ' }];

describe('two spellings of the same inputs', () => {
  it('are the same work', async () => {
    const start = await owner();
    const ids = new Set<string>();
    for (const inputs of spellings) ids.add((await orThrow(start(inputs))).run.id);
    expect(ids.size).toBe(1);
    expect((await orThrow(start({ list: 'a', depth: 2 }))).disposition).toBe('created');
  });

  it('are the same request under one idempotency key', async () => {
    const start = await owner();
    for (const inputs of spellings) expect((await start(inputs, 'click-1')).isOk()).toBe(true);
    expect((await start({ list: 'b' }, 'click-1'))._unsafeUnwrapErr()).toMatchObject({
      reason: 'idempotency_mismatch',
    });
  });
});

it('a text that the identity has cut within a character ends no start, and is still distinct', async () => {
  const cut = operation({ identity: (inputs) => ({ list: [(inputs as { list: string }).list.slice(0, 2)] }) });
  const world = await runsWorld({ operations: { 'acme.mail': cut } });
  const disposition = async (list: string) => (await orThrow(world.start({ inputs: { list } }))).disposition;
  expect(await disposition('a😀')).toBe('created');
  expect(await disposition('a😁')).toBe('joined');
  expect(await disposition('a🀄')).toBe('created');
  expect(await disposition('b😀')).toBe('created');
});
