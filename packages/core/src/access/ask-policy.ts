import { storageFailure, type StorageFailure } from '../kernel/errors.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { AccessContext, AccessPolicy } from '../ports/access-policy.ts';
import { isStorageFault } from '../ports/storage-fault.ts';
import type { Environment } from './environment.ts';

/**
 * Asks the host's policy, and answers null when the host has none. Outside a transaction it is asked at once, while the SDK holds no connection. Inside one it
 * is asked in a savepoint: units of the transaction wait for it, and a statement of the policy that fails leaves the transaction usable.
 *
 * Fails closed: what the policy rejects with is logged by its name, and the answer is `storage_failure`.
 */
export async function askPolicy<T>(
  environment: Environment,
  ask: (policy: AccessPolicy, context: AccessContext) => Promise<T>,
): Promise<Result<T | null, StorageFailure>> {
  const { policy, storage, isBound, connections, method, logger } = environment;
  if (!policy) return ok(null);
  try {
    if (!isBound) return ok(await ask(policy, { transaction: null }));
    return ok(
      await storage.transaction(({ handle }) =>
        connections.awaitPolicy(method, () => ask(policy, { transaction: handle })),
      ),
    );
  } catch (reason) {
    // The transaction is unusable; the runner says why.
    if (isBound && isStorageFault(reason)) throw reason;
    logger.error('access_policy_failed', {
      method,
      name: reason instanceof Error ? reason.name : typeof reason,
      // A text of the SDK that names the fix. Texts of the host are not logged.
      ...(reason instanceof InvariantError ? { detail: reason.message } : {}),
    });
    return err(storageFailure('unavailable'));
  }
}
