import type { Instant } from '../../kernel/instant.ts';
import type { ActivationId, WorkspaceId } from '../../kernel/ids.ts';
import type {
  ActivationDraft,
  ActivationOverview,
  ControlActivation,
  ControlScope,
  MoveOutcome,
  PutOutcome,
} from '../../ports/control-activation-store.ts';
import type { Storage } from '../../ports/storage.ts';
import { compareText } from '../../kernel/text.ts';
import { noon } from '../fixtures.ts';
import { onPlatform } from '../world.ts';

// Pausing belongs to the platform, so everything here runs on platform units.

/** One put in a unit of its own. */
export function put(storage: Storage, draft: ActivationDraft): Promise<PutOutcome> {
  return onPlatform(storage, ({ activations }) => activations.put(draft));
}

/** One remove in a unit of its own. */
export function remove(
  storage: Storage,
  key: string,
  scope: ControlScope,
  now: Instant = noon,
): Promise<ControlActivation | null> {
  return onPlatform(storage, ({ activations }) => activations.remove(key, scope, now));
}

/** One move in a unit of its own. */
export function move(storage: Storage, id: string, draft: ActivationDraft): Promise<MoveOutcome> {
  const { id: _id, controlKey: _key, ...rest } = draft;
  return onPlatform(storage, ({ activations }) => activations.move(id as ActivationId, rest));
}

/** What applies, the global one first. */
export async function applicable(
  storage: Storage,
  key: string,
  workspaceId: WorkspaceId | null,
  now: Instant = noon,
): Promise<readonly ControlActivation[]> {
  const found = await onPlatform(storage, ({ activations }) => activations.findApplicable(key, workspaceId, now));
  return found.toSorted((left, right) => compareText(left.scope.type, right.scope.type));
}

/** The ids of what applies, the global one first. */
export async function applicableIds(
  storage: Storage,
  key: string,
  workspaceId: WorkspaceId | null,
  now: Instant = noon,
): Promise<readonly string[]> {
  return (await applicable(storage, key, workspaceId, now)).map(({ id }) => id);
}

/** One overview in a unit of its own. */
export async function overview(
  storage: Storage,
  key: string,
  now: Instant = noon,
  limit = 1_000,
): Promise<ActivationOverview> {
  const found = await onPlatform(storage, ({ activations }) => activations.overview([key], now, limit));
  return found.get(key) ?? { global: null, workspaceCount: -1, workspaces: [] };
}

/** The epoch now. */
export function epoch(storage: Storage): Promise<number> {
  return onPlatform(storage, ({ activations }) => activations.epoch());
}

/** What a draft becomes when it creates an activation. */
export function created(draft: ActivationDraft): ControlActivation {
  const { by, at: instant, expectedVersion: _, ...rest } = draft;
  return { ...rest, version: 1, createdBy: by, updatedBy: null, createdAt: instant, updatedAt: instant };
}
