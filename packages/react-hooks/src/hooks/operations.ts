// Hooks of runs of operations. A call without the annotation would stay in every bundle, because it could have effects.
import { mutationOf } from '../mutation/atlas-mutation.ts';
import { writeHook } from '../mutation/use-write.ts';
import { pagesHook } from '../query/use-pages.ts';
import { readHook } from '../query/use-read.ts';
import { attentionOptions, attentionRunsOptions, operationOptions, operationsOptions } from '../options.ts';

/** Runs, newest first. */
export const useOperations = /* @__PURE__ */ pagesHook(operationsOptions);

/** Runs of all workspaces that failed or are stuck. */
export const useOperationsAttention = /* @__PURE__ */ readHook(attentionOptions);

/** Runs of all workspaces in full, page by page: those that failed in a time range, or those that are stuck. */
export const useAttentionRuns = /* @__PURE__ */ pagesHook(attentionRunsOptions);

/** One run. */
export const useOperation = /* @__PURE__ */ readHook(operationOptions);

/** Mutation options of {@link useStartOperation}, for hosts that use their query client themselves. */
export const startOperationMutation = /* @__PURE__ */ mutationOf('operations.start');
/** Starts an operation; `paused` with the reason when a control is paused. */
export const useStartOperation = /* @__PURE__ */ writeHook(startOperationMutation);

/** Mutation options of {@link useCancelOperation}, for hosts that use their query client themselves. */
export const cancelOperationMutation = /* @__PURE__ */ mutationOf('operations.cancel');
/** Ends a run that is queued or running. */
export const useCancelOperation = /* @__PURE__ */ writeHook(cancelOperationMutation);
