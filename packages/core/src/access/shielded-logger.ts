import type { LogFields, Logger } from '../ports/logger.ts';

/** Wraps a host's logger: what it throws is ignored, so that it changes no answer and rolls nothing back. */
export function shieldedLogger(logger: Logger): Logger {
  const shielded = (write: (event: string, fields: LogFields) => void) => (event: string, fields: LogFields) => {
    try {
      write(event, fields);
    } catch {
      // There is nowhere left to report it.
    }
  };
  return {
    warn: shielded((event, fields) => logger.warn(event, fields)),
    error: shielded((event, fields) => logger.error(event, fields)),
    ...(logger.debug ? { debug: shielded((event, fields) => logger.debug?.(event, fields)) } : {}),
  };
}
