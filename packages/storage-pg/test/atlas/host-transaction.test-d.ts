import { createTenantAtlas, orThrow, systemActor } from '@tenantatlas/core';
import type { Transaction } from '@electric-sql/pglite';
import type { Client, Pool, PoolClient } from 'pg';
import type { Sql, TransactionSql } from 'postgres';
import { expectTypeOf, it } from 'vitest';
import { createPgStorage } from '../../src/create-pg-storage.ts';
import { pgPool } from '../../src/pg/index.ts';
import { pglite } from '../../src/pglite/index.ts';
import { postgresJs } from '../../src/postgres-js/index.ts';

const context = { actor: systemActor('types') };

it('has the type of the pool that the storage was made with', async () => {
  const atlas = createTenantAtlas({ storage: orThrow(await createPgStorage({ database: pgPool({} as Pool) })) });
  await atlas.guard('acme.mail' as never, context, async (tx) => {
    await tx.transaction.query('insert into outbox values ($1)', ['x']);
    await tx.guard('acme.mail' as never, context, (deeper) => deeper.transaction.query('select 1'));
    expectTypeOf(tx.transaction).toEqualTypeOf<PoolClient>();
  });
  atlas.withTransaction({} as PoolClient);
  // @ts-expect-error: a client that is not the pool's; a host that has one says so with a cast
  atlas.withTransaction({} as Client);
  // @ts-expect-error: a transaction of another driver
  atlas.withTransaction({} as Transaction);
});

it('has the type of the other drivers', async () => {
  const js = createTenantAtlas({ storage: orThrow(await createPgStorage({ database: postgresJs({} as Sql) })) });
  await js.guard('acme.mail' as never, context, async (tx) => {
    expectTypeOf(tx.transaction).toEqualTypeOf<TransactionSql>();
    await tx.transaction`select 1`;
  });
  const embedded = createTenantAtlas({ storage: orThrow(await createPgStorage({ database: pglite('./data') })) });
  await embedded.guard('acme.mail' as never, context, async (tx) => {
    expectTypeOf(tx.transaction).toEqualTypeOf<Transaction>();
  });
  // @ts-expect-error: a transaction of another driver
  embedded.withTransaction({} as PoolClient);
});

it('is unknown where the storage does not say', async () => {
  await createTenantAtlas().guard('acme.mail' as never, context, async (tx) => {
    expectTypeOf(tx.transaction).toBeUnknown();
  });
  const own = orThrow(await createPgStorage({ database: pgPool({ connectionString: 'postgres://db' }) }));
  await createTenantAtlas({ storage: own }).guard('acme.mail' as never, context, async (tx) => {
    expectTypeOf(tx.transaction).toBeUnknown();
  });
});
