import { isOver, type Instant } from '../kernel/instant.ts';
import type { ControlActivation, ControlScope } from '../ports/control-activation-store.ts';
import { rowKey, select } from './rows.ts';
import type { Tables } from './tables.ts';

const epochCounter = 'activations';

/** The rows of the activations: one per control and scope, because that is their key, and the epoch that every change raises. */
export interface ActivationRows {
  active(key: string, scope: ControlScope, now: Instant): ControlActivation | null;
  allActive(now: Instant): readonly ControlActivation[];
  /** Writes the row, replacing any row of the same control and scope. */
  put(activation: ControlActivation): ControlActivation;
  delete(activation: ControlActivation): void;
  epoch(): number;
  /** For rows that were deleted without these. */
  raiseEpoch(): void;
}

/** See {@link ActivationRows}. */
export function activationRows({ activations, counters }: Tables): ActivationRows {
  const epoch = (): number => counters.get(epochCounter) ?? 0;
  const raiseEpoch = (): void => counters.set(epochCounter, epoch() + 1);
  return {
    epoch,
    raiseEpoch,
    active: (key, scope, now) => {
      const row = activations.get(placeOf(key, scope));
      return row && !isOver(row.expiresAt, now) ? row : null;
    },
    allActive: (now) => select(activations, (row) => !isOver(row.expiresAt, now)),
    put: (activation) => {
      const place = placeOf(activation.controlKey, activation.scope);
      activations.set(place, activation);
      raiseEpoch();
      return activations.get(place) ?? activation;
    },
    delete: ({ controlKey, scope }) => {
      activations.delete(placeOf(controlKey, scope));
      raiseEpoch();
    },
  };
}

function placeOf(key: string, scope: ControlScope): string {
  return rowKey(key, scope.type === 'global' ? null : scope.workspaceId);
}
