import type { Sentence } from '../kernel/sentence.ts';
import { lastKnownOf, neverCollected } from '../kernel/evidence.ts';
import type { Instant } from '../kernel/instant.ts';
import type { BuiltInReasonCode } from '../kernel/reason-codes.ts';
import type {
  ConnectionChange,
  ConnectionType,
  ConsentStatus,
  ProviderConnection,
  StoredConnection,
  VerificationStatus,
} from '../ports/connection-store.ts';
import { sayConnection as say } from './messages.ts';

/** Whether a connection can be used, in one word; `readinessSentence` says it in a sentence. */
export const readinessStates = [
  'disabled',
  'consent_revoked',
  'consent_failed',
  'consent_required',
  'blocked',
  'degraded',
  'pending',
  'ready',
] as const;

/** See {@link readinessStates}. */
export type ConnectionReadiness = (typeof readinessStates)[number];

/** What the rules read of a connection. */
export interface ConnectionFacts {
  readonly isEnabled: boolean;
  readonly consentStatus: ConsentStatus;
  readonly verificationStatus: VerificationStatus;
}

/** Whether a connection can be used: enablement, then consent, then what the last verification said. */
export function readinessOf({ isEnabled, consentStatus, verificationStatus }: ConnectionFacts): ConnectionReadiness {
  if (!isEnabled) return 'disabled';
  if (consentStatus === 'revoked') return 'consent_revoked';
  if (consentStatus === 'failed') return 'consent_failed';
  if (consentStatus !== 'granted') return 'consent_required';
  return readinessByVerification[verificationStatus];
}

/**
 * The verification status as it is now: `pending` while a check is queued or running, and `error` when the last one ended without a report. Both are read from the
 * run, so that no status stays behind when a worker is killed.
 */
export function currentVerification({
  verificationStatus,
  checkRun,
  report,
}: Pick<StoredConnection, 'verificationStatus' | 'checkRun' | 'report'>): VerificationStatus {
  if (checkRun === null) return verificationStatus;
  if (checkRun.status !== 'completed') return 'pending';
  // A run that was cancelled found nothing.
  const isSilent = ['succeeded', 'cancelled'].includes(checkRun.outcome);
  return isSilent || report?.runId === checkRun.id ? verificationStatus : 'error';
}

const readinessByVerification: { readonly [status in VerificationStatus]: ConnectionReadiness } = {
  blocked: 'blocked',
  error: 'blocked',
  degraded: 'degraded',
  pending: 'pending',
  unknown: 'pending',
  healthy: 'ready',
};

const reasonByReadiness: { readonly [readiness in ConnectionReadiness]?: BuiltInReasonCode } = {
  disabled: 'provider_connection_review_required',
  consent_revoked: 'provider_consent_revoked',
  consent_failed: 'provider_consent_failed',
  consent_required: 'provider_consent_missing',
};

/** The reason code by which help is chosen: enablement and consent come before what the last verification said, as in the readiness. */
export function helpReasonOf(connection: ConnectionFacts, lastErrorReasonCode: string | null): string | null {
  return reasonByReadiness[readinessOf(connection)] ?? lastErrorReasonCode;
}

/** The readiness of a connection in a sentence. */
export function readinessSentence(connection: ConnectionFacts): Sentence {
  return say(`connections.readiness.${readinessOf(connection)}`);
}

/** Which tenant of the provider a connection reaches, on one line. */
export function targetScope(tenantName: string | null, externalTenantId: string | null): Sentence {
  return tenantName !== null && externalTenantId !== null
    ? say('connections.target', { tenantName, externalTenantId })
    : say('connections.target.review');
}

/** The members that a person can change, and of those the ones that a check depends on. */
const changeableMembers = [
  'displayName',
  'connectionType',
  'externalTenantId',
  'credentialReference',
  'isEnabled',
] as const;
const checkedMembers: readonly string[] = ['connectionType', 'externalTenantId', 'credentialReference', 'isEnabled'];

/** What a person asks to change; what is left out stays. Null takes an external tenant or a credential away and is left out elsewhere. */
export interface AskedChange {
  readonly displayName?: string | null | undefined;
  readonly connectionType?: ConnectionType | null | undefined;
  readonly externalTenantId?: string | null | undefined;
  readonly credentialReference?: string | null | undefined;
  readonly isEnabled?: boolean | null | undefined;
}

type Changeable = Pick<ProviderConnection, (typeof changeableMembers)[number]>;

/** The members whose values really differ. */
export function changedFields(before: Changeable, asked: AskedChange): readonly (keyof Changeable)[] {
  const wanted = wantedOf(before, asked);
  return changeableMembers.filter((member) => wanted[member] !== before[member]);
}

/**
 * The connection after a person's change. What a check depends on makes the last one worthless. Another tenant or another type of app is another consent, which has to
 * be given again, and nothing of what was acknowledged is about it. Another credential may be that of another app of the customer: what it was granted is not known before the next check.
 */
export function changeOf(before: ProviderConnection, asked: AskedChange, at: Instant): ConnectionChange {
  const wanted = wantedOf(before, asked);
  const changed: readonly string[] = changedFields(before, asked);
  return {
    ...wanted,
    uncheckedAt: changed.some((member) => checkedMembers.includes(member)) ? at : null,
    consent: consentAfterChange(before, wanted, changed),
    dropsAcknowledgements: isOfAnotherConsent(changed),
    updatedAt: at,
    version: before.version,
  };
}

/** Whether another tenant or another app is reached from now on. */
function isOfAnotherConsent(changed: readonly string[]): boolean {
  return changed.includes('externalTenantId') || changed.includes('connectionType');
}

function consentAfterChange(
  { consentStatus, consentedAt, grants }: ProviderConnection,
  { connectionType }: Changeable,
  changed: readonly string[],
): ConnectionChange['consent'] {
  if (isOfAnotherConsent(changed))
    return { consentStatus: 'unknown', consentedAt: null, consentedTo: null, grants: neverCollected };
  if (connectionType !== 'dedicated' || !changed.includes('credentialReference')) return null;
  const lastKnown = lastKnownOf(grants);
  const { observedAt } = lastKnown ?? { observedAt: null };
  return {
    consentStatus,
    consentedAt,
    consentedTo: null,
    grants: observedAt === null ? neverCollected : { collection: 'stale', lastKnown, observedAt, reason: null },
  };
}

function wantedOf(before: Changeable, asked: AskedChange): Changeable {
  return {
    displayName: asked.displayName ?? before.displayName,
    connectionType: asked.connectionType ?? before.connectionType,
    externalTenantId: asked.externalTenantId === undefined ? before.externalTenantId : asked.externalTenantId,
    credentialReference:
      asked.credentialReference === undefined ? before.credentialReference : asked.credentialReference,
    isEnabled: asked.isEnabled ?? before.isEnabled,
  };
}
