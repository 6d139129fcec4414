import type { Client, Pool, PoolClient } from 'pg';
import { expectTypeOf, it } from 'vitest';
import type { PgConnectionLike, PgPoolClientLike, PgPoolLike } from './pg-like.ts';

it('the real driver fits the shapes that we ask for', () => {
  expectTypeOf<Pool>().toExtend<PgPoolLike>();
  expectTypeOf<PoolClient>().toExtend<PgPoolClientLike>();
  expectTypeOf<Client>().toExtend<PgConnectionLike>();
});
