import { InvariantError, invariant } from '@tenantatlas/core';
import type pg from 'pg';

const rule =
  'The connection string must be like postgres://user:password@host:5432/name; in a password, write @ as %40, / as %2F and so on.';

/**
 * Throws an invariant for a connection string that the driver cannot read, before the first statement and without repeating it. An empty string would
 * select the driver's defaults: another database than the one whose variable was not set.
 */
export function checkConnectionString(driver: typeof pg, text: string): void {
  invariant(typeof text === 'string' && text.trim() !== '', rule);
  invariant(isOfPostgres(text), rule);
  invariant(isPort(read(driver, text).port), rule);
}

/** The driver reads any scheme, and would ask another database for the protocol of PostgreSQL. A text without `://` names a socket. */
function isOfPostgres(text: string): boolean {
  const scheme = /^\s*([^/?#]*):\/\//.exec(text)?.[1];
  return scheme === undefined || ['postgres', 'postgresql', 'socket'].includes(scheme.toLowerCase());
}

function read(driver: typeof pg, connectionString: string): { readonly port: number } {
  try {
    return new driver.Client({ connectionString });
  } catch (error) {
    // Certificates that the string names are read as well; those belong to the connection, not to the string.
    if (error instanceof Error && 'code' in error && error.code !== 'ERR_INVALID_URL') return { port: 5432 };
    throw new InvariantError(rule);
  }
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port <= 65_535;
}
