import {
  casesFor,
  createStorageContext,
  storageConformance,
  withForeignRows,
  type StorageContext,
} from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { PgBackend } from '../../src/backend/backend-profile.ts';
import type { SqlBackend } from '../../src/executor/sql-database.ts';
import { openBackend, type OpenBackend } from '../support/backends.ts';

/** Registers every guarantee of the storage ports for one driver, plain and beside a foreign workspace. A driver has a file, so that two run at a time. */
export function describePorts(name: SqlBackend, backend: PgBackend = 'postgresql'): void {
  const capabilities = name === 'pglite' ? [] : (['concurrent_units'] as const);
  let open: OpenBackend;
  let context: StorageContext;

  beforeAll(async () => {
    open = await openBackend(name, backend);
    context = createStorageContext({ storage: open.storage, maintenance: open.maintenance, capabilities });
  });
  afterAll(() => open.close());

  describe(`the storage ports on ${name}`, () => {
    for (const guarantee of casesFor(storageConformance, capabilities)) {
      it(guarantee.name, () => guarantee.run(context));
    }
  });

  describe(`the storage ports on ${name}, beside a foreign workspace`, () => {
    for (const guarantee of casesFor(withForeignRows(storageConformance), capabilities)) {
      it(guarantee.name, () => guarantee.run(context));
    }
  });
}
