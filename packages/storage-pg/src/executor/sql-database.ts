/** Rows of one statement. Values are normalised: bigint is a number, timestamptz an ISO string with milliseconds, json parsed. */
export interface SqlResult<Row> {
  readonly rows: readonly Row[];
  /** Rows that the statement inserted, updated, deleted or returned. */
  readonly rowCount: number;
}

/** Anything that runs statements. */
export interface SqlExecutor {
  /**
   * Runs one statement with `$1`-style parameters.
   *
   * MUST reject with a `StorageFault` for failures of the connection and the server and with an `SqlError` for everything the server says about the
   * statement; neither carries parameters, row content or connection data.
   */
  query<Row>(sql: string, params?: readonly SqlValue[]): Promise<SqlResult<Row>>;

  /**
   * Runs several statements without parameters as one message. Never with text from outside. Answers with their results in order; a driver may
   * leave out those of statements that return no rows, and the values of all but the last one may have the names of the last one's columns.
   */
  script<Row>(sql: string): Promise<readonly SqlResult<Row>[]>;
}

/** What may be sent as a parameter. Instants and JSON travel as text and are cast in SQL: `($1::text)::jsonb`. */
export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[];

/** One open transaction. */
export interface SqlTransaction extends SqlExecutor {
  /** The driver's own transaction object, for the host's statements. */
  readonly handle: unknown;
  /**
   * Runs `work` inside a savepoint: released when it resolves, rolled back when it rejects. Savepoints of one transaction run one after
   * the other, also when they were asked for at the same time.
   *
   * MUST reject, rolled back, when a statement of `work` failed and `work` resolved: PostgreSQL has rolled it back by then. MUST
   * refuse statements on `inner` once the savepoint has ended.
   */
  savepoint<T>(work: (inner: SqlTransaction) => Promise<T>): Promise<T>;
}

/** What is known of a transaction before it begins. */
export interface TransactionOptions {
  /**
   * The role that the preamble takes on, under which every statement runs. The driver may keep the plans of these statements. Only for work that may be run again: a
   * server that no longer has a plan refuses the statement with a `PlanRefused`, and the transaction is lost.
   * @default no plan is kept
   */
  readonly keepsPlansOf?: string;
}

/** A database behind one of the drivers. */
export interface SqlDatabase<Transaction = unknown> extends SqlExecutor {
  /** Which driver this is. */
  readonly backend: SqlBackend;

  /**
   * Runs `work` in a separate READ COMMITTED transaction, whatever the default of the login is. `preamble` (role and settings, made of
   * checked tokens only) goes out together with BEGIN. Commits when `work` resolves, rolls back when it rejects.
   *
   * {@link TransactionOptions} are a permission: a driver that keeps no plans leaves them.
   *
   * MUST reject when a statement of `work` failed and `work` resolved all the same. A connection that breaks during COMMIT MUST reject with
   * a fault whose outcome is `unknown`. MUST refuse statements on the transaction once it has ended: the connection may serve another by then.
   */
  transaction<T>(
    preamble: string,
    work: (transaction: SqlTransaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;

  /**
   * Runs a script in a separate READ COMMITTED transaction and commits it, in as few messages as the driver allows, and answers like
   * {@link SqlExecutor.script}. `script` is called once there is a connection, so that it can know how long that took.
   *
   * For work that may be repeated: whether a script whose connection was lost has been committed is not known.
   */
  once<Row>(script: () => string): Promise<readonly SqlResult<Row>[]>;

  /**
   * Wraps a transaction that the host opened with the same driver; throws an invariant for anything else. Wrapping the same
   * transaction twice MUST give the same object, so that its savepoints stay in one queue.
   */
  bind(hostTransaction: Transaction): SqlTransaction;

  /**
   * Whether the caller is inside a transaction for which another one would wait without end, also one that the host has opened. Only a database with one session knows: with a
   * pool the end of a host's transaction is not seen, and another connection may come free.
   */
  isInside(): boolean;

  /** Ends what this object opened itself; a pool that the host gave stays open. */
  close(): Promise<void>;
}

/** The drivers that are supported. */
export type SqlBackend = 'pglite' | 'pg' | 'postgres-js';

/** A database that is not open yet: what `pglite()`, `pgPool()` and `postgresJs()` make, and `createPgStorage` takes. `Transaction` is what its driver calls one. */
export interface SqlDatabaseSource<Transaction = unknown> {
  readonly backend: SqlBackend;
  /** Opens it, once. MUST reject with a `StorageFault` when another process holds the data (`locked`) or the driver cannot start. */
  open(): Promise<SqlDatabase<Transaction>>;
}
