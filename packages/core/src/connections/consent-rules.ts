import { isExternalTenantId, normalizeExternalTenantId } from '../kernel/ids.ts';
import type { InputIssue } from '../kernel/errors.ts';
import type { Instant } from '../kernel/instant.ts';
import { issue } from '../kernel/issues.ts';
import type { BuiltInReasonCode } from '../kernel/reason-codes.ts';
import type { ConnectionChange, ConsentStatus, ProviderConnection } from '../ports/connection-store.ts';
import { sayConnection as say } from './messages.ts';

/**
 * How the answer to a consent request ended. `unknown` is a state that was never given out, or whose request is gone; `expired` also a request whose connection was changed or disabled, whose workspace or tenant was
 * archived since, or whose person may not ask for it any more.
 */
export const consentOutcomes = [
  'granted',
  'declined',
  'failed',
  'replayed',
  'expired',
  'wrong_tenant',
  'already_claimed',
  'unknown',
] as const;

/** See {@link consentOutcomes}. */
export type ConsentOutcome = (typeof consentOutcomes)[number];

/** The outcomes that use a request up. The others write nothing. */
export type SettledOutcome = Extract<
  ConsentOutcome,
  'granted' | 'declined' | 'failed' | 'wrong_tenant' | 'already_claimed'
>;

/** The reason code of each outcome. */
export const consentReasons = {
  granted: 'ok',
  declined: 'provider_consent_failed',
  failed: 'provider_consent_failed',
  replayed: 'provider_connection_review_required',
  expired: 'provider_consent_missing',
  wrong_tenant: 'tenant_target_mismatch',
  already_claimed: 'tenant_target_mismatch',
  unknown: 'unknown_error',
} as const satisfies { readonly [outcome in ConsentOutcome]: 'ok' | BuiltInReasonCode };

/** How long a consent request waits for its answer. */
export const consentLifeMillis = 30 * 60 * 1000;

/** How long an expired request stays, so that a late answer is told that it expired or was given before. */
export const consentMemoryMillis = 7 * 24 * 60 * 60 * 1000;

/** So many requests of one person for one connection stay. */
export const maxConsentRequests = 20;

/** What consent needs of the installation. */
export interface ConsentParts {
  readonly hasProvider: boolean;
  /** Whether there is an address to which administrators are sent back. */
  readonly hasRedirect: boolean;
}

/** Why no address for consent can be made; null when one can. */
export function refuseConsentRequest(connection: ConsentSubject, parts: ConsentParts): InputIssue | null {
  const refusal = consentRefusal(connection, parts);
  return refusal && consentIssue(refusal);
}

/** What consent needs of a connection. */
type ConsentSubject = Pick<
  ProviderConnection,
  'isEnabled' | 'externalTenantId' | 'connectionType' | 'credentialReference'
>;

/** The first rule of {@link refuseConsentRequest} that does not hold: what is missing in the installation, then in the connection. */
export function consentRefusal(connection: ConsentSubject, { hasProvider, hasRedirect }: ConsentParts) {
  if (!hasRedirect) return 'consent_configured';
  if (!hasProvider) return 'provider_installed';
  if (!connection.isEnabled) return 'connection_enabled';
  if (connection.externalTenantId === null) return 'external_tenant_known';
  return connection.connectionType === 'dedicated' && connection.credentialReference === null
    ? 'credential_named'
    : null;
}

/** An issue of `connections.consentUrl`: a state of the connection, or of the installation, that allows no consent. */
export function consentIssue(
  rule:
    | 'consent_configured'
    | 'provider_installed'
    | 'connection_enabled'
    | 'external_tenant_known'
    | 'credential_named'
    | 'credential_found'
    | 'consent_address',
): InputIssue {
  return issue('connectionId', rule, say(`connections.consent.input.${rule}`));
}

/**
 * Whether the tenant that an answer names is certainly another one than one of those expected. Two GUIDs say so when they differ. A GUID and a domain name can be of
 * one tenant, and so can two domain names: there the check decides.
 */
export function isOtherTenant(expected: readonly string[], claimed: string | null): boolean {
  if (claimed === null || !isGuid(claimed)) return false;
  return expected.some((id) => isGuid(id) && normalizeExternalTenantId(id) !== normalizeExternalTenantId(claimed));
}

function isGuid(id: string): boolean {
  return isExternalTenantId(id) && !normalizeExternalTenantId(id).includes('.');
}

/**
 * What an answer makes of the consent of a connection; null when it changes nothing.
 *
 * A granted one makes it `granted` and what was found before worthless, also where it was granted before: what the tenant agreed to is new. An answer without
 * consent makes it `failed`, except where it is `granted`: the answer comes from a browser, and must not take a connection down that works. Whether such a consent is
 * still there is found by a check, which asks the provider.
 */
export function changeByAnswer(
  connection: ProviderConnection,
  outcome: SettledOutcome,
  at: Instant,
): ConnectionChange | null {
  const next: ConsentStatus = outcome === 'granted' ? 'granted' : 'failed';
  if (next === 'failed' && ['granted', 'failed'].includes(connection.consentStatus)) return null;
  const { connectionType, displayName, externalTenantId, credentialReference, isEnabled, grants, version } = connection;
  return {
    ...{ connectionType, displayName, externalTenantId, credentialReference, isEnabled },
    uncheckedAt: at,
    dropsAcknowledgements: false,
    consent: {
      consentStatus: next,
      consentedAt: next === 'granted' ? at : null,
      consentedTo: null,
      grants,
    },
    updatedAt: at,
    version,
  };
}
