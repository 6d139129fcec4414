// Hooks of what can be done where. A call without the annotation would stay in every bundle, because it could have effects.
import { readHook } from '../query/use-read.ts';
import {
  actionsOptions,
  onboardingVerificationOptions,
  pausesOptions,
  recentOperationsOptions,
  tenantVerificationOptions,
} from '../options.ts';

/** For each operation whether the caller can start it for a tenant. */
export const useActions = /* @__PURE__ */ readHook(actionsOptions);

/** The pauses that stop operations of the caller in a workspace. */
export const usePauses = /* @__PURE__ */ readHook(pausesOptions);

/** How the verification of a tenant stands, and the one thing to do about it. */
export const useTenantVerification = /* @__PURE__ */ readHook(tenantVerificationOptions);

/** The newest operations of a tenant, with what each row offers. */
export const useRecentOperations = /* @__PURE__ */ readHook(recentOperationsOptions);

/** How the verification in an onboarding stands, and the one thing to do about it. */
export const useOnboardingVerification = /* @__PURE__ */ readHook(onboardingVerificationOptions);
