import { now, type Clock } from '../kernel/clock.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { match } from './rules.ts';

/**
 * Passes the gate, or names the pause that stands in the way.
 *
 * The order is the guarantee: look without a lock (so that a stream of refused starts never delays a pause), enter the gate, **look again**. Leave
 * out the second look and a pause that was committed between the first look and the entry is missed. Each look judges expiry by the
 * clock at that moment, because entering may wait.
 *
 * @see the port `StartGate`
 */
export async function passGate(
  unit: StorageUnit,
  clock: Clock,
  key: string,
  workspaceId: WorkspaceId | null,
): Promise<ControlActivation | null> {
  const before = await look(unit, clock, key, workspaceId);
  if (before) return before;
  await unit.gate.enter(workspaceId === null ? null : { workspaceId });
  return look(unit, clock, key, workspaceId);
}

async function look(
  unit: StorageUnit,
  clock: Clock,
  key: string,
  workspaceId: WorkspaceId | null,
): Promise<ControlActivation | null> {
  const instant = now(clock);
  return match(key, workspaceId, await unit.activations.findApplicable(key, workspaceId, instant), instant);
}
