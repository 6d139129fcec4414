// Query options of the audit trail, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { pagesOf } from '../query/atlas-query.ts';

/** What `useAudit` reads. */
export const auditOptions = /* @__PURE__ */ pagesOf('audit.list');
