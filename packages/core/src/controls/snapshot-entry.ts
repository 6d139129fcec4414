// The subpath `@tenantatlas/core/snapshot`: deciding about controls in memory, and nothing that is slow to load.
export type { ControlDecision } from './decision.ts';
export {
  createControlSnapshot,
  snapshotPollMillis,
  snapshotStalenessBoundMillis,
  type ControlSnapshot,
  type SnapshotOptions,
  type SnapshotSource,
} from './snapshot.ts';
export type { ControlActivation, ControlScope } from '../ports/control-activation-store.ts';
