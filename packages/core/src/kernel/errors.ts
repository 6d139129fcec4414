import { invariant } from './invariant.ts';
import { deepFreeze } from './json.ts';
import { defineMessages, type Sentence } from './sentence.ts';

/** What kind of trouble an error is, for hosts that branch on the group rather than on the code. */
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
export const errorTable = deepFreeze({
  unauthenticated: { kind: 'access', status: 401, problemType: 'unauthenticated', helpTopic: 'errors.unauthenticated' },
  not_found: { kind: 'access', status: 404, problemType: 'not-found', helpTopic: 'errors.not_found' },
  forbidden: { kind: 'access', status: 403, problemType: 'forbidden', helpTopic: 'errors.forbidden' },
  invalid_input: { kind: 'input', status: 422, problemType: 'invalid-input', helpTopic: 'errors.invalid_input' },
  control_paused: { kind: 'control', status: 409, problemType: 'control-paused', helpTopic: 'errors.control_paused' },
  conflict: { kind: 'state', status: 409, problemType: 'conflict', helpTopic: 'errors.conflict' },
  immutable: { kind: 'state', status: 409, problemType: 'immutable', helpTopic: 'errors.immutable' },
  rate_limited: { kind: 'limit', status: 429, problemType: 'rate-limited', helpTopic: 'errors.rate_limited' },
  provider_failure: {
    kind: 'dependency',
    status: 502,
    problemType: 'provider-failure',
    helpTopic: 'errors.provider_failure',
  },
  storage_failure: {
    kind: 'dependency',
    status: 503,
    problemType: 'storage-failure',
    helpTopic: 'errors.storage_failure',
  },
  unsafe_content: { kind: 'bug', status: 500, problemType: 'unsafe-content', helpTopic: 'errors.unsafe_content' },
  unreachable: { kind: 'dependency', status: null, problemType: 'unreachable', helpTopic: 'errors.unreachable' },
} as const satisfies { readonly [code: string]: ErrorRow });

/** The code of an expected failure. */
export type ErrorCode = keyof typeof errorTable;

/** What every error has. */
export interface ErrorBase<Code extends ErrorCode> {
  readonly code: Code;
  readonly message: Sentence;
}

/** The thing does not exist, or the caller may not know that it does: the two answers are the same bytes. */
export type NotFound = ErrorBase<'not_found'>;

/** The caller may know of the thing but lacks `capability`. Says nothing of controls. */
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
  'version' | 'exists' | 'scope_busy' | 'idempotency_mismatch' | 'nothing_to_do' | 'lifecycle' | 'managed_by_host';

/** What stands in the way, where it may be named. */
export interface ConflictWinner {
  readonly type: string;
  readonly id: string;
}

/** Somebody else was there first, or the state does not allow it; nothing was written. */
export interface Conflict extends ErrorBase<'conflict'> {
  readonly reason: ConflictReason;
  readonly winner: ConflictWinner | null;
}

/** The thing can be read and no longer changed. `state` says why, e.g. `archived` or `completed`. */
export interface Immutable extends ErrorBase<'immutable'> {
  readonly state: string;
}

/** Why storage could not answer. */
export type StorageFailureKind = 'unavailable' | 'locked' | 'schema_outdated' | 'schema_newer';

/** The store did not answer. A guarded start counts as refused. */
export interface StorageFailure extends ErrorBase<'storage_failure'> {
  readonly kind: StorageFailureKind;
  /** Whether the same call may simply be sent again later; never so when the outcome is `unknown`. */
  readonly retryable: boolean;
  /** `unknown` when the connection broke while a commit was under way: read before writing again. */
  readonly outcome: 'not_written' | 'unknown';
}

/** The provider refused or did not answer. */
export interface ProviderFailure extends ErrorBase<'provider_failure'> {
  readonly reasonCode: string;
  readonly retryable: boolean;
  /** Seconds to wait, where the provider said so. */
  readonly retryAfter: number | null;
}

/** Secrets were found in something about to leave; it was withheld. */
export interface UnsafeContent extends ErrorBase<'unsafe_content'> {
  readonly kinds: readonly string[];
}

const say = defineMessages({
  'errors.not_found': {
    en: 'There is nothing here, or you may not see it.',
    de: 'Hier gibt es nichts, oder Sie dürfen es nicht sehen.',
  },
  'errors.forbidden': {
    en: 'This needs the capability {capability}.',
    de: 'Dafür ist die Berechtigung {capability} nötig.',
  },
  'errors.invalid_input': {
    en: '{count, plural, one {# field needs} other {# fields need}} a correction: {paths}.',
    de: '{count, plural, one {# Feld ist} other {# Felder sind}} zu berichtigen: {paths}.',
  },
  'errors.conflict.version': {
    en: 'It was changed in the meantime. Read it again and repeat your change.',
    de: 'Es wurde inzwischen geändert. Lesen Sie es neu und wiederholen Sie die Änderung.',
  },
  'errors.conflict.exists': { en: 'It exists already.', de: 'Es existiert bereits.' },
  'errors.conflict.scope_busy': {
    en: 'Another operation is under way here. Wait for it to end.',
    de: 'Hier läuft bereits ein anderer Vorgang. Warten Sie dessen Ende ab.',
  },
  'errors.conflict.idempotency_mismatch': {
    en: 'This idempotency key was used with other inputs. Use a new key for a new request.',
    de: 'Dieser Idempotenzschlüssel wurde mit anderen Eingaben verwendet. Nehmen Sie für eine neue Anfrage einen neuen Schlüssel.',
  },
  'errors.conflict.nothing_to_do': { en: 'There is nothing to do.', de: 'Es ist nichts zu tun.' },
  'errors.conflict.lifecycle': {
    en: 'The lifecycle of the tenant does not allow this now.',
    de: 'Der Lebenszyklus des Mandanten erlaubt dies jetzt nicht.',
  },
  'errors.conflict.managed_by_host': {
    en: 'People are managed by the host application. Change them there.',
    de: 'Personen werden von der Anwendung verwaltet. Ändern Sie sie dort.',
  },
  'errors.immutable': {
    en: 'It is {state} and can no longer be changed.',
    de: 'Das kann nicht mehr geändert werden ({state}).',
  },
  'errors.storage_failure.unavailable': {
    en: 'The database did not answer. Try again later.',
    de: 'Die Datenbank hat nicht geantwortet. Versuchen Sie es später noch einmal.',
  },
  'errors.storage_failure.unknown': {
    en: 'The database did not say whether the change was saved. Read it again before you repeat it.',
    de: 'Die Datenbank hat nicht gemeldet, ob die Änderung gespeichert ist. Lesen Sie neu, bevor Sie sie wiederholen.',
  },
  'errors.storage_failure.locked': {
    en: 'Another process holds the database. End it, or connect both to one PostgreSQL server.',
    de: 'Ein anderer Prozess hält die Datenbank. Beenden Sie ihn, oder verbinden Sie beide mit einem PostgreSQL-Server.',
  },
  'errors.storage_failure.schema_outdated': {
    en: 'The database schema is older than this version of the SDK. Run the migrations.',
    de: 'Das Datenbankschema ist älter als diese Version des SDK. Führen Sie die Migrationen aus.',
  },
  'errors.storage_failure.schema_newer': {
    en: 'The database schema is newer than this version of the SDK. Upgrade the SDK.',
    de: 'Das Datenbankschema ist neuer als diese Version des SDK. Aktualisieren Sie das SDK.',
  },
  'errors.provider_failure': {
    en: 'The provider did not do what was asked: {reasonCode}.',
    de: 'Der Anbieter hat die Anfrage nicht ausgeführt: {reasonCode}.',
  },
  'errors.unsafe_content': {
    en: 'The content was withheld because it holds secrets: {kinds}.',
    de: 'Der Inhalt wurde zurückgehalten, weil er Geheimnisse enthält: {kinds}.',
  },
});

/** The messages of the error table. */
export const errorMessages = say.messages;

const theOnlyNotFound: NotFound = deepFreeze({ code: 'not_found', message: say('errors.not_found') });

/** The one and only `not_found`: absent and hidden cannot be told apart. */
export function notFound(): NotFound {
  return theOnlyNotFound;
}

/** `forbidden`, naming the capability that is missing. */
export function forbidden(capability: string): Forbidden {
  return deepFreeze({ code: 'forbidden', message: say('errors.forbidden', { capability }), capability });
}

/** `invalid_input` with at least one issue. */
export function invalidInput(issues: readonly InputIssue[]): InvalidInput {
  invariant(issues.length > 0, 'An invalid_input names at least one issue.');
  const paths = [...new Set(issues.map(({ path }) => path))];
  const named = paths.length > 5 ? [...paths.slice(0, 5), '…'] : paths;
  return deepFreeze({
    code: 'invalid_input',
    message: say('errors.invalid_input', { count: paths.length, paths: named.join(', ') }),
    issues: issues.map(({ path, rule, fix }) => ({ path, rule, fix })),
  });
}

/** `conflict` for `reason`, naming the winner where the caller may know it. */
export function conflict(reason: ConflictReason, winner: ConflictWinner | null = null): Conflict {
  const named = winner && { type: winner.type, id: winner.id };
  return deepFreeze({ code: 'conflict', message: say(`errors.conflict.${reason}`), reason, winner: named });
}

/** `immutable`, naming the state that forbids the change. */
export function immutable(state: string): Immutable {
  return deepFreeze({ code: 'immutable', message: say('errors.immutable', { state }), state });
}

/** `storage_failure`; `retryable` follows from the kind and the outcome. */
export function storageFailure(
  kind: StorageFailureKind,
  outcome: StorageFailure['outcome'] = 'not_written',
): StorageFailure {
  return deepFreeze({
    code: 'storage_failure',
    message: say(`errors.storage_failure.${outcome === 'unknown' ? outcome : kind}`),
    kind,
    retryable: outcome === 'not_written' && (kind === 'unavailable' || kind === 'locked'),
    outcome,
  });
}

/** `provider_failure` with the provider's reason code. */
export function providerFailure(
  reasonCode: string,
  retryable: boolean,
  retryAfter: number | null = null,
): ProviderFailure {
  return deepFreeze({
    code: 'provider_failure',
    message: say('errors.provider_failure', { reasonCode }),
    reasonCode,
    retryable,
    retryAfter,
  });
}

/** `unsafe_content`, naming the kinds of secret and never their values. */
export function unsafeContent(kinds: readonly string[]): UnsafeContent {
  return deepFreeze({
    code: 'unsafe_content',
    message: say('errors.unsafe_content', { kinds: kinds.join(', ') }),
    kinds: [...kinds],
  });
}

/** Whether `value` is an error of the closed table. By code, not by class: two copies of the SDK understand each other. */
export function isAtlasError(value: unknown): value is { readonly code: ErrorCode; readonly message: Sentence } {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message } = value as { code?: unknown; message?: unknown };
  return typeof code === 'string' && Object.hasOwn(errorTable, code) && typeof message === 'object' && message !== null;
}
