import { InvariantError } from '@tenantatlas/core';

/** The command line names nothing that could be used. The text is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What is a mistake in a host's code is one of the user's on the command line. */
export function toUsage(error: unknown): unknown {
  return error instanceof InvariantError ? new UsageError(error.message) : error;
}
