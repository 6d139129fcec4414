// Hooks of what can be done where. A call without the annotation would stay in every bundle, because it could have effects.
import { queryOf } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';
import { readHook } from '../query/use-read.ts';

/** Query options of {@link useActions}, for hosts that use their query client themselves. */
export const actionsOptions = /* @__PURE__ */ queryOf('surfaces.actions', live);
/** For each operation whether the caller can start it for a tenant. */
export const useActions = /* @__PURE__ */ readHook(actionsOptions);
