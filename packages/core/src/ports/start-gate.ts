import type { Instant } from '../kernel/instant.ts';
import type { WorkspaceScope } from '../kernel/scope.ts';
import type { ControlActivation } from './control-activation-store.ts';

/** What a pause learns about the starts that were in progress when it took force. */
export interface GateSettlement {
  /** True once every start that might have missed the pause has ended. */
  readonly settled: boolean;
  /** How many were still open when waiting ended; 0 when settled. */
  readonly openStarts: number;
}

/** How a start got through the gate. */
export interface GatePassage {
  /** False when the first read found a pause, and the gate was not entered. */
  readonly entered: boolean;
  /** What the last read found, as `ControlActivationStore.findApplicable` answers. */
  readonly applicable: readonly ControlActivation[];
}

/**
 * Orders starts and pauses, so that no run becomes visible after `pause` has returned.
 *
 * The protocol: a start reads pauses without any lock, enters the gate, **reads again**, and only then creates its run. A pause
 * commits its activation, then settles ({@link Storage.settle}). A start that entered before saw the pause or ends before `settle` returns; one
 * that enters later sees the pause on its second read. The first read keeps a start that will be refused out of the gate.
 */
export interface StartGate {
  /**
   * Enters the gate of a workspace until the end of the transaction. Entries do not wait for each other. Null enters the platform
   * gate, for work that spans all workspaces; that MUST be called on a platform unit.
   *
   * For every `settle` that covers the gate, one of two MUST hold: it waits until this transaction has ended, or a read in a new statement after `enter`
   * has returned sees everything that was committed before that `settle` began. MUST NOT wait for a `settle` outside a host's transaction, however long
   * that waits. MUST reject as {@link requireReadCommitted} does. MUST reject for a gate that is outside the unit or does not exist, and where others
   * may erase the workspace meanwhile, with a `StorageFault`, because that is not misuse.
   */
  enter(scope: WorkspaceScope | null): Promise<void>;

  /**
   * Passes a start through the gate, in as few messages as possible: reads pauses of `key` that apply at `now`, and when there are none enters
   * the gate and reads again. Each read MUST see what is committed at its moment, and the second one MUST NOT begin before the gate is entered;
   * a start that a pause stops at the first read MUST NOT enter. MUST reject as {@link enter} does.
   */
  pass(key: string, scope: WorkspaceScope | null, now: Instant): Promise<GatePassage>;

  /**
   * MUST reject with a `StorageFault` of kind `isolation_level` unless each statement of this unit reads what is committed by then. A host's transaction
   * may be REPEATABLE READ or SERIALIZABLE: a decision there would use an old snapshot. MUST cost no statement.
   */
  requireReadCommitted(): Promise<void>;
}
