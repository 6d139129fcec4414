import type { Finishing } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { personOf } from '../access/actor.ts';
import { invalidInput, notFound, type InvalidInput, type NotFound } from '../kernel/errors.ts';
import type { ConsentRequestId } from '../kernel/ids.ts';
import { ignoreRejection } from '../kernel/ignore-rejection.ts';
import type { InputOf } from '../kernel/input.ts';
import { plusMillis, type Instant } from '../kernel/instant.ts';
import { invariant } from '../kernel/invariant.ts';
import { isRedirectAddress } from '../kernel/redirect-address.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';
import { isProviderFault } from '../ports/provider-fault.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { providerOf, type ProviderSetup } from '../verification/operation.ts';
import { resolveCredential } from '../verification/resolve-credential.ts';
import {
  consentIssue,
  consentLifeMillis,
  consentMemoryMillis,
  maxConsentRequests,
  refuseConsentRequest,
} from './consent-rules.ts';
import { newSecret, secretHashOf, subjectHashOf, writeState } from './consent-state.ts';
import type { ConsentLink } from './consent-view.ts';
import type { oneInput } from './schema.ts';

declare const AbortController: new () => { readonly signal: AbortSignalLike };

/** What consent needs of the atlas. */
export interface ConsentSetup {
  /** Where a provider sends an administrator back to; null where the host has not said. */
  readonly redirectUri: string | null;
  readonly scheduler: Scheduler;
}

/** A request that was written, and what its address is made of. */
export interface OpenedConsent {
  readonly connection: ProviderConnection;
  readonly state: string;
  readonly expiresAt: Instant;
}

/** Writes the request. The provider is asked for its address afterwards, outside the unit. */
export async function openConsent(
  context: UseCaseContext<InputOf<typeof oneInput>>,
  setup: ProviderSetup & { readonly consent: ConsentSetup },
): Promise<Result<OpenedConsent, NotFound | InvalidInput>> {
  const { unit, input, now: at, environment, caller } = context;
  const connection = await unit.connections.get({ workspaceId: input.workspaceId }, input.connectionId);
  if (!connection) return err(notFound());
  const wrong = refuseConsentRequest(connection, {
    hasProvider: providerOf(setup, connection.provider) !== null,
    hasRedirect: setup.consent.redirectUri !== null,
  });
  if (wrong) return err(invalidInput([wrong]));
  const person = personOf(caller.actor);
  invariant(person, 'Consent is asked for by a person.');
  const requestId = environment.ids.next() as ConsentRequestId;
  const secret = newSecret();
  const expiresAt = plusMillis(at, consentLifeMillis);
  const { workspaceId, tenantId } = connection;
  await unit.consents.open(
    connection,
    {
      workspaceId,
      id: requestId,
      tenantId,
      connectionId: connection.id,
      requestedBy: { kind: person.kind, personId: person.personId },
      secretHash: secretHashOf(secret),
      subjectHash: subjectHashOf(connection),
      createdAt: at,
      expiresAt,
      usedAt: null,
    },
    { expiredBefore: plusMillis(at, -consentMemoryMillis), perPerson: maxConsentRequests },
  );
  return ok({ connection, state: writeState({ workspaceId, requestId, secret }), expiresAt });
}

/**
 * Asks the provider for its address. The adapter and the host's secret store are not trusted: what they reject with goes nowhere, and an address has to be one of https or
 * loopback. A request whose address could not be made stays unused and expires.
 */
export async function consentLink(
  { connection, state, expiresAt }: OpenedConsent,
  setup: ProviderSetup & { readonly consent: ConsentSetup },
  { environment: { logger } }: Finishing,
): Promise<Result<ConsentLink, InvalidInput>> {
  const { scheduler, redirectUri } = setup.consent;
  const tools = { credentials: setup.credentials, scheduler, logger, signal: new AbortController().signal };
  const { state: found, credential } = await resolveCredential(connection, tools);
  if (found === 'missing' || found === 'failed') return err(invalidInput([consentIssue('credential_found')]));
  const { externalTenantId, connectionType } = connection;
  try {
    const url: unknown = providerOf(setup, connection.provider)?.consentUrl({
      externalTenantId,
      redirectUri: redirectUri ?? '',
      state,
      connectionType,
      credential,
    });
    if (isRedirectAddress(url)) return ok({ url, expiresAt });
    ignoreRejection(url);
    logger.error('provider_answer_misshapen', {});
  } catch (reason) {
    const detail = isProviderFault(reason) ? { detail: reason.message } : {};
    logger.error('provider_call_failed', { name: reason instanceof Error ? reason.name : typeof reason, ...detail });
  }
  return err(invalidInput([consentIssue('consent_address')]));
}
