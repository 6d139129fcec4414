import {
  casesFor,
  createStorageContext,
  storageConformance,
  withForeignRows,
  type StorageContext,
} from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { forEachBackend, type OpenBackend } from '../test/support/backends.ts';

forEachBackend((backend) => {
  const capabilities = backend.name === 'pglite' ? [] : (['concurrent_units'] as const);
  let open: OpenBackend;
  let context: StorageContext;

  beforeAll(async () => {
    open = await backend.open();
    context = createStorageContext({ storage: open.storage, maintenance: open.maintenance, capabilities });
  });
  afterAll(() => open.close());

  describe('the storage ports', () => {
    for (const guarantee of casesFor(storageConformance, capabilities)) {
      it(guarantee.name, () => guarantee.run(context));
    }
  });

  describe('beside a foreign workspace', () => {
    for (const guarantee of casesFor(withForeignRows(storageConformance), capabilities)) {
      it(guarantee.name, () => guarantee.run(context));
    }
  });
});
