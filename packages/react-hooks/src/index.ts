// Hooks over an AtlasClient. They subscribe and write; they decide nothing.
export {
  isDenied,
  isOutcomeUnknown,
  isRetryable,
  type AnyAtlasError,
  type DeniedError,
  type TransportFailure,
} from './error.ts';
export type { HookResult, WriteState } from './result.ts';

export { AtlasProvider, type AtlasProviderProps } from './provider/atlas-provider.tsx';
export { useAtlas, type AtlasContextValue } from './provider/atlas-context.ts';
export type { AnyAtlasClient, AtlasConnection, ProvidedClient } from './provider/connection.ts';
export { useSay } from './provider/use-say.ts';

export { createAtlasHooks, type AtlasHooks } from './create-atlas-hooks.ts';
export type { AtlasKey, AtlasPages, AtlasPagesData, AtlasQuery } from './query/atlas-query.ts';
export { refreshMillis, shownStalenessBoundMillis } from './query/freshness.ts';
export type { ReadPages } from './query/use-pages.ts';
export type { AtlasMutation } from './mutation/atlas-mutation.ts';
export type { WriteHook } from './mutation/use-write.ts';

export { controlsOptions, useControls } from './hooks/use-controls.ts';
export { controlOptions, useControl } from './hooks/use-control.ts';
export { controlDecisionOptions, useControlDecision } from './hooks/use-control-decision.ts';
export { controlImpactOptions, useControlImpact } from './hooks/use-control-impact.ts';
export { controlHistoryOptions, useControlHistory } from './hooks/use-control-history.ts';
export { useWorkspace, workspaceOptions } from './hooks/use-workspace.ts';
export { tenantOptions, useTenant } from './hooks/use-tenant.ts';
export { operationOptions, useOperation } from './hooks/use-operation.ts';
export { actionsOptions, useActions } from './hooks/use-actions.ts';
export { useWorkspaces, workspacesOptions } from './hooks/use-workspaces.ts';
export { tenantsOptions, useTenants } from './hooks/use-tenants.ts';
export { operationsOptions, useOperations } from './hooks/use-operations.ts';
export { auditOptions, useAudit } from './hooks/use-audit.ts';
export { createWorkspaceMutation, useCreateWorkspace } from './hooks/use-create-workspace.ts';
export { archiveWorkspaceMutation, useArchiveWorkspace } from './hooks/use-archive-workspace.ts';
export { restoreWorkspaceMutation, useRestoreWorkspace } from './hooks/use-restore-workspace.ts';
export { addMemberMutation, useAddMember } from './hooks/use-add-member.ts';
export { removeMemberMutation, useRemoveMember } from './hooks/use-remove-member.ts';
export { grantTenantMutation, useGrantTenant } from './hooks/use-grant-tenant.ts';
export { revokeTenantMutation, useRevokeTenant } from './hooks/use-revoke-tenant.ts';
export { createTenantMutation, useCreateTenant } from './hooks/use-create-tenant.ts';
export { changeTenantLifecycleMutation, useChangeTenantLifecycle } from './hooks/use-change-tenant-lifecycle.ts';
export { pauseControlMutation, usePauseControl } from './hooks/use-pause-control.ts';
export { rescopeControlMutation, useRescopeControl } from './hooks/use-rescope-control.ts';
export { resumeControlMutation, useResumeControl } from './hooks/use-resume-control.ts';
export { startOperationMutation, useStartOperation } from './hooks/use-start-operation.ts';
export { cancelOperationMutation, useCancelOperation } from './hooks/use-cancel-operation.ts';
export { useTenantLifecycle } from './hooks/use-tenant-lifecycle.ts';
