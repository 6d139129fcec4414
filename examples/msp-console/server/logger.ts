import type { Logger } from '@tenantatlas/core';

/** Writes to stderr; stdout holds the address and nothing else. */
export const stderrLogger: Logger = {
  warn: (event, fields) => console.error('warn', event, JSON.stringify(fields)),
  error: (event, fields) => console.error('error', event, JSON.stringify(fields)),
};
