import { compareText } from '../kernel/text.ts';
import type {
  ActivationDraft,
  ControlActivation,
  ControlActivationStore,
  ControlScope,
} from '../ports/control-activation-store.ts';
import { activationRows } from './activation-rows.ts';
import type { Tables } from './tables.ts';
import { assertParent, assertPlatformUnit, type UnitContext } from './unit-context.ts';

const global: ControlScope = { type: 'global' };

/** Pauses over the rows of a unit. */
export function memoryActivations(context: UnitContext<Tables>): ControlActivationStore {
  const rows = activationRows(context.tables);
  const assertPlace = (scope: ControlScope, method: string): void => {
    if (scope.type === 'workspace') assertParent(context.tables.workspaces.get(scope.workspaceId), method, 'workspace');
  };
  return {
    async findApplicable(key, workspaceId, now) {
      const scopes = workspaceId === null ? [global] : [global, { type: 'workspace', workspaceId } as const];
      return scopes.flatMap((scope) => rows.active(key, scope, now) ?? []);
    },

    async put(draft) {
      assertPlace(draft.scope, 'activations.put');
      const current = rows.active(draft.controlKey, draft.scope, draft.at);
      if (draft.expectedVersion !== null && current?.version !== draft.expectedVersion) {
        return { disposition: 'version_conflict', current };
      }
      if (!current) return { disposition: 'created', activation: rows.put(createdBy(draft)) };
      return { disposition: 'updated', activation: rows.put(replaced(current, draft)), previous: current };
    },

    async remove(key, scope, now) {
      const current = rows.active(key, scope, now);
      if (current) rows.delete(current);
      return current;
    },

    async findById(id, now) {
      assertPlatformUnit(context, 'activations.findById');
      return rows.allActive(now).find((activation) => activation.id === id) ?? null;
    },

    async move(id, draft) {
      assertPlatformUnit(context, 'activations.move');
      assertPlace(draft.scope, 'activations.move');
      const previous = rows.allActive(draft.at).find((activation) => activation.id === id);
      if (!previous) return { disposition: 'gone' };
      if (draft.expectedVersion !== null && previous.version !== draft.expectedVersion) {
        return { disposition: 'version_conflict', current: previous };
      }
      const occupant = rows.active(previous.controlKey, draft.scope, draft.at);
      if (occupant && occupant.id !== id) return { disposition: 'occupied', by: occupant };
      rows.delete(previous);
      return { disposition: 'moved', activation: rows.put(replaced(previous, draft)), previous };
    },

    async overview(keys, now, limit) {
      assertPlatformUnit(context, 'activations.overview');
      const inWorkspaces = rows
        .allActive(now)
        .filter(({ scope }) => scope.type === 'workspace')
        .sort((left, right) => compareText(workspaceOf(left), workspaceOf(right)));
      return new Map(
        keys.map((key) => {
          const workspaces = inWorkspaces.filter(({ controlKey }) => controlKey === key);
          const listed = workspaces.slice(0, limit);
          return [
            key,
            { global: rows.active(key, global, now), workspaceCount: workspaces.length, workspaces: listed },
          ];
        }),
      );
    },

    async snapshot(now) {
      assertPlatformUnit(context, 'activations.snapshot');
      return { epoch: rows.epoch(), activations: rows.allActive(now) };
    },

    async epoch() {
      return rows.epoch();
    },
  };
}

function createdBy({ by, at, expectedVersion: _, ...draft }: ActivationDraft): ControlActivation {
  return { ...draft, version: 1, createdBy: by, updatedBy: null, createdAt: at, updatedAt: at };
}

function replaced(current: ControlActivation, draft: Omit<ActivationDraft, 'id' | 'controlKey'>): ControlActivation {
  return {
    ...current,
    scope: draft.scope,
    reasonText: draft.reasonText,
    publicMessage: draft.publicMessage,
    expiresAt: draft.expiresAt,
    version: current.version + 1,
    updatedBy: draft.by,
    updatedAt: draft.at,
  };
}

function workspaceOf({ scope }: ControlActivation): string {
  return scope.type === 'workspace' ? scope.workspaceId : '';
}
