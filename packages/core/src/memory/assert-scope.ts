import { isForeignId, isIdToken } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import type { UnitScope } from '../ports/storage.ts';

/** Throws an invariant for a scope with malformed ids. A store that puts them into its statements has to refuse them, so every store does. */
export function assertScope(scope: UnitScope): void {
  const people = scope.plane === 'member' ? [scope.userId] : scope.actor ? [scope.actor.personId] : [];
  const workspaces =
    scope.plane === 'workspace' ? [scope.workspaceId] : scope.plane === 'member' ? scope.workspaceIds : [];
  invariant(
    people.every(isForeignId) && workspaces.every(isIdToken),
    'A unit is opened on the ids of a workspace and a person; parse ids at the border before they reach storage.',
  );
}
