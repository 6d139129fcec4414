import type { Logger } from '@tenantatlas/core';
import { isStorageFault } from '@tenantatlas/core/ports';
import { causeOf } from '../executor/cause.ts';

const reported = new WeakSet<object>();

/** Tells the log of the host why storage failed: the kind, the SQLSTATE and the message of the cause, without secrets. Once for each fault. */
export function reportFault(logger: Logger, error: unknown): void {
  if (!isStorageFault(error) || reported.has(error)) return;
  reported.add(error);
  const cause = causeOf(error);
  logger.warn('storage_fault', {
    kind: error.kind,
    outcome: error.outcome,
    detail: error.message,
    state: cause?.state ?? null,
    cause: cause?.text ?? null,
  });
}
