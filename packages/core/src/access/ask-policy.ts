import { storageFailure, type StorageFailure } from '../kernel/errors.ts';
import { isIdToken } from '../kernel/ids.ts';
import { InvariantError, invariant } from '../kernel/invariant.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { AccessContext, AccessPolicy } from '../ports/access-policy.ts';
import { isStorageFault } from '../ports/storage-fault.ts';
import type { Environment } from './environment.ts';

/** The ids that a policy answered. Throws an invariant that names the method for anything else: no store has to handle it. */
export function idsOf<Id extends string>(
  method: 'workspacesOf' | 'tenantsOf',
  answer: readonly string[],
): readonly Id[] {
  const isRight = Array.isArray(answer) && answer.every((id) => typeof id === 'string' && isIdToken(id));
  invariant(
    isRight,
    `The access policy's ${method} answers a list of ids, each of 1 to 120 characters of A-Z a-z 0-9 . _ : + / -.`,
  );
  return answer as readonly Id[];
}

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
