// The subpath `@tenantatlas/graph-provider/conformance`: what every store of checkpoints has to pass.
export {
  checkpointConformance,
  type CheckpointCase,
  type CheckpointContext,
  type CheckpointSuiteCapability,
} from './checkpoint-conformance.ts';
