import type { SqlBackend, SqlExecutor } from '../executor/sql-database.ts';
import type { Finding } from './finding.ts';

interface SettingRow {
  readonly name: string;
  /** Where the value comes from, in the words of `pg_settings`. */
  readonly source: string;
  readonly login: string;
  readonly database: string;
}

/** What a new connection of the login gets: no SET LOCAL of a unit is in force. */
const switchedOffQuery = `SELECT s.name, s.source, pg_catalog.quote_ident(session_user) AS login,
  pg_catalog.quote_ident(pg_catalog.current_database()) AS database
  FROM pg_catalog.pg_settings s WHERE s.name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND s.setting = 'off' ORDER BY s.name`;

/**
 * Judges whether committed data survives a crash. PGlite has no fsync by design. That is a note and not a problem, because no setting changes it.
 */
export async function checkDurability(executor: SqlExecutor, backend: SqlBackend): Promise<readonly Finding[]> {
  const { rows } = await executor.query<SettingRow>(switchedOffQuery);
  return rows.map((row) => (backend === 'pglite' && row.name === 'fsync' ? embeddedNote() : describe(row)));
}

function embeddedNote(): Finding {
  return {
    level: 'info',
    code: 'not_durable',
    subject: 'fsync',
    text: 'PGlite does not wait for the disk: a power cut can lose the last writes. Use a server where they must stay.',
    sql: null,
  };
}

function describe(row: SettingRow): Finding {
  const finding = (level: Finding['level'], text: string): Finding => ({
    level,
    code: 'not_durable',
    subject: row.name,
    text: `${text} ${remedy(row)}`,
    sql: statementOf(row),
  });
  switch (row.name) {
    case 'fsync':
      return finding(
        'problem',
        'fsync is off: a crash of the machine can lose what was acknowledged, and damage the whole database.',
      );
    case 'full_page_writes':
      return finding(
        'warning',
        'full_page_writes is off: a crash of the machine can damage pages, unless the file system never writes half a page.',
      );
    default:
      return finding(
        'warning',
        "synchronous_commit is off: a crash can lose what your own transactions committed, also a pause that was made in them. The SDK's own transactions wait for the disk all the same.",
      );
  }
}

/** fsync and full_page_writes belong to the server; synchronous_commit may come from anywhere. */
function remedy(row: SettingRow): string {
  switch (row.source) {
    case 'user':
      return `It is set for the login. Run ${statementOf(row) ?? ''}`;
    case 'database':
      return `It is set for the database. Run ${statementOf(row) ?? ''}`;
    case 'database user':
      return `It is set for the login in this database. Run ${statementOf(row) ?? ''}`;
    case 'global':
      return `It is set for every login. Run ${statementOf(row) ?? ''}`;
    case 'client':
    case 'session':
      return 'The connection sets it itself. Remove it from the options of the connection.';
    case 'command line':
    case 'environment variable':
      return 'It is given where the server is started. Remove it there and restart the server.';
    default:
      return `It is set for the server. Run ALTER SYSTEM SET ${row.name} TO on, then SELECT pg_reload_conf().`;
  }
}

/** Null where no one statement reaches the source of the value. */
function statementOf({ name, source, login, database }: SettingRow): string | null {
  switch (source) {
    case 'user':
      return `ALTER ROLE ${login} RESET ${name};`;
    case 'database':
      return `ALTER DATABASE ${database} RESET ${name};`;
    case 'database user':
      return `ALTER ROLE ${login} IN DATABASE ${database} RESET ${name};`;
    case 'global':
      return `ALTER ROLE ALL RESET ${name};`;
    default:
      return null;
  }
}
