import { InvariantError } from '@tenantatlas/core';

/** The command line cannot be used. The text is for the user, and repeats no value. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `make` makes; an option that it refuses is a mistake of the user here. `name` says where the option comes from. */
export function usable<T>(name: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof InvariantError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}
