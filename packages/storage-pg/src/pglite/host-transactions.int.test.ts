import type { PGlite } from '@electric-sql/pglite';
import { createTenantAtlas, orThrow, systemActor, workspaceUser } from '@tenantatlas/core';
import { beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { clonePglite } from '../../test/support/pglite.ts';
import { createPgStorage, type PgStorage } from '../create-pg-storage.ts';
import { pglite } from './pglite.ts';

let instance: PGlite;
let storage: PgStorage;
let atlas: ReturnType<typeof atlasOn>;

function atlasOn(opened: PgStorage) {
  const composed = createTenantAtlas({ storage: opened });
  onTestFinished(() => composed.close());
  return composed;
}

const openStorage = async (on: PGlite): Promise<PgStorage> => orThrow(await createPgStorage({ database: pglite(on) }));

beforeEach(async () => {
  instance = await clonePglite(inject('pgliteFiles'));
  onTestFinished(() => instance.close());
  storage = await openStorage(instance);
  atlas = atlasOn(storage);
  const system = atlas.as(systemActor('seed'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso' }));
  await instance.exec('create table notes (n text primary key)');
});

const event = {
  eventName: 'product.review_pack.requested',
  actor: workspaceUser({ id: 'u-1', label: 'Bo' }),
  workspaceId: 'w-1',
  tenantId: 't-1',
  subjectType: 'review_pack',
  subjectId: 'p-1',
  metadata: {},
} as const;

/** Calls that need a transaction of their own. */
const calls: readonly { readonly call: string; ask(): Promise<unknown> }[] = [
  { call: 'atlas.record', ask: async () => atlas.record(event) },
  { call: 'atlas.recordMany', ask: async () => atlas.recordMany([event]) },
  { call: 'a read', ask: async () => atlas.as(systemActor('test')).workspaces.list() },
  {
    call: 'a change',
    ask: async () => atlas.as(systemActor('test')).workspaces.create({ workspaceId: 'w-2', name: 'Two' }),
  },
  { call: 'storage.transaction', ask: async () => atlas.storage.transaction(async () => 'never') },
  { call: 'storage.doctor', ask: async () => storage.doctor() },
];

/** What a call rejects with. */
async function refusalOf(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return { answered: await ask() };
  } catch (reason) {
    return reason;
  }
}

const notes = async () => (await instance.query<{ n: string }>('select n from notes')).rows.map(({ n }) => n);

describe('inside of a transaction that the host has opened with the driver', () => {
  it.each(calls)('$call is refused and does not wait, and the transaction continues', async ({ ask }) => {
    await instance.transaction(async (tx) => {
      await tx.query(`insert into notes values ('before')`);
      expect(await refusalOf(ask)).toMatchObject({
        name: 'InvariantError',
        message: expect.stringContaining('withTransaction') as string,
      });
      await tx.query(`insert into notes values ('after')`);
    });
    expect(await notes()).toEqual(['before', 'after']);
  });
});

describe('while a transaction is open that was begun by a statement', () => {
  it.each(calls)('$call is refused, and the transaction of the host can still be undone', async ({ ask }) => {
    await instance.exec(`begin; insert into notes values ('undone')`);
    expect(await refusalOf(ask)).toMatchObject({
      name: 'InvariantError',
      message: expect.stringContaining('db.transaction') as string,
    });
    await instance.exec('rollback');
    expect(await notes()).toEqual([]);
    expect(await atlas.record(event)).toMatchObject({ value: { outcome: 'recorded' } });
  });
});

it('a caller that is not inside waits for the transaction, and so does what the transaction has started once it is over', async () => {
  const [entered, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const later = Promise.withResolvers<void>();
  const started: Promise<unknown>[] = [];
  const independent = entered.promise.then(() => atlas.record(event));
  const transaction = instance.transaction(async () => {
    started.push(later.promise.then(() => atlas.recordMany([event])));
    entered.resolve();
    await leave.promise;
  });
  await entered.promise;
  leave.resolve();
  await transaction;
  later.resolve();
  expect(await independent).toMatchObject({ value: { outcome: 'recorded' } });
  expect(await Promise.all(started)).toMatchObject([{ value: { recorded: 1 } }]);
});

it('a second storage of the instance knows of the transactions of the first', async () => {
  const second = atlasOn(await openStorage(instance));
  const inner = atlas.storage.transaction(() => refusalOf(async () => second.record(event)));
  expect(await inner).toMatchObject({ name: 'InvariantError' });
  const other = await clonePglite(inject('pgliteFiles'));
  onTestFinished(() => other.close());
  const elsewhere = atlasOn(await openStorage(other));
  const answer = instance.transaction(() => refusalOf(async () => elsewhere.as(systemActor('test')).workspaces.list()));
  expect(await answer).toMatchObject({ answered: { value: { items: [] } } });
});

it('the bound atlas works inside, and the transaction of the host keeps its answer and its error', async () => {
  const answer = await instance.transaction(async (tx) => {
    orThrow(await atlas.withTransaction(tx).record(event));
    return 'done';
  });
  expect(answer).toBe('done');
  const reason = new Error('changed its mind');
  await expect(instance.transaction(() => Promise.reject(reason))).rejects.toBe(reason);
  expect(await atlas.recordMany([event])).toMatchObject({ value: { recorded: 1 } });
});

it('an instance that the host has closed is a failure of the storage', async () => {
  const other = await clonePglite(inject('pgliteFiles'));
  const system = atlasOn(await openStorage(other)).as(systemActor('test'));
  orThrow(await system.workspaces.list());
  await other.close();
  const answer = await system.workspaces.list();
  expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'storage_failure', kind: 'unavailable' });
});
