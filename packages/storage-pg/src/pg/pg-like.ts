/** A statement as node-postgres takes it. */
export interface PgStatement {
  /** The name under which the connection prepares it, once. Left out for most statements. */
  readonly name?: string;
  readonly text: string;
  readonly values?: (string | null)[];
  readonly types: { getTypeParser(typeId: number, format?: 'text' | 'binary'): (value: string) => unknown };
}

/** The part of node-postgres' results that is read. */
export interface PgResultLike {
  readonly rows: readonly unknown[];
  readonly rowCount: number | null;
  readonly command: string;
}

/** The part of a node-postgres connection that is used: `Client` and `PoolClient` fit. */
export interface PgConnectionLike {
  query(statement: PgStatement): Promise<PgResultLike>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** A connection borrowed from a pool. `release(true)` destroys it. */
export interface PgPoolClientLike extends PgConnectionLike {
  release(destroy?: boolean): void;
}

/** The part of `pg.Pool` that is used, so that any version and any wrapper with this shape fits. */
export interface PgPoolLike {
  connect(): Promise<PgPoolClientLike>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'connect', listener: (client: PgPoolClientLike) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'connect', listener: (client: PgPoolClientLike) => void): unknown;
  end(): Promise<void>;
}

/**
 * The connection on which a transaction of the pool runs: what its `connect` answers. `release` stays with the one that borrowed it, the SDK in a guard and the
 * host in `withTransaction`.
 */
// `connect` of node-postgres has a second form with a callback, and a type is taken from the last form unless both are named.
export type PgTransactionOf<Pool> = Pool extends { connect: { (): Promise<infer Client>; (callback: never): void } }
  ? Client
  : Pool extends { connect(): Promise<infer Client> }
    ? Client
    : PgPoolClientLike;
