// Query options of onboarding, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { pagesOf, queryOf } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';

/** What `useOnboardings` reads. */
export const onboardingsOptions = /* @__PURE__ */ pagesOf('onboarding.list', live);

/** What `useOnboarding` reads. */
export const onboardingOptions = /* @__PURE__ */ queryOf('onboarding.get', live);

/** What `useOnboardingReadiness` reads. */
export const onboardingReadinessOptions = /* @__PURE__ */ queryOf('onboarding.readiness', live);
