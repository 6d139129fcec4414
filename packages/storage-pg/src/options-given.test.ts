import { InvariantError } from '@tenantatlas/core';
import pg from 'pg';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { createPgStorage } from './create-pg-storage.ts';
import { pgPool } from './pg/index.ts';
import { pglite } from './pglite/index.ts';
import { postgresJs } from './postgres-js/index.ts';
import { rolesSql } from './roles/index.ts';

const pool = (options: unknown) => () => pgPool(options as never);
const own = (change: object) => pool({ connectionString: 'postgres://u:hidden@db/x', ...change });
/** Neither connects before it is used. */
const sql = postgres('postgres://u@127.0.0.1/x');
const hostPool = new pg.Pool({ connectionString: 'postgres://u@127.0.0.1/x' });
const begun = (value: unknown) => () => postgresJs(sql, { beginTimeoutMillis: value } as never);

/** No timer holds any of these. */
const noDelays = [Infinity, Number.NaN, 0, -1, 2.5, 2 ** 31, '1000', null];

describe('an option that cannot work', () => {
  it.each<[given: string, make: () => unknown, text: string]>([
    ...noDelays.flatMap((value): [string, () => unknown, string][] => [
      [
        `connectionTimeoutMillis ${String(value)}`,
        own({ connectionTimeoutMillis: value }),
        'pgPool: "connectionTimeoutMillis" is a',
      ],
      [`beginTimeoutMillis ${String(value)}`, begun(value), 'postgresJs: "beginTimeoutMillis" is a whole number'],
    ]),
    ...[0, -1, 2.5, Infinity, Number.NaN, '10'].map((value): [string, () => unknown, string] => [
      `max ${String(value)}`,
      own({ max: value }),
      'pgPool: "max" is a whole number from 1 to 10000.',
    ]),
    [
      'min',
      own({ min: 1 }),
      'pgPool: "min" is not an option. Use one of connectionString, max, connectionTimeoutMillis, preparedStatements, pipeline.',
    ],
    [
      'preparedStatements of a pool of our own',
      own({ preparedStatements: 'yes' }),
      'pgPool: "preparedStatements" is true or false.',
    ],
    ['pipeline of a pool of our own', own({ pipeline: 'yes' }), 'pgPool: "pipeline" is true or false.'],
    [
      'preparedStatements of a pool',
      () => pgPool(hostPool, { preparedStatements: 1 } as never),
      'pgPool: "preparedStatements" is true or false.',
    ],
    [
      'another option of a pool',
      () => pgPool(hostPool, { max: 1 } as never),
      'pgPool: "max" is not an option. Use one of preparedStatements.',
    ],
    [
      'options beside a connection string',
      () => pgPool({ connectionString: 'postgres://u:hidden@db/x' } as never, { preparedStatements: true }),
      'pgPool: with { connectionString } there is one object for all options.',
    ],
    [
      'preparedStatements of postgres.js',
      () => postgresJs(sql, { preparedStatements: 0 } as never),
      'postgresJs: "preparedStatements" is true or false.',
    ],
    ['no text', own({ connectionString: 7 }), 'pgPool: "connectionString" is a text such as postgres://'],
    ['an empty text', own({ connectionString: '' }), 'pgPool: "connectionString" is a text'],
    [
      'a text alone',
      pool('postgres://u:hidden@db/x'),
      'pgPool: pass a Pool of "pg", or an object such as { connectionString }.',
    ],
    ['nothing', pool(undefined), 'pgPool: pass a Pool of "pg"'],
    ['no pool', pool({}), 'pgPool: "pool" is an object with connect, on, off.'],
    ['no instance of postgres.js', () => postgresJs({} as never), 'postgresJs: "sql" is an object with begin, unsafe.'],
    [
      'another option of postgres.js',
      () => postgresJs(sql, { timeout: 1 } as never),
      'postgresJs: "timeout" is not an option',
    ],
    [
      'an empty directory',
      () => pglite(' '),
      'pglite: "data" is a directory such as ./data, or memory://, or an instance of PGlite.',
    ],
    [
      'no instance of PGlite',
      () => pglite({} as never),
      'pglite: "data" is a directory such as ./data, or memory://, or an instance of PGlite.',
    ],
    [
      'no directory',
      () => pglite(undefined as never),
      'pglite: "data" is a directory such as ./data, or memory://, or an instance of PGlite.',
    ],
    [
      'another option of a storage',
      () => createPgStorage({ db: 1 } as never),
      'createPgStorage: "db" is not an option.',
    ],
    [
      'another role',
      () => rolesSql({ database: 'app', logins: 'x' } as never),
      'rolesSql: "logins" is not an option. Use one of database, schema, login, maintenanceLogin.',
    ],
    ...[undefined, '', 7].map((database): [string, () => unknown, string] => [
      `database ${String(database)} of roles`,
      () => rolesSql({ database } as never),
      'rolesSql: "database" is the name of the database',
    ]),
    ...['login', 'maintenanceLogin'].map((name): [string, () => unknown, string] => [
      `${name} 7`,
      () => rolesSql({ database: 'app', [name]: 7 }),
      `rolesSql: "${name}" is the name of a login`,
    ]),
    ...[null, 7, {}].map((schema): [string, () => unknown, string] => [
      `schema ${JSON.stringify(schema)}`,
      () => createPgStorage({ database: pglite('memory://'), schema } as never),
      'The schema name must be 1 to 63 characters',
    ]),
    [
      'no logger',
      () => createPgStorage({ database: pglite('memory://'), logger: {} } as never),
      'createPgStorage: "logger" is an object with warn, error.',
    ],
  ])('is refused by name when it is given: %s', (_, make, text) => {
    expect(make).toThrow(InvariantError);
    expect(make).toThrow(text);
    expect(make).not.toThrow('hidden');
  });

  it('is not one that is undefined', () => {
    expect(own({ max: undefined, connectionTimeoutMillis: undefined })).not.toThrow();
    expect(begun(undefined)).not.toThrow();
    expect(() => rolesSql({ database: 'app', schema: undefined, login: undefined })).not.toThrow();
  });
});
