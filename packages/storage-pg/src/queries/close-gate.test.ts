import type { WorkspaceId } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { backendProfiles } from '../backend/backend-profile.ts';
import type { SqlTransaction } from '../executor/sql-database.ts';
import { closeGate } from './close-gate.ts';
import { queryContext } from './context.ts';

/** A transaction whose reads of the gate see and lock so many rows. */
function reading(reads: readonly (readonly [seen: number, locked: number])[]) {
  let count = 0;
  const transaction: SqlTransaction = {
    handle: null,
    savepoint: (work) => work(transaction),
    script: () => Promise.resolve([]),
    query<Row>(sql: string) {
      if (!sql.includes('for no key update'))
        return Promise.resolve({ rows: [{ script: 'SELECT 1' } as Row], rowCount: 1 });
      const [seen, locked] = reads[count] ?? [0, 0];
      count += 1;
      return Promise.resolve({ rows: [{ seen, locked } as Row], rowCount: 1 });
    },
  };
  return { transaction, reads: () => count };
}

it.each([
  {
    name: 'all are locked at once',
    reads: [
      [1, 1],
      [1, 1],
    ],
  },
  {
    name: 'a row came while it waited',
    reads: [
      [1, 1],
      [2, 2],
      [2, 2],
    ],
  },
  {
    name: 'what it saw was replaced while it waited, twice',
    reads: [
      [1, 0],
      [1, 0],
      [1, 1],
      [1, 1],
    ],
  },
  {
    name: 'one of two was replaced, twice',
    reads: [
      [2, 1],
      [2, 1],
      [2, 2],
      [2, 2],
    ],
  },
  {
    name: 'no gate exists',
    reads: [
      [0, 0],
      [0, 0],
    ],
  },
] as const)('reads until the previous read has locked all visible rows: $name', async ({ reads }) => {
  const seen = reading(reads);
  const context = queryContext(seen.transaction, 'tenantatlas');
  const scope = { workspaceId: 'w1' as WorkspaceId };
  expect(await closeGate(context, scope, 60_000, backendProfiles.postgresql)).toEqual({ settled: true, openStarts: 0 });
  expect(seen.reads()).toBe(reads.length);
});
