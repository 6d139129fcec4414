import { describe, expect, it } from 'vitest';
import { callMethod } from '../conformance/client/call-method.ts';
import { pathsIn, polluted, withValueAt } from '../conformance/client/hostile-values.ts';
import { pathsOf, type SeenError } from '../conformance/client/answers.ts';
import { capable } from '../conformance/client/capable.ts';
import { fullRequest } from '../conformance/client/method-specs/index.ts';
import { existingPlace } from '../conformance/client/scope-states.ts';
import { isRead } from '../conformance/client/storage-observer.ts';
import { allPowers } from '../conformance/client/suite-atlas.ts';
import { buildWorld, type World } from '../conformance/client/world.ts';
import { isRecord } from '../kernel/record.ts';
import { systemActor, type Actor } from './actor.ts';
import { accessMatrix, type MethodName } from './matrix.ts';

const methods = Object.keys(accessMatrix) as MethodName[];

const world: World = await buildWorld();
const rows = await world.dump();
const validRequest = (method: MethodName): unknown => fullRequest(method, existingPlace(world));

/** The faults of the answer to a hostile request: it has to be `invalid_input` at the path, and must write nothing. */
async function finding(method: MethodName, request: unknown, path: string): Promise<string | null> {
  world.takeCalls();
  try {
    const answer = await callMethod(world.atlas.as(capable(method)), method, request);
    if (answer.isOk()) return 'was accepted';
    const error = answer.error as SeenError;
    if (error.code !== 'invalid_input') return `answered ${JSON.stringify(error)}`;
    if (!pathsOf(error).some((named) => isAlong(named, path))) return `named ${pathsOf(error).join(', ')}`;
    // All rows are compared only if the call did more than reads.
    return world.takeCalls().every(isRead) || (await world.dump()) === rows ? null : 'wrote something';
  } catch (reason) {
    return `rejected with ${String(reason)}`;
  }
}

/** The named path is the hostile one, within it, or around it; never just "the request". */
function isAlong(named: string, path: string): boolean {
  return named === path || named.startsWith(`${path}.`) || path.startsWith(`${named}.`);
}

it.each(methods)('%s accepts the valid request that the hostile ones are derived from', async (method) => {
  const fresh = await buildWorld();
  const answer = await callMethod(fresh.atlas.as(capable(method)), method, validRequest(method));
  const expected = method === 'workspaces.restore' ? 'conflict' : 'ok';
  expect(answer.isOk() ? 'ok' : (answer.error as SeenError).code).toBe(expected);
});

// Hostile values of every member, and other values in the place of a request, are asked by `names a value that is not JSON` of the client suite.
describe.each(methods)('%s', (method) => {
  const request = validRequest(method);

  it('names unknown keys, also "__proto__" and nested ones', async () => {
    const objects = ['', ...pathsIn(request).filter((path) => isRecord(valueAt(request, path)))];
    for (const path of objects) {
      const put = (value: unknown): unknown => (path ? withValueAt(request, path, value) : value);
      const inner = path ? valueAt(request, path) : request;
      const at = (key: string): string => (path ? `${path}.${key}` : key);
      expect(await finding(method, put({ ...(inner as object), unheardOf: 1 }), at('unheardOf'))).toBeNull();
      const withProto = Object.defineProperty({ ...(inner as object) }, '__proto__', {
        value: { isAdmin: true },
        enumerable: true,
      });
      expect(await finding(method, put(withProto), at('__proto__'))).toBeNull();
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

function valueAt(request: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as { readonly [key: string]: unknown })[key], request);
}

describe('a request', () => {
  it('may be omitted only where nothing is required', async () => {
    const client = world.atlas.as(systemActor('test'));
    for (const nothing of [undefined, null]) {
      expect((await callMethod(client, 'workspaces.list', nothing)).isOk()).toBe(true);
      expect((await callMethod(client, 'audit.list', nothing)).isOk()).toBe(true);
      expect((await callMethod(client, 'tenants.get', nothing)).isErr()).toBe(true);
      expect((await callMethod(client, 'audit.export', nothing)).isErr()).toBe(true);
    }
  });

  it('is read once: a change during the call has no effect', async () => {
    const { atlas } = await buildWorld();
    const reads = ['t-1', 't-2', 't-2', 't-2'];
    const request = Object.defineProperty({ workspaceId: 'w-1', tenantId: '' }, 'tenantId', {
      enumerable: true,
      get: () => reads.shift(),
    });
    const owner = atlas.as({ kind: 'user', id: 'u-owner', label: 'Olga' } as Actor);
    const shifting = await owner.tenants.get(request);
    expect(shifting.isOk() && shifting.value.tenantId).toBe('t-1');

    const mutable = { workspaceId: 'w-1', tenantId: 't-1' };
    const call = owner.tenants.get(mutable);
    mutable.tenantId = 't-2';
    expect((await call).isOk() && (await call)._unsafeUnwrap().tenantId).toBe('t-1');
  });

  it('with very many unknown keys gets a short answer', async () => {
    const keys = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, 1]));
    const answer = await callMethod(world.atlas.as(allPowers), 'workspaces.list', keys);
    expect(JSON.stringify(answer).length).toBeLessThan(20_000);
  });

  it('polluted by JSON.parse names the key', async () => {
    expect(await finding('workspaces.list', polluted(), '__proto__')).toBeNull();
  });
});

it('left no trace of any of these requests', async () => {
  expect(await world.dump()).toBe(rows);
});
