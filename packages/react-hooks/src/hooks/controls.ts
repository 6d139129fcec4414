// Hooks of operational controls. A call without the annotation would stay in every bundle, because it could have effects.
import { mutationOf } from '../mutation/atlas-mutation.ts';
import { writeHook } from '../mutation/use-write.ts';
import { queryOf } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';
import { readHook } from '../query/use-read.ts';

/** Query options of {@link useControls}, for hosts that use their query client themselves. */
export const controlsOptions = /* @__PURE__ */ queryOf('controls.list', live);
/** Every control with what is active of it. */
export const useControls = /* @__PURE__ */ readHook(controlsOptions);

/** Query options of {@link useControl}, for hosts that use their query client themselves. */
export const controlOptions = /* @__PURE__ */ queryOf('controls.summary', live);
/** One control with what is active of it. */
export const useControl = /* @__PURE__ */ readHook(controlOptions);

/** Query options of {@link useControlDecision}, for hosts that use their query client themselves. */
export const controlDecisionOptions = /* @__PURE__ */ queryOf('controls.evaluate', live);
/** Whether a control lets operations start. */
export const useControlDecision = /* @__PURE__ */ readHook(controlDecisionOptions);

/** Query options of {@link useControlImpact}, for hosts that use their query client themselves. */
export const controlImpactOptions = /* @__PURE__ */ queryOf('controls.previewImpact');
/** What a pause would touch. */
export const useControlImpact = /* @__PURE__ */ readHook(controlImpactOptions);

/** Query options of {@link useControlHistory}, for hosts that use their query client themselves. */
export const controlHistoryOptions = /* @__PURE__ */ queryOf('controls.history', live);
/** The latest ten audit entries about a control. */
export const useControlHistory = /* @__PURE__ */ readHook(controlHistoryOptions);

/** Mutation options of {@link usePauseControl}, for hosts that use their query client themselves. */
export const pauseControlMutation = /* @__PURE__ */ mutationOf('controls.pause');
/** Pauses a control, or replaces the pause that is there. */
export const usePauseControl = /* @__PURE__ */ writeHook(pauseControlMutation);

/** Mutation options of {@link useRescopeControl}, for hosts that use their query client themselves. */
export const rescopeControlMutation = /* @__PURE__ */ mutationOf('controls.rescope');
/** Moves an active pause to another scope. */
export const useRescopeControl = /* @__PURE__ */ writeHook(rescopeControlMutation);

/** Mutation options of {@link useResumeControl}, for hosts that use their query client themselves. */
export const resumeControlMutation = /* @__PURE__ */ mutationOf('controls.resume');
/** Ends the pause of a scope. */
export const useResumeControl = /* @__PURE__ */ writeHook(resumeControlMutation);
