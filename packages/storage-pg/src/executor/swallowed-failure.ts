import { SqlError } from './sql-error.ts';

/**
 * What a transaction or savepoint answers whose work resolved although a statement of the host had failed in it, and the host kept the error
 * to itself. PostgreSQL undoes the work by then, and says so only in the answer to the end of the transaction. All drivers answer alike.
 */
export function swallowedFailure(): SqlError {
  const text = 'a statement of the transaction had failed and its error was swallowed, so nothing was committed';
  return new SqlError('25P02', `SQLSTATE 25P02: ${text}`, null);
}

/** `error`, or {@link swallowedFailure} where the end of work that had resolved was refused because a statement had failed before. */
export function asSwallowed(error: unknown): unknown {
  return error instanceof SqlError && error.state === '25P02' ? swallowedFailure() : error;
}
