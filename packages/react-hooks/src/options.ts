// The query options of every read, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
// A call without the annotation would stay in every bundle, because it could have effects.
import type { ResolvedHelp, ResolveHelpRequest } from '@tenantatlas/core/browser';
import type { AtlasConnection } from './provider/connection.ts';
import { pagesOf, queryOf, type AtlasQuery } from './query/atlas-query.ts';
import { live } from './query/freshness.ts';

// Workspaces

/** What `useWorkspaces` reads. */
export const workspacesOptions = /* @__PURE__ */ pagesOf('workspaces.list');

/** What `useWorkspace` reads. */
export const workspaceOptions = /* @__PURE__ */ queryOf('workspaces.get');

/** What `useMembers` reads. */
export const membersOptions = /* @__PURE__ */ pagesOf('workspaces.members');

// Tenants

/** What `useTenants` reads. */
export const tenantsOptions = /* @__PURE__ */ pagesOf('tenants.list');

/** What `useTenant` reads. */
export const tenantOptions = /* @__PURE__ */ queryOf('tenants.get');

// Operational controls

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

// Runs of operations

/** What `useOperations` reads. */
export const operationsOptions = /* @__PURE__ */ pagesOf('operations.list', live);

/** What `useOperationsAttention` reads. */
export const attentionOptions = /* @__PURE__ */ queryOf('operations.attention', live);

/** What `useAttentionRuns` reads. */
export const attentionRunsOptions = /* @__PURE__ */ pagesOf('operations.attentionRuns', live);

/** What `useOperation` reads. */
export const operationOptions = /* @__PURE__ */ queryOf('operations.get', live);

// Connections to providers

/** What `useConnections` reads. */
export const connectionsOptions = /* @__PURE__ */ pagesOf('connections.list', live);

/** What `useConnection` reads. */
export const connectionOptions = /* @__PURE__ */ queryOf('connections.get', live);

/** What `usePermissions` reads. */
export const permissionsOptions = /* @__PURE__ */ queryOf('connections.permissions', live);

// Onboardings

/** What `useOnboardings` reads. */
export const onboardingsOptions = /* @__PURE__ */ pagesOf('onboarding.list', live);

/** What `useOnboarding` reads. */
export const onboardingOptions = /* @__PURE__ */ queryOf('onboarding.get', live);

/** What `useOnboardingReadiness` reads. */
export const onboardingReadinessOptions = /* @__PURE__ */ queryOf('onboarding.readiness', live);

// What can be done where

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

// Product usage

/** What `useTelemetrySummary` reads. */
export const telemetrySummaryOptions = /* @__PURE__ */ queryOf('telemetry.summary');

/** What `useTelemetryTrend` reads. */
export const telemetryTrendOptions = /* @__PURE__ */ queryOf('telemetry.trend');

// Help

const resolveOptions = /* @__PURE__ */ queryOf('knowledge.resolve');
const noHelp: ResolvedHelp = { help: null };

/** What `useContextualHelp` reads. Null, where nothing is wrong, is answered with no help, and no request is sent. */
export function contextualHelpOptions(
  connection: AtlasConnection,
  request: ResolveHelpRequest | null,
): AtlasQuery<ResolvedHelp> {
  if (request !== null) return resolveOptions(connection, request);
  // A blank topic has no help, so the answer for this key is right for every reader.
  return { ...resolveOptions(connection, { topicKey: '' }), initialData: noHelp, enabled: false };
}

// The audit trail

/** What `useAudit` reads. */
export const auditOptions = /* @__PURE__ */ pagesOf('audit.list');
