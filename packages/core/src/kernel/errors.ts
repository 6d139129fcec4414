import type {
  Conflict,
  ConflictReason,
  ConflictWinner,
  Forbidden,
  Immutable,
  InputIssue,
  InvalidInput,
  NotFound,
  ProviderFailure,
  StorageFailure,
  StorageFailureKind,
  UnsafeContent,
} from './error-table.ts';
import { invariant } from './invariant.ts';
import { deepFreeze } from './json.ts';
import { defineMessages } from './sentence.ts';

// The texts are kept apart from the codes, because a page needs the codes but not the texts.
export * from './error-table.ts';

const say = defineMessages({
  'errors.not_found': {
    en: 'Not found, or you may not see it.',
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
    en: 'Another operation is running here. Wait for it to end.',
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
  'errors.conflict.not_ready': {
    en: 'It is not ready for this yet. Its readiness names what is missing.',
    de: 'Dafür ist es noch nicht bereit. Sein Stand nennt, was fehlt.',
  },
  'errors.conflict.managed_by_host': {
    en: 'People are managed by the host application. Change them there.',
    de: 'Personen werden von der Anwendung verwaltet. Ändern Sie sie dort.',
  },
  'errors.immutable.archived': {
    en: 'It is archived and can no longer be changed.',
    de: 'Es ist archiviert und kann nicht mehr geändert werden.',
  },
  'errors.immutable.completed': {
    en: 'It is completed and can no longer be changed.',
    de: 'Es ist abgeschlossen und kann nicht mehr geändert werden.',
  },
  'errors.immutable.cancelled': {
    en: 'It is cancelled and can no longer be changed.',
    de: 'Es ist abgebrochen und kann nicht mehr geändert werden.',
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
    en: 'The database is open already, in another process or in this one. Close it there, or connect both to one PostgreSQL server.',
    de: 'Die Datenbank ist bereits geöffnet, in einem anderen Prozess oder in diesem. Schließen Sie sie dort, oder verbinden Sie beide mit einem PostgreSQL-Server.',
  },
  'errors.storage_failure.login_refused': {
    en: 'The database server refused the login. Check user, password, database name and the right to connect.',
    de: 'Der Datenbankserver hat die Anmeldung abgelehnt. Prüfen Sie Benutzer, Kennwort, Datenbankname und das Recht zu verbinden.',
  },
  'errors.storage_failure.unsupported_server': {
    en: 'The database server is too old. Use PostgreSQL 15 or newer.',
    de: 'Der Datenbankserver ist zu alt. Verwenden Sie PostgreSQL 15 oder neuer.',
  },
  'errors.storage_failure.encoding': {
    en: 'The encoding of the database has no place for a character of the request. Use a database with the encoding UTF8.',
    de: 'Die Kodierung der Datenbank kennt ein Zeichen der Anfrage nicht. Verwenden Sie eine Datenbank mit der Kodierung UTF8.',
  },
  'errors.storage_failure.pooler': {
    en: 'A connection pooler does not know the prepared statements of the driver. Switch them off: prepare: false for postgres.js.',
    de: 'Ein Verbindungspooler kennt die vorbereiteten Anweisungen des Treibers nicht. Schalten Sie sie ab: prepare: false bei postgres.js.',
  },
  'errors.storage_failure.read_only': {
    en: 'The database or the transaction is read-only. Connect to the primary server, and open the transaction as READ WRITE.',
    de: 'Die Datenbank oder die Transaktion erlaubt nur Lesen. Verbinden Sie sich mit dem primären Server, und öffnen Sie die Transaktion als READ WRITE.',
  },
  'errors.storage_failure.no_transaction': {
    en: 'The transaction was not begun, or it has ended. Send BEGIN before you bind it, and COMMIT after the last call.',
    de: 'Die Transaktion wurde nicht begonnen, oder sie ist beendet. Senden Sie BEGIN, bevor Sie sie binden, und COMMIT nach dem letzten Aufruf.',
  },
  'errors.storage_failure.transaction_aborted': {
    en: 'An earlier statement of the transaction failed, so nothing of it can be committed. Roll it back and repeat it; put a savepoint around a statement that may fail.',
    de: 'Eine frühere Anweisung der Transaktion ist fehlgeschlagen, daher kann nichts davon gespeichert werden. Rollen Sie sie zurück und wiederholen Sie sie; setzen Sie einen Savepoint um eine Anweisung, die fehlschlagen darf.',
  },
  'errors.storage_failure.schema_missing': {
    en: 'Nothing is installed in this schema of the database. Check the name of the schema, or run the migrations.',
    de: 'In diesem Schema der Datenbank ist nichts installiert. Prüfen Sie den Namen des Schemas, oder führen Sie die Migrationen aus.',
  },
  'errors.storage_failure.schema_altered': {
    en: 'The database schema is not what the migrations of this version made. `tenantatlas doctor` names the differences.',
    de: 'Das Datenbankschema ist nicht das, was die Migrationen dieser Version erzeugt haben. `tenantatlas doctor` nennt die Unterschiede.',
  },
  'errors.storage_failure.roles_not_granted': {
    en: 'The database login may not take on the roles that this needs. Let an administrator run what `tenantatlas plan --roles` prints for this login.',
    de: 'Die Datenbankanmeldung darf die nötigen Rollen nicht annehmen. Lassen Sie einen Administrator ausführen, was `tenantatlas plan --roles` für diese Anmeldung ausgibt.',
  },
  'errors.storage_failure.permission_denied': {
    en: 'The database login lacks a right that this needs. `tenantatlas doctor` names it; an administrator can grant it, or run what `tenantatlas plan` prints.',
    de: 'Der Datenbankanmeldung fehlt ein nötiges Recht. `tenantatlas doctor` nennt es; ein Administrator kann es erteilen oder ausführen, was `tenantatlas plan` ausgibt.',
  },
  'errors.storage_failure.schema_outdated': {
    en: 'The database schema is older than this version of the SDK. Run the migrations.',
    de: 'Das Datenbankschema ist älter als diese Version des SDK. Führen Sie die Migrationen aus.',
  },
  'errors.storage_failure.schema_newer': {
    en: 'The database schema is newer than this version of the SDK can work with. Upgrade the SDK.',
    de: 'Das Datenbankschema ist neuer, als diese Version des SDK es verwenden kann. Aktualisieren Sie das SDK.',
  },
  'errors.storage_failure.isolation_level': {
    en: 'This needs a READ COMMITTED transaction; in a REPEATABLE READ or SERIALIZABLE one it would judge by outdated data.',
    de: 'Dafür ist eine Transaktion mit READ COMMITTED nötig; mit REPEATABLE READ oder SERIALIZABLE würde nach veralteten Daten entschieden.',
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

const sharedNotFound: NotFound = deepFreeze({ code: 'not_found', message: say('errors.not_found') });

/** The one and only `not_found`: absent and hidden cannot be told apart. */
export function notFound(): NotFound {
  return sharedNotFound;
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
export function immutable(state: 'archived' | 'completed' | 'cancelled'): Immutable {
  return deepFreeze({ code: 'immutable', message: say(`errors.immutable.${state}`), state });
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
