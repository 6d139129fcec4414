import { invariant } from '../kernel/invariant.ts';
import type { ControlActivationStore } from '../ports/control-activation-store.ts';
import type { StartGate } from '../ports/start-gate.ts';
import type { Tables } from './tables.ts';
import { assertPlatformUnit, type UnitContext } from './unit-context.ts';

/** The gate over a unit. Units run one after the other, so a start is always over when a pause settles: entering only checks that the gate exists. */
export function memoryGate(context: UnitContext<Tables>, { findApplicable }: ControlActivationStore): StartGate {
  const enter: StartGate['enter'] = async (scope) => {
    if (scope === null) return assertPlatformUnit(context, 'gate.enter(null)');
    invariant(
      context.tables.workspaces.get(scope.workspaceId),
      `The gate of workspace ${scope.workspaceId} is not within reach of this unit. Create the workspace, and open the unit on it.`,
    );
  };
  return {
    enter,

    async pass(key, scope, now) {
      const readApplicable = () => findApplicable(key, scope?.workspaceId ?? null, now);
      const before = await readApplicable();
      if (before.length > 0) return { entered: false, applicable: before };
      await enter(scope);
      return { entered: true, applicable: await readApplicable() };
    },

    requireReadCommitted: () => Promise.resolve(),
  };
}
