import type { GateSettlement, WorkspaceScope } from '@tenantatlas/core/ports';
import { backendProfiles, type BackendProfile } from '../backend/backend-profile.ts';
import type { SqlResult, SqlTransaction } from '../executor/sql-database.ts';
import type { SqlRow } from '../rows/column.ts';
import { closeGate } from './close-gate.ts';
import { namingIn, queryContext } from './context.ts';
import { settleGate } from './settle-gate.ts';

/** Transactions of the platform, as {@link GateSettling.settle} needs them. */
export interface PlatformTransactions {
  /** Runs `work` behind a setting, and commits it. */
  run<T>(setting: string, work: (transaction: SqlTransaction) => Promise<T>): Promise<T>;
  /** See `SqlDatabase.once`. */
  once(script: () => string): Promise<readonly SqlResult<SqlRow>[]>;
}

/** How a storage waits for open starts. See `Storage.settle` for what it guarantees. */
export interface GateSettling {
  /** With separate transactions. */
  settle(transactions: PlatformTransactions, scope: WorkspaceScope | null, waitMillis: number): Promise<GateSettlement>;
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
  const naming = namingIn(schema);
  return {
    settle: (transactions, scope, waitMillis) =>
      settleGate(
        {
          naming,
          run: (setting, work) => transactions.run(setting, (transaction) => work(queryContext(transaction, schema))),
          once: (script) => transactions.once(script),
        },
        scope,
        waitMillis,
        profile,
      ),
    close: (transaction, isolation, scope, waitMillis) =>
      closeGate(queryContext(transaction, schema, isolation), scope, waitMillis, profile),
  };
}
