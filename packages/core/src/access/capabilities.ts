/** What a platform operator may be allowed to do. */
export const platformCapabilities = [
  'platform.access_system_panel',
  'platform.console.view',
  'platform.ops.view',
  'platform.ops.controls.manage',
  'platform.runbooks.view',
  'platform.runbooks.run',
  'platform.runbooks.findings.lifecycle_backfill',
  'platform.directory.manage',
] as const;

/** See {@link platformCapabilities}. */
export type PlatformCapability = (typeof platformCapabilities)[number];

/** What a workspace user may be allowed to do. */
export const workspaceCapabilities = [
  'workspace.view',
  'tenant.view',
  'operations.view',
  'findings.view',
  'reports.view',
  'review_packs.view',
  'onboarding.view',
  'support_diagnostics.view',
  'operations.start',
  'reports.create',
  'review_packs.request',
  'onboarding.manage',
  'connections.manage',
  'findings.maintain',
  'restore.execute',
  'review_packs.include_pii',
  'tenants.manage',
  'members.manage',
  'audit.view',
] as const;

/** See {@link workspaceCapabilities}. */
export type WorkspaceCapability = (typeof workspaceCapabilities)[number];

/** How names of platform capabilities begin; no capability of a host does. */
export const platformPrefix = 'platform.';

/**
 * What an operator may hold: platform capabilities, and what the definition of an operation names, which is a capability of workspaces or of the host. The last two
 * count only where a definition or a guard names them.
 */
export type OperatorCapability<Given extends string = string> =
  | PlatformCapability
  | (Given extends `platform.${string}` ? never : Given);
