// Hooks of the audit trail. A call without the annotation would stay in every bundle, because it could have effects.
import { pagesHook } from '../query/use-pages.ts';
import { auditOptions } from '../options.ts';

/** Audit entries of one ledger, newest first; without a workspace, of the platform. */
export const useAudit = /* @__PURE__ */ pagesHook(auditOptions);
