import { now, type Clock } from '../kernel/clock.ts';
import { neverCollected, type Evidence } from '../kernel/evidence.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import type { ReasonCatalog } from '../knowledge/reasons.ts';
import { grantId } from '../permissions/catalog.ts';
import type { CheckResult, ProviderConnection } from '../ports/connection-store.ts';
import type { CredentialSource } from '../ports/credential-source.ts';
import type {
  DirectoryProvider,
  Grant,
  PermissionManifest,
  ProviderAccess,
  ProviderCall,
  TenantIdentity,
} from '../ports/directory-provider.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { VerificationCheck, VerificationReport } from '../ports/verification-report.ts';
import {
  connectionChecks,
  evidenceOf,
  isRefusedSignIn,
  judgeConnection,
  judgeCredential,
  judgeIdentity,
  judgePermissions,
  judgeSignIn,
  skipped,
  type CredentialState,
} from './checks.ts';
import { sayVerification } from './messages.ts';
import { consentAfter, fingerprintOf, overallOf, primaryReason, statusAfter } from './rules.ts';

/** How long after a consent a provider may still answer as if there were none. */
export const consentGraceMillis = 10 * 60 * 1000;

/** Waits between attempts while a consent takes effect, in milliseconds. */
export const consentWaits = [5_000, 15_000, 30_000, 60_000] as const;

/** What a check works with. None of it is a transaction: a provider may take minutes. */
export interface CheckTools {
  readonly provider: DirectoryProvider | null;
  readonly manifest: PermissionManifest;
  readonly credentials: CredentialSource | null;
  readonly reasons: ReasonCatalog;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignalLike;
  /** Reports each check; false once the run was taken away. */
  readonly progress: (done: number, total: number, note: string) => Promise<boolean>;
}

/**
 * Checks a connection from its set-up to its permissions and stops at the first check that keeps the next one from being made. Null once the run was taken away.
 * Waits and asks anew while a consent that was given a moment ago takes effect.
 */
export async function checkConnection(
  connection: ProviderConnection,
  runId: string,
  tools: CheckTools,
): Promise<CheckResult | null> {
  const checks: VerificationCheck[] = [];
  const add = async (check: VerificationCheck): Promise<boolean> => {
    checks.push(check);
    return tools.progress(checks.length, connectionChecks.length, check.title.text);
  };
  const found = await collect(connection, tools, add);
  if (found === null || tools.signal.aborted) return null;
  for (const key of connectionChecks.slice(checks.length)) checks.push(skipped(key));
  return resultOf(connection, checks, found, tools, runId);
}

/** What was asked of the provider on the way. */
interface Found {
  readonly identity: Evidence<TenantIdentity>;
  readonly grants: Evidence<readonly Grant[]>;
}

const nothing: Found = { identity: neverCollected, grants: neverCollected };

async function collect(
  connection: ProviderConnection,
  tools: CheckTools,
  add: (check: VerificationCheck) => Promise<boolean>,
): Promise<Found | null> {
  const { provider, reasons, manifest } = tools;
  const setUp = judgeConnection(connection, provider !== null, reasons);
  if (!(await add(setUp))) return null;
  if (setUp.status !== 'pass' || provider === null) return nothing;

  const { state, credential } = await resolveCredential(connection, tools);
  const available = judgeCredential(connection, state, reasons);
  if (!(await add(available))) return null;
  if (available.status !== 'pass') return nothing;

  const access: ProviderAccess = {
    externalTenantId: connection.externalTenantId ?? '',
    connectionType: connection.connectionType,
    credential,
  };
  const asked = await askPatiently(connection, tools, (call) => ask(provider, access, call));
  if (asked === null) return null;
  const { identity, grants } = asked;

  const signedIn = judgeSignIn(identity, reasons);
  if (!(await add(signedIn))) return null;
  if (identity.collection !== 'collected') return { identity, grants };

  const evidence = evidenceOf('tenant_identity', identity);
  const reached = judgeIdentity(connection.externalTenantId, identity.value, evidence, reasons);
  if (!(await add(reached))) return null;
  // What another tenant has granted says nothing about this connection.
  if (reached.status !== 'pass') return { identity, grants: neverCollected };

  const granted = judgePermissions(manifest, grants, connection.consentedTo, reasons);
  return (await add(granted)) ? { identity, grants } : null;
}

async function ask(provider: DirectoryProvider, access: ProviderAccess, call: ProviderCall): Promise<Found> {
  const identity = await provider.verify(access, call);
  if (identity.collection !== 'collected') return { identity, grants: neverCollected };
  return { identity, grants: await provider.grants(access, call) };
}

/** Asks once, and again with a new sign-in while the consent is young and the provider answers as if it were not there. */
async function askPatiently(
  connection: ProviderConnection,
  { manifest, clock, scheduler, signal, progress }: CheckTools,
  askOnce: (call: ProviderCall) => Promise<Found>,
): Promise<Found | null> {
  let found = await askOnce({ signal });
  for (const wait of consentWaits) {
    if (signal.aborted || !isYoung(connection, now(clock)) || !lacksConsent(found, manifest, connection)) return found;
    const note = sayVerification('verification.note.waiting_for_consent').text;
    if (!(await progress(2, connectionChecks.length, note))) return null;
    await pause(scheduler, signal, wait);
    if (signal.aborted) return null;
    found = await askOnce({ signal, isFresh: true });
  }
  return found;
}

function isYoung({ consentStatus, changedAt }: ProviderConnection, at: Instant): boolean {
  const age = epochMillis(at) - epochMillis(changedAt);
  return consentStatus === 'granted' && age >= 0 && age < consentGraceMillis;
}

function lacksConsent(
  { identity, grants }: Found,
  manifest: PermissionManifest,
  { consentedTo }: ProviderConnection,
): boolean {
  if (identity.collection !== 'collected')
    return isRefusedSignIn(identity) && identity.reason?.code === 'provider_consent_missing';
  if (grants.collection !== 'collected') return false;
  const granted = new Set(grants.value.map(grantId));
  return manifest.permissions.some(
    (permission) =>
      permission.type === 'application' &&
      !granted.has(grantId(permission)) &&
      (consentedTo === null || consentedTo.includes(grantId(permission))),
  );
}

function pause(scheduler: Scheduler, signal: AbortSignalLike, millis: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = scheduler.after(millis, end);
    signal.addEventListener('abort', end, { once: true });
  });
}

async function resolveCredential(
  { credentialReference, connectionType, provider, workspaceId, tenantId }: ProviderConnection,
  { credentials, signal }: CheckTools,
): Promise<{ readonly state: CredentialState; readonly credential: unknown }> {
  if (credentialReference === null)
    return { state: connectionType === 'dedicated' ? 'missing' : 'not_needed', credential: null };
  if (credentials === null) return { state: 'missing', credential: null };
  try {
    const credential = await credentials.resolve({
      reference: credentialReference,
      provider,
      workspaceId,
      tenantId,
      signal,
    });
    return credential === null || credential === undefined
      ? { state: 'missing', credential: null }
      : { state: 'found', credential };
  } catch {
    // The host's error may hold what the store knows; it goes nowhere.
    return { state: 'failed', credential: null };
  }
}

function resultOf(
  connection: ProviderConnection,
  checks: readonly VerificationCheck[],
  { identity, grants }: Found,
  { clock }: CheckTools,
  runId: string,
): CheckResult {
  const overall = overallOf(checks);
  const report: VerificationReport = {
    runId,
    connectionId: connection.id,
    createdAt: now(clock),
    checks: acknowledgedBefore(checks, connection.report),
  };
  return {
    report,
    checked: connection.changedAt,
    verificationStatus: statusAfter(overall),
    consentStatus: consentOf(connection, identity),
    consentedTo: connection.consentedTo,
    lastErrorReasonCode: primaryReason(checks),
    grants: withLastKnown(grants, connection.grants),
  };
}

function consentOf(
  { consentStatus }: ProviderConnection,
  identity: Evidence<TenantIdentity>,
): ProviderConnection['consentStatus'] {
  if (identity.collection === 'collected') return consentAfter(consentStatus, { reasonCode: 'ok' });
  const isRefused = identity.reason !== null && isRefusedSignIn(identity);
  return isRefused ? consentAfter(consentStatus, { reasonCode: identity.reason.code }) : consentStatus;
}

/** What a person acknowledged holds for as long as the same check fails for the same reason. */
function acknowledgedBefore(
  checks: readonly VerificationCheck[],
  before: VerificationReport | null,
): readonly VerificationCheck[] {
  const known = new Map((before?.checks ?? []).map((check) => [fingerprintOf([check]), check.acknowledgement]));
  return checks.map((check) => ({ ...check, acknowledgement: known.get(fingerprintOf([check])) ?? null }));
}

/** Grants that were not read keep the last ones that were, with their instant. */
function withLastKnown(
  grants: Evidence<readonly Grant[]>,
  before: Evidence<readonly Grant[]>,
): Evidence<readonly Grant[]> {
  if (grants.collection === 'collected') return grants;
  const last =
    before.collection === 'collected' ? { value: before.value, observedAt: before.observedAt } : before.lastKnown;
  // Not asked this time: what was known stays as it was.
  if (grants.collection === 'never') return before;
  return { ...grants, lastKnown: grants.lastKnown ?? last };
}
