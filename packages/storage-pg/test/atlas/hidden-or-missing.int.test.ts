import {
  createTenantAtlas,
  orThrow,
  systemActor,
  workspaceUser,
  type AtlasClient,
  type ResultAsync,
} from '@tenantatlas/core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pgPool } from '../../src/pg/index.ts';
import type { PgPoolLike } from '../../src/pg/pg-like.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const hidden = { workspaceId: 'w-hidden', tenantId: 't-hidden', runId: 'r-1' };
const missing = { workspaceId: 'w-absent', tenantId: 't-absent', runId: 'r-1' };
/** In the person's own workspace: a tenant that exists and that the person may not see, and one that does not exist. */
const hiddenInside = { workspaceId: 'w-own', tenantId: 't-closed', runId: 'r-1' };
const missingInside = { workspaceId: 'w-own', tenantId: 't-absent', runId: 'r-1' };
type Place = typeof hidden;

const inputs = { backupSetId: 'b', acknowledgedImpact: true, confirmTenantName: 'x' };
const calls: { readonly [name: string]: (client: AtlasClient, place: Place) => ResultAsync<unknown, unknown> } = {
  'workspaces.get': (client, { workspaceId }) => client.workspaces.get({ workspaceId }),
  'workspaces.addMember': (client, { workspaceId }) =>
    client.workspaces.addMember({ workspaceId, userId: 'u-x', role: 'owner' }),
  'workspaces.removeMember': (client, { workspaceId }) =>
    client.workspaces.removeMember({ workspaceId, userId: 'u-x' }),
  'tenants.list': (client, { workspaceId }) => client.tenants.list({ workspaceId }),
  'operations.list': (client, { workspaceId, tenantId }) => client.operations.list({ workspaceId, tenantId }),
  'audit.list': (client, { workspaceId, tenantId }) => client.audit.list({ workspaceId, tenantId }),
  'audit.export': (client, { workspaceId, tenantId }) =>
    client.audit.export({ workspaceId, tenantId, format: 'ndjson' }),
  'tenants.get': (client, { workspaceId, tenantId }) => client.tenants.get({ workspaceId, tenantId }),
  'tenants.changeLifecycle': (client, { workspaceId, tenantId }) =>
    client.tenants.changeLifecycle({ workspaceId, tenantId, to: 'archived' }),
  'workspaces.grantTenant': (client, { workspaceId, tenantId }) =>
    client.workspaces.grantTenant({ workspaceId, tenantId, userId: 'u-x' }),
  'operations.start': (client, { workspaceId, tenantId }) =>
    // An atlas without operations refuses the type last, and after the scope.
    client.operations.start({ type: 'restore.execute', workspaceId, tenantId, inputs } as never),
  'operations.get': (client, { workspaceId, runId }) => client.operations.get({ workspaceId, runId }),
  'operations.cancel': (client, { workspaceId, runId }) => client.operations.cancel({ workspaceId, runId }),
};
const tenantCalls = [
  'operations.list',
  'audit.list',
  'audit.export',
  'tenants.get',
  'tenants.changeLifecycle',
  'operations.start',
];

describe('hidden and missing objects', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let sent: string[];
  let outsider: AtlasClient;
  let member: AtlasClient;

  beforeAll(async () => {
    database = await createTestDatabase(inject('postgresUrl'));
    pool = new pg.Pool({ connectionString: database.appUrl, max: 4 });
    // The database is dropped while the last connections are still closing.
    pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
    sent = [];
    const storage = orThrow(await createPgStorage({ database: pgPool(recording(pool, (text) => sent.push(text))) }));
    const atlas = createTenantAtlas({ storage });
    const system = atlas.as(systemActor('setup'));
    for (const { workspaceId, tenantId } of [hidden, hiddenInside]) {
      orThrow(await system.workspaces.create({ workspaceId, name: workspaceId }));
      orThrow(await system.tenants.create({ workspaceId, tenantId, name: tenantId, lifecycle: 'active' }));
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
  async function answered(name: string, client: AtlasClient, place: Place) {
    sent.length = 0;
    const answer = JSON.stringify(await calls[name]?.(client, place));
    const statements = sent.map((text) => text.replaceAll(place.workspaceId, 'WORKSPACE'));
    return { answer, statements };
  }

  it.each(Object.keys(calls))('%s gives an outsider the same bytes after the same statements', async (name) => {
    const one = await answered(name, outsider, hidden);
    expect(one.answer).toContain('"not_found"');
    expect(one.statements.length).toBeGreaterThan(0);
    expect(await answered(name, outsider, missing)).toEqual(one);
  });

  it.each(tenantCalls)('%s gives a member without entitlement the same', async (name) => {
    const one = await answered(name, member, hiddenInside);
    expect(one.answer).toContain('"not_found"');
    expect(await answered(name, member, missingInside)).toEqual(one);
  });
});

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
