// Query options of runs of operations, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { pagesOf, queryOf } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';

/** What `useOperations` reads. */
export const operationsOptions = /* @__PURE__ */ pagesOf('operations.list', live);

/** What `useOperationsAttention` reads. */
export const attentionOptions = /* @__PURE__ */ queryOf('operations.attention', live);

/** What `useAttentionRuns` reads. */
export const attentionRunsOptions = /* @__PURE__ */ pagesOf('operations.attentionRuns', live);

/** What `useOperation` reads. */
export const operationOptions = /* @__PURE__ */ queryOf('operations.get', live);
