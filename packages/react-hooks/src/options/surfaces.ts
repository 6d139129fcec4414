// Query options of what can be done where, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { queryOf } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';

/** What `useActions` reads. */
export const actionsOptions = /* @__PURE__ */ queryOf('surfaces.actions', live);

/** What `useTenantVerification` reads. */
export const tenantVerificationOptions = /* @__PURE__ */ queryOf('surfaces.tenantVerification', live);

/** What `useRecentOperations` reads. */
export const recentOperationsOptions = /* @__PURE__ */ queryOf('surfaces.recentOperations', live);

/** What `useOnboardingVerification` reads. */
export const onboardingVerificationOptions = /* @__PURE__ */ queryOf('surfaces.onboardingVerification', live);

/** What `usePauses` reads. */
export const pausesOptions = /* @__PURE__ */ queryOf('surfaces.pauses', live);
