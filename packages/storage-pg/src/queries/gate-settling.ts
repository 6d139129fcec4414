import type { GateSettlement, WorkspaceScope } from '@tenantatlas/core';
import { backendProfiles, type BackendProfile } from '../backend/backend-profile.ts';
import type { SqlTransaction } from '../executor/sql-database.ts';
import { closeGate } from './close-gate.ts';
import { queryContext } from './context.ts';
import { settleGate } from './settle-gate.ts';

/** How a storage waits for open starts. See `Storage.settle` for what it guarantees. */
export interface GateSettling {
  /** With transactions of its own; `inTransaction` runs its work behind a setting in one of the platform, and commits it. */
  settle(
    inTransaction: <T>(setting: string, work: (transaction: SqlTransaction) => Promise<T>) => Promise<T>,
    scope: WorkspaceScope | null,
    waitMillis: number,
  ): Promise<GateSettlement>;
  /** In a host's transaction, on a unit of the platform. */
  close(
    transaction: SqlTransaction,
    isolation: string,
    scope: WorkspaceScope | null,
    waitMillis: number,
  ): Promise<GateSettlement>;
}

/** The settling of gates in one schema. */
export function gateSettling(schema: string, profile: BackendProfile = backendProfiles.postgresql): GateSettling {
  return {
    settle: (inTransaction, scope, waitMillis) =>
      settleGate(
        (setting, work) => inTransaction(setting, (transaction) => work(queryContext(transaction, schema))),
        scope,
        waitMillis,
        profile,
      ),
    close: (transaction, isolation, scope, waitMillis) =>
      closeGate(queryContext(transaction, schema, isolation), scope, waitMillis, profile),
  };
}
