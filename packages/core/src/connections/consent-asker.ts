import { workspaceUser } from '../access/actor.ts';
import type { Caller, Environment } from '../access/environment.ts';
import { askHostPolicy } from '../access/host-policy.ts';
import { refusalLog } from '../access/log-refusal.ts';
import { accessMatrix } from '../access/matrix.ts';
import { admit, type Asked } from '../access/order-of-refusal.ts';
import type { StorageFailure } from '../kernel/errors.ts';
import type { Result } from '../kernel/result.ts';
import type { StoredConsentRequest } from '../ports/consent-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { oneInput } from './schema.ts';

/** The person who asked for a consent, when its answer comes. */
export interface Asker {
  readonly caller: Caller;
  /** What `connections.consentUrl` would be asked now, with what the host's own policy says of it. */
  readonly asked: Asked;
}

/**
 * Asks the host's own policy about the person who asked for a consent. It is asked outside the unit, as for every method, and a policy that does not answer is a
 * `storage_failure`: the request stays open.
 */
export async function findAsker(
  environment: Environment,
  { workspaceId, tenantId, connectionId, requestedBy }: StoredConsentRequest,
): Promise<Result<Asker, StorageFailure>> {
  const caller: Caller = { actor: workspaceUser({ id: requestedBy.personId, label: null }), source: 'api' };
  const scope = { workspaceId, tenantId };
  const host = await askHostPolicy(environment, caller, scope, false);
  return host.map((answer) => ({
    caller,
    asked: {
      row: accessMatrix['connections.consentUrl'],
      caller,
      raw: { workspaceId, connectionId },
      scope,
      definition: null,
      isMissing: false,
      host: answer,
      roles: environment.roles,
    },
  }));
}

/**
 * Whether the person could ask for the consent now, by the same steps as `connections.consentUrl`: membership, entitlement, capability. A refusal is logged with its true
 * reason.
 */
export async function mayStillAsk(
  environment: Environment,
  unit: StorageUnit,
  { caller, asked }: Asker,
): Promise<boolean> {
  const admitted = await admit(unit, asked, oneInput);
  return admitted.match(
    () => true,
    (refusal) => {
      refusalLog(environment, caller).refuse(refusal);
      return false;
    },
  );
}
