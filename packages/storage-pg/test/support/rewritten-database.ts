import type { SqlDatabase, SqlDatabaseSource, SqlExecutor, SqlTransaction } from '../../src/executor/sql-database.ts';

/** The database, with every text that goes to it handed to `rewrite` first: what units, host transactions and savepoints send, and the preambles. */
export function rewrittenDatabase(database: SqlDatabase, rewrite: (sql: string) => string): SqlDatabase {
  const executor = (inner: SqlExecutor): SqlExecutor => ({
    query: (sql, params) => inner.query(rewrite(sql), params),
    script: (sql) => inner.script(rewrite(sql)),
  });
  // The same transaction stays the same object: a storage detects by it work that waits for itself.
  const known = new WeakMap<SqlTransaction, SqlTransaction>();
  const wrap = (inner: SqlTransaction): SqlTransaction => {
    const wrapped = known.get(inner) ?? {
      ...executor(inner),
      handle: inner.handle,
      savepoint: (work) => inner.savepoint((nested) => work(wrap(nested))),
    };
    known.set(inner, wrapped);
    return wrapped;
  };
  return {
    ...executor(database),
    backend: database.backend,
    once: (script) => database.once(() => rewrite(script())),
    transaction: (preamble, work, options) =>
      database.transaction(rewrite(preamble), (inner) => work(wrap(inner)), options),
    bind: (hostTransaction) => wrap(database.bind(hostTransaction)),
    isInside: () => database.isInside(),
    close: () => database.close(),
  };
}

/** {@link rewrittenDatabase} for a database that is not open yet. */
export function rewrittenSource(source: SqlDatabaseSource, rewrite: (sql: string) => string): SqlDatabaseSource {
  return { ...source, open: async () => rewrittenDatabase(await source.open(), rewrite) };
}
