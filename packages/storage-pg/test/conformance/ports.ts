import {
  casesFor,
  createStorageContext,
  storageConformance,
  withForeignRows,
  type StorageContext,
} from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { SqlBackend } from '../../src/executor/sql-database.ts';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import { isFull } from '../support/scale.ts';

/**
 * Registers every guarantee of the storage ports for one driver. A driver has a file, so that two run at a time. What a foreign workspace
 * could change is the SQL, which all drivers have in common: beside one, the guarantees are checked on pg, and on the others in the soak.
 */
export function describePorts(name: SqlBackend): void {
  const capabilities = name === 'pglite' ? [] : (['concurrent_units'] as const);
  let open: OpenBackend;
  let context: StorageContext;

  beforeAll(async () => {
    open = await openBackend(name);
    context = createStorageContext({ storage: open.storage, maintenance: open.maintenance, capabilities });
  });
  afterAll(() => open.close());

  describe(`the storage ports on ${name}`, () => {
    for (const guarantee of casesFor(storageConformance, capabilities)) {
      it(guarantee.name, () => guarantee.run(context));
    }
  });

  if (name !== 'pg' && !isFull) return;
  describe(`the storage ports on ${name}, beside a foreign workspace`, () => {
    for (const guarantee of casesFor(withForeignRows(storageConformance), capabilities)) {
      it(guarantee.name, () => guarantee.run(context));
    }
  });
}
