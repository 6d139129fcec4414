import type { ActivationId, PersonId, WorkspaceId } from '../../src/kernel/ids.ts';
import { toInstant, type Instant } from '../../src/kernel/instant.ts';
import type { ControlActivation, ControlScope } from '../../src/ports/control-activation-store.ts';

/** The moment at which the tests stand. */
export const noon: Instant = toInstant(Date.UTC(2026, 10, 21, 12));
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Milliseconds after noon, or before it. */
export const at = (millis: number): Instant => toInstant(Date.parse(noon) + millis);

/** Everywhere. */
export const everywhere: ControlScope = { type: 'global' };
/** One workspace. */
export const inside = (workspaceId: string): ControlScope => ({
  type: 'workspace',
  workspaceId: workspaceId as WorkspaceId,
});

/** A global pause of `restore.execute` without an end. */
export function globalPause(change: Partial<ControlActivation> = {}): ControlActivation {
  return {
    id: 'activation-global' as ActivationId,
    controlKey: 'restore.execute',
    scope: everywhere,
    reasonText: 'Incident 42 is open',
    publicMessage: null,
    expiresAt: null,
    version: 1,
    createdBy: { kind: 'platform', personId: 'op-ada' as PersonId },
    updatedBy: null,
    createdAt: at(-hour),
    updatedAt: at(-hour),
    ...change,
  };
}

/** The same for workspace `w-1`. */
export function workspacePause(change: Partial<ControlActivation> = {}): ControlActivation {
  return globalPause({
    id: 'activation-workspace' as ActivationId,
    scope: inside('w-1'),
    reasonText: 'Acme asked for it',
    ...change,
  });
}
