export { pgPool, type PgPoolOptions, type PgStatementOptions } from './pg-pool.ts';
export type {
  PgConnectionLike,
  PgPoolClientLike,
  PgPoolLike,
  PgResultLike,
  PgStatement,
  PgTransactionOf,
} from './pg-like.ts';
