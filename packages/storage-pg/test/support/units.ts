import type { PersonId, Storage, StorageUnit, UnitScope, WorkspaceId } from '@tenantatlas/core/ports';
import type { SqlDatabase, SqlTransaction } from '../../src/executor/sql-database.ts';
import { gateSettling } from '../../src/queries/gate-settling.ts';
import { createUnitStores } from '../../src/queries/index.ts';
import { createUnitStorage, type UnitOptions } from '../../src/unit/unit-storage.ts';

/** A storage whose units expose their transaction to a test. */
export interface TransparentStorage extends Storage {
  /** The transaction that `unit` runs on. */
  beneath(unit: StorageUnit): SqlTransaction;
}

/** See {@link TransparentStorage}. Its schema is not checked. */
export function transparentStorage(
  database: SqlDatabase,
  options: Pick<UnitOptions, 'lockTimeoutMillis' | 'profile'> = {},
): TransparentStorage {
  const transactions = new WeakMap<StorageUnit, SqlTransaction>();
  const storage = createUnitStorage({
    ...options,
    database,
    schema: 'tenantatlas',
    checkSchema: () => Promise.resolve(),
    gate: gateSettling('tenantatlas', options.profile),
    stores(transaction, isolation = 'read committed') {
      const unit = createUnitStores(transaction, {
        schema: 'tenantatlas',
        isolation,
        ...(options.profile ? { profile: options.profile } : {}),
      });
      transactions.set(unit, transaction);
      return unit;
    },
  });
  return {
    ...storage,
    beneath(unit) {
      const transaction = transactions.get(unit);
      if (!transaction) throw new Error('Not a unit of this storage.');
      return transaction;
    },
  };
}

/** A unit of one workspace, without an actor. */
export function inWorkspace(id: string): UnitScope {
  return { plane: 'workspace', workspaceId: id as WorkspaceId, actor: null };
}

/** A unit of the platform. */
export const onPlatform: UnitScope = { plane: 'platform', actor: { kind: 'platform', personId: 'op-1' as PersonId } };
