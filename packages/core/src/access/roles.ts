import type { WorkspaceRole } from '../ports/member-store.ts';
import type { WorkspaceCapability } from './capabilities.ts';

const readonly = [
  'workspace.view',
  'tenant.view',
  'operations.view',
  'findings.view',
  'reports.view',
  'review_packs.view',
  'onboarding.view',
] as const satisfies readonly WorkspaceCapability[];

const operator = [
  ...readonly,
  'support_diagnostics.view',
  'operations.start',
  'reports.create',
  'review_packs.request',
] as const satisfies readonly WorkspaceCapability[];

const manager = [
  ...operator,
  'onboarding.manage',
  'connections.manage',
  'findings.maintain',
  'restore.execute',
  'review_packs.include_pii',
] as const satisfies readonly WorkspaceCapability[];

const owner = [
  ...manager,
  'tenants.manage',
  'members.manage',
  'audit.view',
] as const satisfies readonly WorkspaceCapability[];

/** What each built-in role grants. A host that needs another table brings its own `AccessPolicy`. */
export const roleCapabilities: { readonly [role in WorkspaceRole]: readonly WorkspaceCapability[] } = Object.freeze({
  readonly: Object.freeze(readonly),
  operator: Object.freeze(operator),
  manager: Object.freeze(manager),
  owner: Object.freeze(owner),
});
