import type { Audience } from '../access/actor.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { refusePaused, type ControlPaused, type LabelledControl } from './paused-error.ts';

/**
 * The refusal that a start in a workspace would meet now, read without the gate; null when no pause applies, and for work that no control can pause. It is for
 * surfaces and explanations: a pause can begin right after it was read, so a start passes the gate.
 */
export async function foreseePaused(
  { unit, now }: Pick<UseCaseContext<unknown>, 'unit' | 'now'>,
  control: LabelledControl | null,
  workspaceId: WorkspaceId,
  audience: Audience,
): Promise<ControlPaused | null> {
  if (!control) return null;
  const activations = await unit.activations.findApplicable(control.key, workspaceId, now);
  return refusePaused(control, workspaceId, activations, now, audience);
}
