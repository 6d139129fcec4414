import { now, type Clock } from '../kernel/clock.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { match } from './rules.ts';

/**
 * Passes the gate, or returns the pause that applies. A pause that expired while the gate was entered does not stop the start: the second read
 * uses the time after the entry. What the gate guarantees is in the port `StartGate`.
 */
export async function passGate(
  unit: StorageUnit,
  clock: Clock,
  key: string,
  workspaceId: WorkspaceId | null,
): Promise<ControlActivation | null> {
  const asked = now(clock);
  const { entered, applicable } = await unit.gate.pass(key, workspaceId === null ? null : { workspaceId }, asked);
  const pause = match(key, workspaceId, applicable, entered ? now(clock) : asked);
  invariant(entered || pause, 'A gate that does not let a start enter names the pause.');
  return pause;
}
