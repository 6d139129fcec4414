import {
  casesFor,
  createStorageContext,
  storageConformance,
  withForeignRows,
  type StorageCase,
  type StorageContext,
} from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SqlBackend } from '../../src/executor/sql-database.ts';
import { openBackend, type OpenBackend, type Variant } from '../support/backends.ts';
import { isFull } from '../support/scale.ts';

/** A variant of the suite. */
export interface PortsVariant extends Variant {
  /** What distinguishes it in the names of the tests. */
  readonly title: string;
  /** Which guarantees run there in every check; the soak runs all. @default all */
  readonly only?: RegExp;
  /** Guarantees that do not hold there: the name, and the text with which they MUST fail. */
  readonly broken?: Readonly<Record<string, string>>;
}

/** Guarantees about units and about concurrent work. They depend on how a driver runs transactions and on which locks are taken, and not only on the SQL. */
export const concurrentWork =
  /^(?:units|transactions|gate|access facts):|\b(?:concurrent\w*|race|waits?|same time|outlives?)\b/;

/** Guarantees about what is checked and encoded before a statement is sent: which unit may call a method, and which texts and ids are taken. */
export const beforeStatements = /^(?:planes|texts|ids):/;

/**
 * Registers guarantees of the storage ports for one driver. Each driver has a file, so that two run at a time. A foreign workspace could affect
 * only the SQL, which all drivers share. So the guarantees are checked beside one on pg, and without one on the others; the soak does both on all.
 */
export function describePorts(name: SqlBackend, variant: PortsVariant = { title: name }): void {
  const capabilities = name === 'pglite' ? [] : (['concurrent_units'] as const);
  const { title, only = /(?:)/, broken = {} } = variant;
  let open: OpenBackend;
  let context: StorageContext;

  beforeAll(async () => {
    open = await openBackend(name, variant);
    context = createStorageContext({ storage: open.storage, maintenance: open.maintenance, capabilities });
  });
  afterAll(() => open.close());

  const register = (suite: readonly StorageCase[]): void => {
    for (const guarantee of casesFor(suite, capabilities)) {
      if (!isFull && !only.test(guarantee.name)) continue;
      const failure = Object.entries(broken).find(([start]) => guarantee.name.startsWith(start))?.[1];
      if (failure !== undefined)
        it(`does not hold: ${guarantee.name}`, () => expect(guarantee.run(context)).rejects.toThrow(failure));
      else it(guarantee.name, () => guarantee.run(context));
    }
  };
  if (title !== 'pg' || isFull) describe(`the storage ports on ${title}`, () => register(storageConformance));
  if (title === 'pg' || isFull)
    describe(`the storage ports on ${title}, beside a foreign workspace`, () =>
      register(withForeignRows(storageConformance)));
}
