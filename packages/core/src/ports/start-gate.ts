import type { WorkspaceScope } from '../kernel/scope.ts';

/** What a pause learns about the starts that were under way when it took force. */
export interface GateSettlement {
  /** True once every start that might have missed the pause has ended. */
  readonly settled: boolean;
  /** How many were still open when waiting ended; 0 when settled. */
  readonly openStarts: number;
}

/**
 * Makes starts and pauses meet, so that no run becomes visible after `pause` has returned.
 *
 * The protocol: a start looks for a pause without any lock, enters the gate, **looks again**, and only then creates its run. A pause
 * commits its activation, then settles the gate. A start that entered before saw the pause or ends before `settle` returns; one that enters
 * later sees the pause on its second look. The first look keeps a steady stream of starts from delaying the pause.
 */
export interface StartGate {
  /**
   * Enters the gate of a workspace until the end of the transaction. Entries do not wait for each other. Null enters the platform
   * gate, for work that spans all workspaces; that MUST be called on a platform unit.
   *
   * For every `settle` that covers the gate, one of two MUST hold: it waits until this transaction has ended, or a look in a new
   * statement after `enter` has returned sees everything that was committed before that `settle` began. MUST reject for a gate that lies outside
   * the unit or does not exist, and where others may erase the workspace meanwhile, with a `StorageFault`: that is no misuse.
   */
  enter(scope: WorkspaceScope | null): Promise<void>;

  /**
   * Waits until all starts that entered the gate of the scope (null: of every workspace, and of those being made) have ended,
   * at most `waitMillis`.
   *
   * MUST NOT fail when time runs out: it answers `settled: false` with the number still open.
   */
  settle(scope: WorkspaceScope | null, waitMillis: number): Promise<GateSettlement>;
}
