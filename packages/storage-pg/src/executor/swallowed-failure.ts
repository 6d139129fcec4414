import { SqlError } from './sql-error.ts';

/**
 * The error of a transaction or savepoint whose work resolved although a statement of the host had failed in it, and the host swallowed that error.
 * PostgreSQL has rolled back the work by then, and reports it only when the transaction ends. All drivers reject alike.
 */
export function swallowedFailure(): SqlError {
  const text = 'a statement of the transaction had failed and its error was swallowed, so nothing was committed';
  return new SqlError('25P02', `SQLSTATE 25P02: ${text}`, null);
}

/** `error`, or {@link swallowedFailure} when the work had resolved and its end was refused because a statement had failed before. */
export function asSwallowed(error: unknown): unknown {
  return error instanceof SqlError && error.state === '25P02' ? swallowedFailure() : error;
}
