import { canonicalHash } from '../kernel/hash.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import { reasonGroupOf } from '../kernel/reason-codes.ts';
import { compareText } from '../kernel/text.ts';
import type { ConnectionType, ConsentStatus, VerificationStatus } from '../ports/connection-store.ts';
import type { CheckStatus, VerificationOverall } from '../ports/verification-report.ts';

/** Whether a report says something else than the one before. */
export const changeKinds = ['first', 'unchanged', 'changed'] as const;

/** See {@link changeKinds}. */
export type ChangeKind = (typeof changeKinds)[number];

/** How old a report may be before it counts as stale: 7 days. */
export const verificationStalenessMillis = 7 * 24 * 60 * 60 * 1000;

/** What the rules read of a check. */
export interface CheckFacts {
  readonly key: string;
  readonly status: CheckStatus;
  /** `ok` when it passed. */
  readonly reasonCode: string;
  /** Whether a failure keeps everything else from working. */
  readonly blocking: boolean;
}

/** What the rules read of a report. */
export interface ReportFacts {
  readonly connectionId: string;
  readonly createdAt: Instant;
  /** The `changedAt` of the connection that was checked. */
  readonly checked: Instant;
}

/** See {@link changeIndicator}. */
export interface ChangeIndicator {
  readonly kind: ChangeKind;
  /** The keys of checks that were added, removed, or differ in status, reason code or blocking flag, in order. Empty unless `changed`. */
  readonly changedKeys: readonly string[];
}

/**
 * What checks say together, the first that holds: one is running; a blocking one failed; one failed or warns; one is unknown, there are none, or all were skipped;
 * else `ready`. Acknowledging a check changes nothing here.
 */
export function overallOf(checks: readonly Pick<CheckFacts, 'status' | 'blocking'>[]): VerificationOverall {
  const has = (...statuses: readonly CheckStatus[]): boolean => checks.some(({ status }) => statuses.includes(status));
  if (has('running')) return 'running';
  if (checks.some(({ status, blocking }) => status === 'fail' && blocking)) return 'blocked';
  if (has('fail', 'warn')) return 'needs_attention';
  return has('unknown') || !has('pass') ? 'unknown' : 'ready';
}

/**
 * One text for reports that say the same: a hash of the checks' keys, statuses, reason codes and blocking flags. Order, instants and messages do not count.
 */
export function fingerprintOf(checks: readonly CheckFacts[]): string {
  return canonicalHash(checks.map(identityOf).toSorted((one, other) => compareText(one.join('\n'), other.join('\n'))));
}

/** What changed since the report before; `first` where there was none. */
export function changeIndicator(
  current: readonly CheckFacts[],
  previous: readonly CheckFacts[] | null,
): ChangeIndicator {
  if (previous === null) return { kind: 'first', changedKeys: [] };
  const [now, before] = [byKey(current), byKey(previous)];
  const keys = [...new Set([...now.keys(), ...before.keys()])].toSorted(compareText);
  const changedKeys = keys.filter((key) => now.get(key) !== before.get(key));
  return { kind: changedKeys.length > 0 ? 'changed' : 'unchanged', changedKeys };
}

/**
 * The first reason that a person has to act on: the first that is not blank among the checks that neither passed, nor were skipped, nor are running, in the order
 * of the report. Null where there is none.
 */
export function primaryReason(checks: readonly Pick<CheckFacts, 'status' | 'reasonCode'>[]): string | null {
  const settled: readonly CheckStatus[] = ['pass', 'skip', 'running'];
  return (
    checks.find(({ status, reasonCode }) => !settled.includes(status) && reasonCode.trim() !== '')?.reasonCode ?? null
  );
}

/** Why a report no longer speaks for a connection; null while it does. */
export const staleReasons = ['other_connection', 'connection_changed', 'too_old'] as const;

/** See {@link staleReasons}. */
export type StaleBecause = (typeof staleReasons)[number];

/** Whether a report still speaks for the connection that is selected. */
export function staleBecause(
  report: ReportFacts,
  connection: { readonly id: string; readonly changedAt: Instant } | null,
  now: Instant,
): StaleBecause | null {
  if (connection?.id !== report.connectionId) return 'other_connection';
  if (epochMillis(connection.changedAt) !== epochMillis(report.checked)) return 'connection_changed';
  return epochMillis(now) - epochMillis(report.createdAt) > verificationStalenessMillis ? 'too_old' : null;
}

function identityOf({ key, status, reasonCode, blocking }: CheckFacts): readonly string[] {
  return [key, status, reasonCode, String(blocking)];
}

/** The identities of the checks of each key: a key that stands twice counts with both. */
function byKey(checks: readonly CheckFacts[]): ReadonlyMap<string, string> {
  const identities = new Map<string, string[]>();
  for (const check of checks) {
    const text = JSON.stringify(identityOf(check));
    identities.set(check.key, [...(identities.get(check.key) ?? []), text].toSorted(compareText));
  }
  return new Map([...identities].map(([key, texts]) => [key, texts.join('\n')]));
}

/** The status of a connection after a verification that ended with a report. */
export function statusAfter(overall: VerificationOverall): VerificationStatus {
  return statusByOverall[overall];
}

const statusByOverall: { readonly [overall in VerificationOverall]: VerificationStatus } = {
  running: 'pending',
  blocked: 'blocked',
  needs_attention: 'degraded',
  unknown: 'unknown',
  ready: 'healthy',
};

/**
 * The consent of a connection after a check that signed in, or could not for this reason. A consent that was granted and is missing now was revoked; while it is young,
 * it has not taken effect yet and stays as it is. Every reason that is not about consent says nothing about it.
 *
 * A sign-in that works proves the consent to an app of the customer's own. It proves nothing about the platform's app: another workspace may have the consent of
 * the same tenant. That one is granted by a consent request of the connection alone.
 */
export function consentAfter(
  before: ConsentStatus,
  { reasonCode, isYoung, connectionType }: SignInFacts,
): ConsentStatus {
  if (reasonCode === 'ok') return connectionType === 'dedicated' ? 'granted' : before;
  if (reasonGroupOf(reasonCode) !== 'consent') return before;
  if (reasonCode === 'provider_consent_failed') return 'failed';
  if (reasonCode === 'provider_consent_revoked') return 'revoked';
  if (isYoung) return before;
  return before === 'granted' || before === 'revoked' ? 'revoked' : before === 'failed' ? 'failed' : 'required';
}

/** What the rules read of a sign-in. */
export interface SignInFacts {
  /** `ok` when it worked. */
  readonly reasonCode: string;
  /** Whether consent was given a moment ago. */
  readonly isYoung: boolean;
  readonly connectionType: ConnectionType;
}
