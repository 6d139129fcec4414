import { deepFreeze } from './json.ts';
import type { Sentence } from './sentence.ts';

/** The category of an error, for hosts that branch on the group rather than on the code. */
export type ErrorKind = 'access' | 'input' | 'control' | 'state' | 'limit' | 'dependency' | 'bug';

interface ErrorRow {
  readonly kind: ErrorKind;
  /** HTTP status, `null` for errors that only a client makes. */
  readonly status: number | null;
  /** The `type` of the RFC 9457 problem details, relative to the host's problem base. */
  readonly problemType: string;
  /** Key of the help topic, and of the page in the error reference. */
  readonly helpTopic: string;
}

/**
 * Every expected failure of the SDK. Closed: a code outside this table does not exist.
 *
 * @see RFC 9457 for problem details, RFC 9110 for the statuses
 */
export const errorTable = /* @__PURE__ */ deepFreeze({
  unauthenticated: row('unauthenticated', 'access', 401),
  not_found: row('not_found', 'access', 404),
  forbidden: row('forbidden', 'access', 403),
  invalid_input: row('invalid_input', 'input', 422),
  control_paused: row('control_paused', 'control', 409),
  conflict: row('conflict', 'state', 409),
  immutable: row('immutable', 'state', 409),
  rate_limited: row('rate_limited', 'limit', 429),
  provider_failure: row('provider_failure', 'dependency', 502),
  storage_failure: row('storage_failure', 'dependency', 503),
  unsafe_content: row('unsafe_content', 'bug', 500),
  unreachable: row('unreachable', 'dependency', null),
});

function row<Code extends string, Kind extends ErrorKind, Status extends number | null>(
  code: Code,
  kind: Kind,
  status: Status,
) {
  const helpTopic = `errors.${code}` as const;
  return { kind, status, problemType: code.replaceAll('_', '-'), helpTopic } satisfies ErrorRow;
}

/** The code of an expected failure. */
export type ErrorCode = keyof typeof errorTable;

/** What every error has. */
export interface ErrorBase<Code extends ErrorCode> {
  readonly code: Code;
  readonly message: Sentence;
}

/** The thing does not exist, or the caller may not know that it does: the two answers are the same bytes. */
export type NotFound = ErrorBase<'not_found'>;

/** The caller may know of the thing but lacks `capability`. Reveals nothing about controls. */
export interface Forbidden extends ErrorBase<'forbidden'> {
  readonly capability: string;
}

/** One thing wrong with a request. */
export interface InputIssue {
  /** Where, in dotted form: `scope.workspaceId`, `inputs.itemIds.3`; `request` for the whole. */
  readonly path: string;
  /** Which rule was broken, as a stable word. */
  readonly rule: string;
  /** What to send instead. */
  readonly fix: Sentence;
}

/** The request is wrong; nothing was written. */
export interface InvalidInput extends ErrorBase<'invalid_input'> {
  readonly issues: readonly InputIssue[];
}

/** Why a change cannot be made now. */
export type ConflictReason =
  | 'version'
  | 'exists'
  | 'scope_busy'
  | 'idempotency_mismatch'
  | 'nothing_to_do'
  | 'lifecycle'
  | 'not_ready'
  | 'managed_by_host';

/** The conflicting object, where it may be named. */
export interface ConflictWinner {
  readonly type: string;
  readonly id: string;
}

/** Another caller was first, or the state does not allow it; nothing was written. */
export interface Conflict extends ErrorBase<'conflict'> {
  readonly reason: ConflictReason;
  readonly winner: ConflictWinner | null;
}

/** The thing can be read but not changed. `state` says why, e.g. `archived` or `completed`. */
export interface Immutable extends ErrorBase<'immutable'> {
  readonly state: string;
}

/**
 * Why storage could not answer. Only `unavailable` and `locked` may pass by themselves; every other kind names what a host has to change first.
 *
 * - `unavailable`: the store did not answer, or gave up after a time limit or a conflict;
 * - `locked`: a data directory is open already;
 * - `login_refused`: the server did not let the login in, or has no such database;
 * - `unsupported_server`: the server is older than the oldest supported version;
 * - `encoding`: the database cannot hold a character of the request;
 * - `pooler`: a pooler lost a prepared statement;
 * - `read_only`: the server, the login or the transaction does not allow writing;
 * - `no_transaction`: the host's transaction was never begun, or has ended;
 * - `transaction_aborted`: a statement of the host's transaction had failed before;
 * - `isolation_level`: the host's transaction is not READ COMMITTED;
 * - `schema_missing`: nothing is installed in the schema;
 * - `schema_outdated`, `schema_newer`: the schema is of another version than the code can work with;
 * - `schema_altered`: the schema is not what the migrations made;
 * - `roles_not_granted`: the login may not take on the roles that the work needs;
 * - `permission_denied`: the login lacks another right.
 */
export type StorageFailureKind =
  | 'unavailable'
  | 'locked'
  | 'login_refused'
  | 'unsupported_server'
  | 'encoding'
  | 'pooler'
  | 'read_only'
  | 'no_transaction'
  | 'transaction_aborted'
  | 'isolation_level'
  | 'schema_missing'
  | 'schema_outdated'
  | 'schema_newer'
  | 'schema_altered'
  | 'roles_not_granted'
  | 'permission_denied';

/** The store did not answer. A guarded start counts as refused. */
export interface StorageFailure extends ErrorBase<'storage_failure'> {
  readonly kind: StorageFailureKind;
  /** Whether the same call may be sent again later; false when the outcome is `unknown`. */
  readonly retryable: boolean;
  /** `unknown` when the connection broke while a commit was in progress: read before writing again. */
  readonly outcome: 'not_written' | 'unknown';
}

/** The provider refused or did not answer. */
export interface ProviderFailure extends ErrorBase<'provider_failure'> {
  readonly reasonCode: string;
  readonly retryable: boolean;
  /** Seconds to wait, where the provider said so. */
  readonly retryAfter: number | null;
}

/** Secrets were found in an outgoing text; it was withheld. */
export interface UnsafeContent extends ErrorBase<'unsafe_content'> {
  readonly kinds: readonly string[];
}

/** Whether `value` is an error of the closed table. Judged by code and not by class, so that it works across two copies of the SDK. */
export function isAtlasError(value: unknown): value is { readonly code: ErrorCode; readonly message: Sentence } {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message } = value as { code?: unknown; message?: unknown };
  return typeof code === 'string' && Object.hasOwn(errorTable, code) && typeof message === 'object' && message !== null;
}
