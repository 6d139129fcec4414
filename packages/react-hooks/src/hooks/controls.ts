// Hooks of operational controls. A call without the annotation would stay in every bundle, because it could have effects.
import { mutationOf } from '../mutation/atlas-mutation.ts';
import { writeHook } from '../mutation/use-write.ts';
import { pagesHook } from '../query/use-pages.ts';
import { readHook } from '../query/use-read.ts';
import {
  controlChangesOptions,
  controlDecisionOptions,
  controlHistoryOptions,
  controlImpactOptions,
  controlOptions,
  controlsOptions,
} from '../options.ts';

/** Every control with what is active of it. */
export const useControls = /* @__PURE__ */ readHook(controlsOptions);

/** One control with what is active of it. */
export const useControl = /* @__PURE__ */ readHook(controlOptions);

/** Whether a control lets operations start. */
export const useControlDecision = /* @__PURE__ */ readHook(controlDecisionOptions);

/** What a pause would touch. */
export const useControlImpact = /* @__PURE__ */ readHook(controlImpactOptions);

/** The latest ten audit entries about a control. */
export const useControlHistory = /* @__PURE__ */ readHook(controlHistoryOptions);

/** The audit entries about one control or all, over all workspaces, newest first. */
export const useControlChanges = /* @__PURE__ */ pagesHook(controlChangesOptions);

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
