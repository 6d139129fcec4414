import { now, type Clock } from '../kernel/clock.ts';
import { neverCollected, type Evidence } from '../kernel/evidence.ts';
import { reasonGroupOf } from '../kernel/reason-codes.ts';
import type { ReasonCatalog } from '../knowledge/reasons.ts';
import { grantId } from '../permissions/catalog.ts';
import type { CheckResult, ProviderConnection } from '../ports/connection-store.ts';
import type { CredentialSource } from '../ports/credential-source.ts';
import type { DirectoryProvider, Grant, PermissionManifest, ProviderAccess } from '../ports/directory-provider.ts';
import type { Logger } from '../ports/logger.ts';
import { isProviderFault } from '../ports/provider-fault.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { VerificationCheck } from '../ports/verification-report.ts';
import {
  connectionChecks,
  evidenceOf,
  judgeConnection,
  judgeConsent,
  judgeCredential,
  judgeIdentity,
  judgePermissions,
  judgeSignIn,
  skipped,
} from './checks.ts';
import { checkResult, type Found } from './check-result.ts';
import { sayVerification } from './messages.ts';
import { noAnswer, readEvidence, readGrants, readIdentity } from './read-evidence.ts';
import { resolveCredential } from './resolve-credential.ts';
import { late, within } from './within.ts';
import { isYoung } from './young-consent.ts';

/** Waits between attempts while a consent takes effect, in milliseconds. */
export const consentWaits = [5_000, 15_000, 30_000, 60_000] as const;

/** How long one call of a provider may take, its own retries included. */
const providerCallMillis = 5 * 60 * 1000;

/** What a check works with. None of it is a transaction: a provider may take minutes. */
export interface CheckTools {
  readonly provider: DirectoryProvider | null;
  readonly manifest: PermissionManifest;
  readonly credentials: CredentialSource | null;
  readonly reasons: ReasonCatalog;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly signal: AbortSignalLike;
  /** What the tenant of the connection is called at the provider, where the tenant itself says so. */
  readonly tenantExternalId: string | null;
  /** Whether one of these ids is active as another tenant, here or in any other workspace. */
  readonly isClaimedElsewhere: (externalTenantIds: readonly string[]) => Promise<boolean>;
  /** Reports each check; false once the run was taken away. */
  readonly progress: (done: number, total: number, note: string) => Promise<boolean>;
}

/** Ends a check whose run was taken away. It never leaves this file. */
class TakenAway extends Error {}

/**
 * Checks a connection from its set-up to its permissions and stops at the first check that keeps the next one from being made. Null once the run was taken away.
 * The provider signs in anew each time, so that a credential or a consent that has ended is noticed. Waits and asks anew while a consent that was given a moment ago takes effect. What an adapter or a secret store rejects with ends a step and never the check.
 */
export async function checkConnection(
  connection: ProviderConnection,
  runId: string,
  tools: CheckTools,
): Promise<CheckResult | null> {
  const checks: VerificationCheck[] = [];
  const add = async (check: VerificationCheck): Promise<boolean> => {
    checks.push(check);
    if (!(await tools.progress(checks.length, connectionChecks.length, check.title.text))) throw new TakenAway();
    return check.status === 'pass';
  };
  try {
    const found = await collect(connection, tools, add);
    if (tools.signal.aborted) return null;
    for (const key of connectionChecks.slice(checks.length)) checks.push(skipped(key));
    return checkResult(connection, checks, found, tools, runId);
  } catch (reason) {
    if (reason instanceof TakenAway || tools.signal.aborted) return null;
    throw reason;
  }
}

async function collect(
  connection: ProviderConnection,
  tools: CheckTools,
  add: (check: VerificationCheck) => Promise<boolean>,
): Promise<Found> {
  const { provider, reasons, manifest, tenantExternalId } = tools;
  let [identity, grants]: [Found['identity'], Found['grants']] = [neverCollected, neverCollected];
  if (!(await add(judgeConnection(connection, provider !== null, reasons))) || !provider) return { identity, grants };

  const { state, credential } = await resolveCredential(connection, tools);
  if (!(await add(judgeCredential(connection, state, reasons)))) return { identity, grants };
  if (!(await add(judgeConsent(connection, reasons)))) return { identity, grants };

  const access: ProviderAccess = {
    externalTenantId: connection.externalTenantId ?? '',
    connectionType: connection.connectionType,
    credential,
  };
  const waits = [...consentWaits];
  // A token that is kept works for an hour after its secret or its consent has ended.
  identity = await patiently(connection, tools, waits, lacksSignIn, 3, () =>
    ask(tools, readIdentity, (signal) => provider.verify(access, { signal, isFresh: true })),
  );
  if (!(await add(judgeSignIn(connection, identity, reasons))) || identity.collection !== 'collected')
    return { identity, grants };

  const expected = [connection.externalTenantId, tenantExternalId].filter((id) => id !== null);
  const evidence = evidenceOf('tenant_identity', identity);
  // What another tenant has granted is not asked for: it says nothing about this connection.
  const reached = [identity.value.externalTenantId, ...identity.value.verifiedDomains];
  const isClaimed = await tools.isClaimedElsewhere(reached);
  if (!(await add(judgeIdentity(expected, identity.value, isClaimed, evidence, reasons)))) return { identity, grants };

  grants = await patiently(
    connection,
    tools,
    waits,
    (found) => lacksGrants(found, manifest, connection),
    5,
    (isFresh) => ask(tools, readGrants, (signal) => provider.grants(access, { signal, isFresh })),
  );
  await add(judgePermissions(manifest, grants, connection.consentedTo, reasons));
  return { identity, grants };
}

/** One call of the adapter, read into evidence whatever it answers or rejects with. */
async function ask<T>(
  tools: CheckTools,
  readValue: (value: unknown) => T | null,
  call: (signal: AbortSignalLike) => Promise<Evidence<T>>,
): Promise<Evidence<T>> {
  const { clock, logger, signal } = tools;
  try {
    const answer: unknown = await within(tools, providerCallMillis, call);
    if (answer === late) return noAnswer(now(clock), 'network_unreachable');
    const evidence = readEvidence(answer, now(clock), readValue);
    if (evidence === null) logger.error('provider_answer_misshapen', {});
    return evidence ?? noAnswer(now(clock), 'unknown_error');
  } catch (reason) {
    if (signal.aborted) throw new TakenAway();
    const detail = isProviderFault(reason) ? { detail: reason.message } : {};
    logger.error('provider_call_failed', { name: reason instanceof Error ? reason.name : typeof reason, ...detail });
    return noAnswer(now(clock), 'unknown_error');
  }
}

/** Asks once, and again with a new sign-in while the consent is young and the provider answers as if it were not there. The steps share the waits. */
async function patiently<T>(
  connection: ProviderConnection,
  { clock, scheduler, signal, progress }: CheckTools,
  waits: number[],
  isMissing: (found: Evidence<T>) => boolean,
  done: number,
  askOnce: (isFresh: boolean) => Promise<Evidence<T>>,
): Promise<Evidence<T>> {
  let found = await askOnce(waits.length < consentWaits.length);
  while (isYoung(connection, now(clock)) && isMissing(found)) {
    const wait = waits.shift();
    if (wait === undefined) break;
    const note = sayVerification('verification.note.waiting_for_consent').text;
    if (!(await progress(done, connectionChecks.length, note))) throw new TakenAway();
    await pause(scheduler, signal, wait);
    if (signal.aborted) throw new TakenAway();
    found = await askOnce(true);
  }
  return found;
}

/** A token from before the consent is refused at sign-in, or has no roles, so that even the organization is forbidden. */
function lacksSignIn({
  collection,
  reason,
}: Pick<Evidence<unknown>, 'collection'> & { readonly reason?: unknown }): boolean {
  if (collection !== 'forbidden') return false;
  const code = (reason as { readonly code?: string } | null)?.code ?? '';
  return code === 'provider_consent_missing' || reasonGroupOf(code) === 'permission';
}

function lacksGrants(
  grants: Evidence<readonly Grant[]>,
  manifest: PermissionManifest,
  { consentedTo }: ProviderConnection,
): boolean {
  if (grants.collection !== 'collected') return lacksSignIn(grants);
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
