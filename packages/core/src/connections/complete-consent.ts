import { inMethod, type Environment } from '../access/environment.ts';
import { guardAgainstBugs } from '../access/perform.ts';
import { refuseArchived } from '../access/rules.ts';
import { recordAs } from '../audit/record.ts';
import { now } from '../kernel/clock.ts';
import type { StorageFailure } from '../kernel/errors.ts';
import { isExternalTenantId, normalizeExternalTenantId, type AuditEntryId } from '../kernel/ids.ts';
import { ignoreRejection } from '../kernel/ignore-rejection.ts';
import { isAfter, isOver, plusMillis, type Instant } from '../kernel/instant.ts';
import { isRecord } from '../kernel/record.ts';
import { err, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { StoredConsentRequest } from '../ports/consent-store.ts';
import type { ConsentAnswer, DirectoryProvider, URLSearchParamsLike } from '../ports/directory-provider.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { isProviderCode } from '../verification/read-evidence.ts';
import { providerOf } from '../verification/operation.ts';
import {
  changeByAnswer,
  consentLifeMillis,
  isOtherTenant,
  type ConsentOutcome,
  type SettledOutcome,
} from './consent-rules.ts';
import { readState, secretHashOf, subjectHashOf, type ConsentState } from './consent-state.ts';
import { consentCompletion, type ConsentCompletion } from './consent-view.ts';
import type { ConnectionsSetup } from './methods.ts';
import { findAsker, mayStillAsk, type Asker } from './consent-asker.ts';
import { queueCheck } from './queue-check.ts';

/** Options of `atlas.completeConsent`. */
export interface CompleteConsentOptions {
  /** Where it fires before the commit is sent, nothing is written, and the call rejects with its reason. @default never */
  readonly signal?: AbortSignalLike | undefined;
}

/**
 * Takes the answer that a provider sent an administrator back with. It asks for no session: the secret in `state` says which request is answered, and who consents
 * often has no account here. What the answer claims decides nothing but the status of the consent; the check that follows proves the tenant.
 *
 * The answer counts only while the person who asked may still ask: otherwise someone who has left the workspace could still change its connection.
 *
 * One conditional update decides between callers. The status, the entry in the trail and the run of the check are in one unit with it.
 *
 * @see docs/decisions/0033-the-provider-plane.md
 */
export function completeConsent(
  outer: Environment,
  setup: ConnectionsSetup,
  parameters: URLSearchParamsLike,
  { signal }: CompleteConsentOptions = {},
): ResultAsync<ConsentCompletion, StorageFailure> {
  const environment = inMethod(outer, 'completeConsent');
  const attempted = attempt(environment, setup, parameters, signal ?? null);
  return guardAgainstBugs(
    environment,
    'completeConsent',
    attempted.then((settled) => settled.map(consentCompletion)),
    (reason) => signal?.aborted === true && reason === signal.reason,
  );
}

async function attempt(
  environment: Environment,
  setup: ConnectionsSetup,
  given: URLSearchParamsLike,
  signal: AbortSignalLike | null,
): Promise<Result<ConsentOutcome, StorageFailure>> {
  const parameters = safely(given);
  const state = readState(parameters.get('state'));
  if (!state) return ok('unknown');
  const asked = await lookUp(environment, state);
  if (typeof asked === 'string') return ok(asked);
  const provider = providerOf(setup, asked.connection.provider);
  // The installation lacks the adapter at present: the request stays open until it is back.
  if (!provider) return ok('failed');
  const asker = await findAsker(environment, asked.request);
  if (asker.isErr()) return err(asker.error);
  const answer = readAnswer(provider, parameters, environment);
  const outcome = await judge(environment, asked, answer);
  if (signal?.aborted) throw signal.reason;
  const settled = await environment.storage.unit(unitScope(state), async (unit) => {
    const written = await settle(environment, setup, unit, state, { outcome, answer, asker: asker.value });
    // What rejects is undone: a caller who was told that time is up must be able to send the answer again.
    if (signal?.aborted) throw signal.reason;
    return written;
  });
  // The run is committed: a worker of this process can take it up at once.
  if (settled === 'granted') setup.onQueued();
  return ok(settled);
}

/** The request of a state, as it is now. It is judged again where it is used. */
interface Asked {
  readonly request: StoredConsentRequest;
  readonly connection: StoredConnection;
  /** The ids by which the tenant is expected. */
  readonly expected: readonly string[];
}

function unitScope({ workspaceId }: ConsentState) {
  return { plane: 'workspace', workspaceId, actor: null } as const;
}

/** Finds the request by its place and its secret. A state with a wrong secret is as unknown as one without a request. */
async function findRequest(
  unit: StorageUnit,
  { workspaceId, requestId, secret }: ConsentState,
): Promise<StoredConsentRequest | null> {
  const request = await unit.consents.get({ workspaceId }, requestId);
  return request?.secretHash === secretHashOf(secret) ? request : null;
}

async function lookUp(environment: Environment, state: ConsentState): Promise<Asked | ConsentOutcome> {
  return environment.storage.unit(unitScope(state), async (unit) => {
    const request = await findRequest(unit, state);
    if (!request) return 'unknown';
    const early = refuseRequest(request, now(environment.clock));
    if (early) return early;
    const connection = await unit.connections.get(request, request.connectionId);
    const tenant = await unit.tenants.get(request);
    if (!connection || !tenant) return 'unknown';
    const expected = [connection.externalTenantId, tenant.externalTenantId].filter((id) => id !== null);
    return { request, connection, expected };
  });
}

function refuseRequest(
  { usedAt, createdAt, expiresAt }: StoredConsentRequest,
  at: Instant,
): 'replayed' | 'expired' | null {
  if (usedAt !== null) return 'replayed';
  // Made before a clock was set back: it would wait as much longer.
  const isOfLater = isAfter(createdAt, plusMillis(at, consentLifeMillis));
  return isOver(expiresAt, at) || isOfLater ? 'expired' : null;
}

/**
 * What the answer amounts to. Whether the tenant is active under another entry is asked for on the platform's plane, which sees all workspaces: one question with a yes
 * or no, the same whichever workspace has it.
 */
async function judge(
  { storage }: Environment,
  { request, expected }: Asked,
  { outcome, externalTenantId }: ConsentAnswer,
): Promise<SettledOutcome> {
  if (outcome !== 'granted') return outcome;
  if (isOtherTenant(expected, externalTenantId)) return 'wrong_tenant';
  const ids = externalTenantId === null ? expected : [...expected, externalTenantId];
  const isClaimed = await storage.unit({ plane: 'platform', actor: null }, (unit) =>
    unit.tenants.isClaimedElsewhere(request, ids),
  );
  return isClaimed ? 'already_claimed' : 'granted';
}

/** What is known before the unit that writes. */
interface Judged {
  readonly outcome: SettledOutcome;
  readonly answer: ConsentAnswer;
  readonly asker: Asker;
}

/**
 * Uses the request up and writes what follows from the answer. The order of locks is that of every writer, the scope and then the
 * connection. Before the request is used nothing is written, so that a request which does not count stays as it was.
 */
async function settle(
  environment: Environment,
  setup: ConnectionsSetup,
  unit: StorageUnit,
  state: ConsentState,
  { outcome, answer: { providerCode }, asker }: Judged,
): Promise<ConsentOutcome> {
  const at = now(environment.clock);
  const request = await findRequest(unit, state);
  if (!request) return 'unknown';
  const held = await unit.access.hold(request, request.tenantId);
  if (!held) return 'unknown';
  if (refuseArchived(held)) return 'expired';
  const connection = await unit.connections.hold(request, request.connectionId);
  if (!connection) return 'unknown';
  if (!connection.isEnabled || subjectHashOf(connection) !== request.subjectHash) return 'expired';
  if (!(await mayStillAsk(environment, unit, asker))) return 'expired';
  if (!(await unit.consents.use(request, request.id, at))) return lostTo(unit, request);
  const change = changeByAnswer(connection, outcome, at);
  const changed = change ? await unit.connections.change(request, connection.id, change) : connection;
  // It is held, so its version stays.
  const after = changed === 'changed_meanwhile' ? connection : changed;
  await recordAs(unit, {
    id: environment.ids.next() as AuditEntryId,
    recordedAt: at,
    actor: { kind: request.requestedBy.kind, id: request.requestedBy.personId },
    action: 'provider_connection.consent_changed',
    outcome: outcome === 'granted' ? 'success' : 'failed',
    workspaceId: request.workspaceId,
    tenantId: request.tenantId,
    target: { type: 'provider_connection', id: connection.id, label: connection.displayName },
    summary: { variant: outcome === 'granted' ? 'granted' : 'failed', name: connection.displayName },
    metadata: {
      connection_id: connection.id,
      provider: connection.provider,
      from: connection.consentStatus,
      to: after.consentStatus,
      consent_outcome: outcome,
      provider_code: providerCode,
    },
  });
  if (outcome === 'granted') {
    await queueCheck(after, { unit, now: at, caller: asker.caller, environment }, setup);
  }
  return outcome;
}

/** Why a request could not be used: another answer came first, or the time ran out between the two looks. */
async function lostTo(unit: StorageUnit, { workspaceId, id }: StoredConsentRequest): Promise<ConsentOutcome> {
  const request = await unit.consents.get({ workspaceId }, id);
  if (!request) return 'unknown';
  return request.usedAt === null ? 'expired' : 'replayed';
}

const unreadable: ConsentAnswer = { outcome: 'failed', externalTenantId: null, providerCode: null };

/** What the adapter makes of the parameters, member by member. One that throws, or answers another shape, has read no consent. */
function readAnswer(
  provider: DirectoryProvider,
  parameters: URLSearchParamsLike,
  { logger }: Environment,
): ConsentAnswer {
  try {
    const answer: unknown = provider.readConsent(parameters);
    ignoreRejection(answer);
    if (!isRecord(answer)) return unreadable;
    const { outcome, externalTenantId, providerCode } = answer;
    const known = (['granted', 'declined', 'failed'] as const).find((one) => one === outcome);
    if (known === undefined) return unreadable;
    const isTenant = typeof externalTenantId === 'string' && isExternalTenantId(externalTenantId);
    return {
      // A tenant that cannot be read must not pass as one that was not named.
      outcome: known === 'granted' && !isTenant && (externalTenantId ?? null) !== null ? 'failed' : known,
      externalTenantId: isTenant ? normalizeExternalTenantId(externalTenantId) : null,
      providerCode: isProviderCode(providerCode) ? providerCode : null,
    };
  } catch (reason) {
    logger.error('provider_call_failed', { name: reason instanceof Error ? reason.name : typeof reason });
    return unreadable;
  }
}

/** Longest parameter that is read. */
const maxLength = 4_000;

/** The parameters, each as a text of bounded length. Whatever stands for them, reading never throws. */
function safely(parameters: URLSearchParamsLike): URLSearchParamsLike {
  return {
    get(name) {
      try {
        const text: unknown = parameters.get(name);
        return typeof text === 'string' && text.length <= maxLength ? text : null;
      } catch {
        return null;
      }
    },
  };
}
