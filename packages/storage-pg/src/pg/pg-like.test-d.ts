import type { Client, Pool, PoolClient } from 'pg';
import { expectTypeOf, it } from 'vitest';
import type { PgConnectionLike, PgPoolClientLike, PgPoolLike } from './pg-like.ts';

it('the real driver matches the declared types', () => {
  expectTypeOf<Pool>().toExtend<PgPoolLike>();
  expectTypeOf<PoolClient>().toExtend<PgPoolClientLike>();
  expectTypeOf<Client>().toExtend<PgConnectionLike>();
});
