import { describe, expect, it } from 'vitest';
import type { PgBackend } from './backend/backend-profile.ts';
import { createPgStorage } from './create-pg-storage.ts';
import type { SqlBackend, SqlDatabaseSource } from './executor/sql-database.ts';

const source = (backend: SqlBackend): SqlDatabaseSource => ({
  backend,
  open: () => Promise.reject(new Error('opened')),
});

describe('the option `backend` of a storage', () => {
  it.each(['cockroach', 'toString', ''])('rejects %j', (backend) => {
    expect(() => createPgStorage({ database: source('pg'), backend: backend as PgBackend })).toThrow(
      '"backend" is one of postgresql, citus',
    );
  });

  it('rejects Citus with PGlite', () => {
    expect(() => createPgStorage({ database: source('pglite'), backend: 'citus' })).toThrow('PGlite is PostgreSQL');
  });

  it.each([
    ['pglite', 'postgresql'],
    ['pg', 'postgresql'],
    ['pg', 'citus'],
    ['postgres-js', 'citus'],
  ] as const)('accepts %s with %s', async (driver, backend) => {
    await expect(createPgStorage({ database: source(driver), backend })).rejects.toThrow('opened');
  });
});
