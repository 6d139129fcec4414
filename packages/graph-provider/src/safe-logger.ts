import { silentLogger, type Logger } from '@tenantatlas/core';

/** A logger whose failures change no answer: a rejection that is handled by a line of the log would end the process. Core wraps its own in the same way. */
export function safeLogger(logger: Logger = silentLogger): Logger {
  const safe =
    (level: 'warn' | 'error'): Logger['warn'] =>
    (event, fields) => {
      try {
        logger[level](event, fields);
      } catch {
        // There is no place left to tell it.
      }
    };
  return Object.freeze<Logger>({ warn: safe('warn'), error: safe('error') });
}
