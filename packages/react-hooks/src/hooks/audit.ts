// Hooks of the audit trail. A call without the annotation would stay in every bundle, because it could have effects.
import { pagesOf } from '../query/atlas-query.ts';
import { pagesHook } from '../query/use-pages.ts';

/** Query options of {@link useAudit}, for hosts that use their query client themselves. */
export const auditOptions = /* @__PURE__ */ pagesOf('audit.list');
/** Audit entries of one ledger, newest first; without a workspace, of the platform. */
export const useAudit = /* @__PURE__ */ pagesHook(auditOptions);
