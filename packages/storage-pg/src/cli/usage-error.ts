import { InvariantError } from '@tenantatlas/core';

/** The command line cannot be used. The text is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An invalid option is a mistake of the user here, not of a host's code. */
export function toUsage(error: unknown): unknown {
  return error instanceof InvariantError ? new UsageError(error.message) : error;
}
