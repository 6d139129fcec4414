import { now, type Clock } from '../kernel/clock.ts';
import { lastKnownOf, type Evidence } from '../kernel/evidence.ts';
import type { Instant } from '../kernel/instant.ts';
import { grantId } from '../permissions/catalog.ts';
import type { CheckResult, ProviderConnection } from '../ports/connection-store.ts';
import type { Grant, PermissionManifest, TenantIdentity } from '../ports/directory-provider.ts';
import type { VerificationCheck, VerificationReport } from '../ports/verification-report.ts';
import { isRefusedSignIn } from './checks.ts';
import { consentAfter, overallOf, primaryReason, statusAfter } from './rules.ts';
import { isYoung } from './young-consent.ts';

/** What was asked of the provider on the way. */
export interface Found {
  readonly identity: Evidence<TenantIdentity>;
  readonly grants: Evidence<readonly Grant[]>;
}

/** What a check found, as it is kept: the report, the statuses that follow from it, and the grants as they are known now. */
export function checkResult(
  connection: ProviderConnection,
  checks: readonly VerificationCheck[],
  { identity, grants }: Found,
  { clock, manifest }: { readonly clock: Clock; readonly manifest: PermissionManifest },
  runId: string,
): CheckResult {
  const at = now(clock);
  const report: VerificationReport = {
    runId,
    connectionId: connection.id,
    createdAt: at,
    checked: connection.changedAt,
    checks,
  };
  const consentStatus = consentOf(connection, checks, identity, at);
  return {
    report,
    verificationStatus: statusAfter(overallOf(checks)),
    consentStatus,
    consentedTo: consentedToAfter(connection, consentStatus, checks, manifest),
    lastErrorReasonCode: primaryReason(checks),
    grants: keptGrants(grants, identity, connection.grants),
  };
}

/** A sign-in counts once the expected tenant answered; a refusal counts as it is. */
function consentOf(
  connection: ProviderConnection,
  checks: readonly VerificationCheck[],
  identity: Evidence<TenantIdentity>,
  at: Instant,
): ProviderConnection['consentStatus'] {
  const { consentStatus, connectionType } = connection;
  const isYoungNow = isYoung(connection, at);
  const after = (reasonCode: string) =>
    consentAfter(consentStatus, { reasonCode, isYoung: isYoungNow, connectionType });
  if (checks.some(({ key, status }) => key === 'tenant_identity' && status === 'pass')) return after('ok');
  const isRefused = identity.collection !== 'collected' && identity.reason !== null && isRefusedSignIn(identity);
  return isRefused ? after(identity.reason.code) : consentStatus;
}

/** What the tenant has agreed to: all that is required now where a check found all of it, and at the first check of a consent, so that later additions are new. */
function consentedToAfter(
  { consentedTo }: ProviderConnection,
  consentStatus: ProviderConnection['consentStatus'],
  checks: readonly VerificationCheck[],
  manifest: PermissionManifest,
): readonly string[] | null {
  const permissions = checks.find(({ key }) => key === 'permissions');
  const isFirst = consentedTo === null && consentStatus === 'granted' && permissions?.status === 'fail';
  return permissions?.status === 'pass' || isFirst ? manifest.permissions.map(grantId) : consentedTo;
}

/**
 * Grants that were not read keep the last ones that were, with their instant. Where they could not even be asked for, they are as the sign-in was, or stale: what was
 * collected once is not collected now.
 */
function keptGrants(
  grants: Evidence<readonly Grant[]>,
  identity: Evidence<TenantIdentity>,
  before: Evidence<readonly Grant[]>,
): Evidence<readonly Grant[]> {
  if (grants.collection === 'collected') return grants;
  const lastKnown = lastKnownOf(before);
  if (grants.collection !== 'never') return { ...grants, lastKnown };
  const isFailed =
    identity.collection !== 'collected' && identity.collection !== 'never' && identity.collection !== 'partial';
  if (isFailed)
    return { collection: identity.collection, lastKnown, observedAt: identity.observedAt, reason: identity.reason };
  if (lastKnown === null) return before;
  return { collection: 'stale', lastKnown, observedAt: lastKnown.observedAt, reason: null };
}
