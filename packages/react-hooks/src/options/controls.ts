// Query options of operational controls, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { pagesOf, queryOf } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';

/** What `useControls` reads. */
export const controlsOptions = /* @__PURE__ */ queryOf('controls.list', live);

/** What `useControl` reads. */
export const controlOptions = /* @__PURE__ */ queryOf('controls.summary', live);

/** What `useControlDecision` reads. */
export const controlDecisionOptions = /* @__PURE__ */ queryOf('controls.evaluate', live);

/** What `useControlImpact` reads. */
export const controlImpactOptions = /* @__PURE__ */ queryOf('controls.previewImpact');

/** What `useControlHistory` reads. */
export const controlHistoryOptions = /* @__PURE__ */ queryOf('controls.history', live);

/** What `useControlChanges` reads. */
export const controlChangesOptions = /* @__PURE__ */ pagesOf('controls.changes', live);
