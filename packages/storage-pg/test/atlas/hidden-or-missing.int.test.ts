import {
  accessMatrix,
  createTenantAtlas,
  orThrow,
  systemActor,
  workspaceUser,
  type MethodName,
} from '@tenantatlas/core';
import {
  aggregates,
  makerOf,
  methodSpecs,
  scriptedProvider,
  suiteCatalogs,
  type Place as SamplePlace,
} from '@tenantatlas/core/conformance';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pgPool } from '../../src/pg/index.ts';
import type { PgPoolLike } from '../../src/pg/pg-like.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

type Place = Pick<SamplePlace, 'workspaceId' | 'tenantId' | 'ids'>;

const hidden = { workspaceId: 'w-hidden', tenantId: 't-hidden' };
const missing = { workspaceId: 'w-absent', tenantId: 't-absent' };
/** In the person's own workspace: a tenant that exists and that the person may not see, and one that does not exist. */
const hiddenInside = { workspaceId: 'w-own', tenantId: 't-closed' };
const missingInside = { workspaceId: 'w-own', tenantId: 't-absent' };
const missingIds = Object.fromEntries(aggregates.map(({ idMember }) => [idMember, 'id-404']));

/** Every request of the suite that names a workspace, of the methods that exist for users. */
const calls = (Object.keys(methodSpecs) as MethodName[])
  .filter((method) => accessMatrix[method].user !== null)
  .flatMap((method) =>
    methodSpecs[method].samples
      .filter(({ at }) => at['workspaceId'] !== undefined)
      .map((sample) => ({ name: `${method} ${sample.name}`, method, sample })),
  );
type Call = (typeof calls)[number];
/** Those that also name a tenant, or what belongs to one. A new tenant cannot be hidden: its id is free. */
const tenantCalls = calls.filter(({ method, sample: { at } }) => {
  const namesTenant = ['tenantId', ...Object.keys(missingIds)].some((part) => at[part] !== undefined);
  return namesTenant && method !== 'tenants.create';
});

describe('hidden and missing objects', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sent: string[];
  /** Where the aggregates of the hidden tenants are. */
  const idsIn: { [workspaceId: string]: Place['ids'] } = {};
  let outsider: object;
  let member: object;

  beforeAll(async () => {
    database = await createTestDatabase(inject('postgresUrl'));
    pool = new pg.Pool({ connectionString: database.appUrl, max: 4 });
    // The database is dropped while the last connections are still closing.
    pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
    sent = [];
    const storage = orThrow(await createPgStorage({ database: pgPool(recording(pool, (text) => sent.push(text))) }));
    const atlas = createTenantAtlas({ storage, providers: [scriptedProvider()], catalogs: suiteCatalogs });
    const system = atlas.as(systemActor('setup'));
    for (const { workspaceId, tenantId } of [hidden, hiddenInside]) {
      orThrow(await system.workspaces.create({ workspaceId, name: workspaceId }));
      orThrow(await system.tenants.create({ workspaceId, tenantId, name: tenantId, lifecycle: 'active' }));
      const ids: { [idMember: string]: string } = {};
      for (const { idMember, client } of aggregates)
        ids[idMember] = await client.create(makerOf(system, storage), { workspaceId, tenantId }, 'created');
      idsIn[workspaceId] = ids;
    }
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-own', userId: 'u-member', role: 'owner' }));
    outsider = atlas.as(workspaceUser({ id: 'u-outsider', label: 'Eve' }));
    member = atlas.as(workspaceUser({ id: 'u-member', label: 'Mia' }));
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  /** The answer, and every statement on the way to it; ids travel as parameters, except in the settings of the unit. */
  async function answered({ method, sample }: Call, client: object, place: Place) {
    sent.length = 0;
    const [group, name] = method.split('.') as [string, string];
    const request = sample.request({ ...place, activationId: '', isTenantArchived: false });
    const answer = JSON.stringify(await (client as AnyGroups)[group]![name]!(request));
    const statements = sent.map((text) => text.replaceAll(place.workspaceId, 'WORKSPACE'));
    return { answer, statements };
  }

  it.each(calls)('$name answers an outsider with the same bytes after the same statements', async (call) => {
    const ids = idsIn[hidden.workspaceId]!;
    const one = await answered(call, outsider, { ...hidden, ids });
    expect(one.answer).toContain('"not_found"');
    expect(one.statements.length).toBeGreaterThan(0);
    expect(await answered(call, outsider, { ...missing, ids })).toEqual(one);
  });

  it.each(tenantCalls)('$name answers a member without entitlement likewise', async (call) => {
    const one = await answered(call, member, { ...hiddenInside, ids: idsIn[hiddenInside.workspaceId]! });
    expect(one.answer).toContain('"not_found"');
    expect(await answered(call, member, { ...missingInside, ids: missingIds })).toEqual(one);
  });
});

type AnyGroups = {
  readonly [group: string]: { readonly [method: string]: (request: unknown) => PromiseLike<unknown> };
};

/** Writes down what goes out to the server. */
function recording(pool: pg.Pool, note: (text: string) => void): PgPoolLike {
  return {
    async connect() {
      const client = await pool.connect();
      return {
        query(statement) {
          note(statement.text);
          return client.query(statement);
        },
        on: (event, listener) => client.on(event, listener),
        off: (event, listener) => client.off(event, listener),
        release: (destroy) => client.release(destroy),
      };
    },
    on: (event, listener) => pool.on(event, listener),
    off: (event, listener) => pool.off(event, listener),
    end: () => pool.end(),
  };
}
