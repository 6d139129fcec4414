import { describe, expect, it } from 'vitest';
import { interceptStorage, type StoreCall } from '../../test/support/controls-intercept.ts';
import type { SeenError } from '../conformance/client/answers.ts';
import { callMethod } from '../conformance/client/call-method.ts';
import { aggregates } from '../conformance/aggregates/index.ts';
import { capable } from '../conformance/client/capable.ts';
import { fullRequest } from '../conformance/client/method-specs/index.ts';
import { existingPlace } from '../conformance/client/scope-states.ts';
import { noon } from '../conformance/client/suite-atlas.ts';
import { buildWorld } from '../conformance/client/world.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { workspaceUser } from './actor.ts';
import { accessMatrix, type MethodAccess, type MethodName } from './matrix.ts';

const w1 = { workspaceId: 'w-1' as WorkspaceId };
const t1 = { ...w1, tenantId: 't-1' as TenantId };
const allMethods = Object.keys(accessMatrix) as MethodName[];
const scopesOf = (method: MethodName): MethodAccess => accessMatrix[method];
/** The methods that write in a scope, except the one that restores an archived one. */
const writes = allMethods.filter(
  (method) => scopesOf(method).writes && scopesOf(method).scope !== 'platform' && method !== 'workspaces.restore',
);
const tenantWrites = writes.filter(
  (method) => scopesOf(method).scope === 'tenant' && method !== 'tenants.changeLifecycle',
);

/** Calls `method` and runs something right after access was decided, like another caller who commits in between. */
async function ask(method: MethodName, meanwhile: (call: StoreCall) => Promise<unknown>) {
  let isArmed = false;
  let isDecided = false;
  const storage = interceptStorage(createMemoryStorage(), async (call, proceed) => {
    if (!isArmed || call.unit === null) return proceed();
    const instead = isDecided ? await gone(call, meanwhile) : undefined;
    if (instead !== undefined) return instead;
    const answer = await proceed();
    if (isArmed && call.method === 'access.read') {
      isDecided = true;
      await meanwhile(call);
    }
    return answer;
  });
  const world = await buildWorld({}, storage);
  const before = await world.dump();
  isArmed = true;
  const answer = await callMethod(world.atlas.as(capable(method)), method, fullRequest(method, existingPlace(world)));
  isArmed = false;
  return {
    code: answer.isOk() ? 'ok' : (answer.error as SeenError).code,
    isUntouched: (await world.dump()) === before,
  };
}

/** The answers of an erased scope. Erasure itself cannot run inside a unit. */
const erased = async (): Promise<void> => {};
const stores = aggregates.map(({ storage }) => `${storage.store}.get`);
const nothingThere = ['access.hold', 'tenants.get', 'workspaces.get', ...stores, 'idempotency.find'];
const gone = async ({ method }: StoreCall, meanwhile: unknown): Promise<unknown> =>
  meanwhile === erased && nothingThere.includes(method) ? null : undefined;

const archiveWorkspace = ({ workspaces }: StorageUnit) =>
  workspaces.setArchived(w1, { archivedAt: noon, updatedAt: noon, version: 1 });
const archiveTenant = ({ tenants }: StorageUnit) =>
  tenants.changeLifecycle(t1, {
    lifecycle: 'archived',
    lifecycleBeforeArchive: 'active',
    updatedAt: noon,
    version: 1,
  });

const shows = aggregates.map(({ client }) => client.show);

describe('a scope that changes right after the access decision', () => {
  it.each(writes)('%s writes nothing in a workspace that was archived', async (method) => {
    const answer = await ask(method, async ({ unit }) => void (unit && (await archiveWorkspace(unit))));
    expect(answer).toEqual({ code: 'immutable', isUntouched: true });
  });

  it.each(tenantWrites)('%s writes nothing in a tenant that was archived', async (method) => {
    const answer = await ask(method, async ({ unit }) => void (unit && (await archiveTenant(unit))));
    expect(answer).toEqual({ code: 'immutable', isUntouched: true });
  });

  it.each<MethodName>([...writes, 'workspaces.restore', 'workspaces.get', 'tenants.get', ...shows])(
    '%s returns not_found when it was erased',
    async (method) => {
      expect(await ask(method, erased)).toEqual({ code: 'not_found', isUntouched: true });
    },
  );
});

it('a person who is removed while adding a tenant gets the answer of a person without a membership, and adds none', async () => {
  const storage = interceptStorage(createMemoryStorage(), (call, proceed) =>
    call.method === 'members.entitle' && isRemoved ? Promise.resolve({ disposition: 'no_member' }) : proceed(),
  );
  let isRemoved = false;
  const { atlas, dump } = await buildWorld({}, storage);
  const before = await dump();
  isRemoved = true;
  const owner = atlas.as(workspaceUser({ id: 'u-owner', label: 'Olga Owner' }));
  const answer = await owner.tenants.create({ ...w1, tenantId: 't-new', name: 'New' });
  expect(answer._unsafeUnwrapErr().code).toBe('not_found');
  expect(await dump()).toBe(before);
});
