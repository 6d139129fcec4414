// Hooks of the onboarding of tenants. A call without the annotation would stay in every bundle, because it could have effects.
import { mutationOf } from '../mutation/atlas-mutation.ts';
import { writeHook } from '../mutation/use-write.ts';
import { onboardingOptions, onboardingReadinessOptions, onboardingsOptions } from '../options.ts';
import { pagesHook } from '../query/use-pages.ts';
import { readHook } from '../query/use-read.ts';

/** The onboardings of a workspace, or of one tenant, newest first. */
export const useOnboardings = /* @__PURE__ */ pagesHook(onboardingsOptions);

/** One onboarding with its state as of now. */
export const useOnboarding = /* @__PURE__ */ readHook(onboardingOptions);

/** Where an onboarding stands, what holds it up, and the one thing to do next. It starts nothing. */
export const useOnboardingReadiness = /* @__PURE__ */ readHook(onboardingReadinessOptions);

/** Mutation options of {@link useStartOnboarding}, for hosts that use their query client themselves. */
export const startOnboardingMutation = /* @__PURE__ */ mutationOf('onboarding.start');
/** Starts an onboarding. */
export const useStartOnboarding = /* @__PURE__ */ writeHook(startOnboardingMutation);

/** Mutation options of {@link useUpdateOnboarding}, for hosts that use their query client themselves. */
export const updateOnboardingMutation = /* @__PURE__ */ mutationOf('onboarding.update');
/** Identifies the tenant of an open onboarding, selects its connection, or changes its name. */
export const useUpdateOnboarding = /* @__PURE__ */ writeHook(updateOnboardingMutation);

/** Mutation options of {@link useCompleteOnboarding}, for hosts that use their query client themselves. */
export const completeOnboardingMutation = /* @__PURE__ */ mutationOf('onboarding.complete');
/** Completes an onboarding that is ready. */
export const useCompleteOnboarding = /* @__PURE__ */ writeHook(completeOnboardingMutation);

/** Mutation options of {@link useCancelOnboarding}, for hosts that use their query client themselves. */
export const cancelOnboardingMutation = /* @__PURE__ */ mutationOf('onboarding.cancel');
/** Cancels an onboarding. */
export const useCancelOnboarding = /* @__PURE__ */ writeHook(cancelOnboardingMutation);
