import type { Logger } from '@tenantatlas/core';

/** Logs what was thrown by its name: the text of a bug may hold secrets. A logger must not throw; if it does, the answer is sent all the same. */
export function reportBug(
  logger: Logger | undefined,
  event: string,
  reason: unknown,
  fields: { readonly [name: string]: string } = {},
): void {
  try {
    logger?.error(event, { ...fields, name: reason instanceof Error ? reason.name : typeof reason });
  } catch {
    // See above.
  }
}
