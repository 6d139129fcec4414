import { reasonGroupOf, type BuiltInReasonCode } from '../kernel/reason-codes.ts';
import type { CollectionState, Evidence, EvidenceReason } from '../kernel/evidence.ts';
import { normalizeExternalTenantId } from '../kernel/ids.ts';
import { deepFreeze } from '../kernel/json.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { translateReason, type ReasonCatalog } from '../knowledge/reasons.ts';
import { grantId } from '../permissions/catalog.ts';
import { comparePermissions } from '../permissions/rules.ts';
import type { Grant, PermissionManifest, TenantIdentity } from '../ports/directory-provider.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';
import type { CheckEvidence, CheckSeverity, CheckStatus, VerificationCheck } from '../ports/verification-report.ts';
import { sayVerification as say } from './messages.ts';

/** The checks of a connection, in order. */
export const connectionChecks = [
  'connection',
  'credential',
  'consent',
  'sign_in',
  'tenant_identity',
  'permissions',
] as const;

/** See {@link connectionChecks}. */
export type ConnectionCheck = (typeof connectionChecks)[number];

/** A report has at most this many facts of a kind. */
const maxFacts = 50;

/** How much a check matters when it does not pass, and whether the ones after it can still be judged. */
const weights: { readonly [key in ConnectionCheck]: { readonly severity: CheckSeverity; readonly blocking: boolean } } =
  {
    connection: { severity: 'critical', blocking: true },
    credential: { severity: 'critical', blocking: true },
    consent: { severity: 'critical', blocking: true },
    sign_in: { severity: 'critical', blocking: true },
    tenant_identity: { severity: 'critical', blocking: true },
    permissions: { severity: 'high', blocking: true },
  };

/** What the host's secret store said about the credential of a connection. */
export type CredentialState = 'not_needed' | 'found' | 'missing' | 'failed';

/** The connection itself: enabled, with a tenant to reach and an adapter that reaches it. */
export function judgeConnection(
  connection: Pick<ProviderConnection, 'isEnabled' | 'externalTenantId'>,
  hasProvider: boolean,
  reasons: ReasonCatalog,
): VerificationCheck {
  const reason = !hasProvider
    ? 'provider_binding_unsupported'
    : !connection.isEnabled
      ? 'provider_connection_review_required'
      : connection.externalTenantId === null
        ? 'provider_connection_invalid'
        : null;
  return reason === null ? passed('connection') : failed('connection', reason, reasons);
}

/** The credential: found where the connection needs one. A secret store that failed says nothing. */
export function judgeCredential(
  { connectionType }: Pick<ProviderConnection, 'connectionType'>,
  state: CredentialState,
  reasons: ReasonCatalog,
): VerificationCheck {
  if (state === 'failed') {
    const reason = { code: 'unknown_error', providerCode: null, retryAt: null } as const;
    const evidence = {
      subject: 'credential',
      collection: 'failed',
      observedAt: null,
      reason,
      facts: [],
      factsLeftOut: 0,
    } as const;
    return unknown('credential', reason, [evidence], reasons);
  }
  if (state === 'missing')
    return failed(
      'credential',
      connectionType === 'dedicated' ? 'dedicated_credential_missing' : 'provider_credential_missing',
      reasons,
    );
  return passed('credential');
}

/**
 * The sign-in. A refusal by the provider's sign-in is an answer, so it fails; a limit, a fault or a missing permission behind a sign-in that worked is none, so it
 * is unknown.
 */
export function judgeSignIn(
  { connectionType }: Pick<ProviderConnection, 'connectionType'>,
  identity: Evidence<TenantIdentity>,
  reasons: ReasonCatalog,
): VerificationCheck {
  const evidence = [evidenceOf('sign_in', identity)];
  if (identity.collection === 'collected') return passed('sign_in', evidence);
  const { reason } = identity;
  if (!reason || !isRefusedSignIn(identity)) return unknown('sign_in', reason, evidence, reasons);
  // An adapter knows that a credential is refused, and not always whose it is.
  const code = connectionType === 'dedicated' ? (ofOwnApp[reason.code] ?? reason.code) : reason.code;
  return failed('sign_in', code, reasons, { evidence });
}

/** What a refused credential is called where it is that of the customer's own app. */
const ofOwnApp: { readonly [code: string]: BuiltInReasonCode } = {
  provider_credential_missing: 'dedicated_credential_missing',
  provider_credential_invalid: 'dedicated_credential_invalid',
};

/** Whether the provider refused the sign-in itself, for a reason that a person must change. */
export function isRefusedSignIn({
  collection,
  reason = null,
}: {
  readonly collection: CollectionState;
  readonly reason?: EvidenceReason | null;
}): boolean {
  const group = reason ? reasonGroupOf(reason.code) : null;
  return collection === 'forbidden' && (group === 'consent' || group === 'connection');
}

/**
 * The consent to the platform's app, which only a consent request of this connection gives: a sign-in that works may rest on the consent that another workspace has of
 * the same tenant, so the provider is not asked without it. An app of the customer's own proves itself by its credential.
 */
export function judgeConsent(
  { connectionType, consentStatus }: Pick<ProviderConnection, 'connectionType' | 'consentStatus'>,
  reasons: ReasonCatalog,
): VerificationCheck {
  if (connectionType === 'dedicated' || consentStatus === 'granted') return passed('consent');
  const given = consentStatus === 'failed' || consentStatus === 'revoked' ? consentStatus : 'missing';
  return failed('consent', `provider_consent_${given}`, reasons);
}

/**
 * The tenant that was reached: by its id, or by a domain name that it has proven to own. Every id that is expected has to be one of them. A tenant that is active under
 * another entry fails too, in words that are the same whichever workspace has it.
 */
export function judgeIdentity(
  expected: readonly string[],
  identity: TenantIdentity,
  isClaimedElsewhere: boolean,
  evidence: CheckEvidence,
  reasons: ReasonCatalog,
): VerificationCheck {
  const reached = [identity.externalTenantId, ...identity.verifiedDomains].map(normalizeExternalTenantId);
  const isExpected = expected.length > 0 && expected.map(normalizeExternalTenantId).every((id) => reached.includes(id));
  if (isExpected && !isClaimedElsewhere) return passed('tenant_identity', [evidence]);
  return failed('tenant_identity', 'tenant_target_mismatch', reasons, {
    message: say(`verification.message.${isExpected ? 'already_claimed' : 'wrong_tenant'}`),
    evidence: [evidence],
  });
}

/**
 * The permissions. Missing ones that were required when consent was given fail; those that became required since fail without blocking, so that an upgrade interrupts nothing. Grants
 * that were not collected say nothing about any permission.
 */
export function judgePermissions(
  manifest: PermissionManifest,
  grants: Evidence<readonly Grant[]>,
  consentedTo: readonly string[] | null,
  reasons: ReasonCatalog,
): VerificationCheck {
  const comparison = comparePermissions(manifest, grants);
  const missing = comparison.permissions.filter(({ status }) => status === 'missing');
  const evidence = [
    evidenceOf(
      'grants',
      grants,
      missing.map(({ key, type }) => `${type} ${key}`),
    ),
  ];
  if (grants.collection !== 'collected') return unknown('permissions', grants.reason, evidence, reasons);
  if (missing.length === 0) return passed('permissions', evidence);
  const isOld = (permission: Grant): boolean => consentedTo === null || consentedTo.includes(grantId(permission));
  const old = missing.filter(isOld);
  const count = missing.length;
  if (old.some(({ type }) => type === 'application'))
    return failed('permissions', 'provider_permission_missing', reasons, {
      message: say('verification.message.missing_permissions', { count }),
      evidence,
    });
  const message = old.length > 0 ? 'missing_permissions' : 'new_permissions';
  return failed('permissions', 'provider_permission_missing', reasons, {
    blocking: false,
    message: say(`verification.message.${message}`, { count }),
    evidence,
  });
}

/** A check that was not made, because one before it did not pass. */
export function skipped(key: ConnectionCheck): VerificationCheck {
  return check(key, 'skip', '', say('verification.message.skipped'), []);
}

/** What a check rests on, without the value. */
export function evidenceOf(subject: string, evidence: Evidence<unknown>, facts: readonly string[] = []): CheckEvidence {
  return {
    subject,
    collection: evidence.collection,
    observedAt: evidence.observedAt,
    reason: evidence.collection === 'collected' ? null : evidence.reason,
    facts: facts.slice(0, maxFacts),
    factsLeftOut: Math.max(0, facts.length - maxFacts),
  };
}

function passed(key: ConnectionCheck, evidence: readonly CheckEvidence[] = []): VerificationCheck {
  return check(key, 'pass', 'ok', say('verification.message.passed'), evidence);
}

function failed(
  key: ConnectionCheck,
  reasonCode: string,
  reasons: ReasonCatalog,
  more: {
    readonly blocking?: boolean;
    readonly message?: Sentence;
    readonly evidence?: readonly CheckEvidence[];
  } = {},
): VerificationCheck {
  const { explanation } = translateReason(reasonCode, reasons);
  return check(key, 'fail', reasonCode, more.message ?? explanation, more.evidence ?? [], more.blocking);
}

function unknown(
  key: ConnectionCheck,
  reason: EvidenceReason | null,
  evidence: readonly CheckEvidence[],
  reasons: ReasonCatalog,
): VerificationCheck {
  const code = reason?.code ?? 'unknown_error';
  const { explanation } = translateReason(code, reasons, null, evidence[0]?.collection ?? null);
  return check(key, 'unknown', code, explanation, evidence);
}

function check(
  key: ConnectionCheck,
  status: CheckStatus,
  reasonCode: string,
  message: Sentence,
  evidence: readonly CheckEvidence[],
  blocking = weights[key].blocking,
): VerificationCheck {
  const { severity } = weights[key];
  const isSettled = status === 'pass' || status === 'skip';
  return deepFreeze({
    key,
    title: say(`verification.check.${key}`),
    status,
    severity: isSettled ? 'info' : blocking ? severity : 'medium',
    blocking,
    reasonCode,
    message,
    evidence,
  });
}
