import type { PlatformCapability, WorkspaceCapability } from './capabilities.ts';

/** What an actor of a plane needs for a method. */
export type Requirement<Capability extends string> =
  /** Any one of these. */
  | { readonly needs: 'any_of'; readonly capabilities: readonly Capability[] }
  /** What the operation's definition says, and these in addition. */
  | { readonly needs: 'definition'; readonly and: readonly Capability[] }
  /** Nothing besides the plane and access to the scope. */
  | { readonly needs: 'access' };

/** One row: null means that the method does not exist for the plane. */
export interface MethodAccess {
  readonly platform: Requirement<PlatformCapability> | null;
  readonly user: Requirement<WorkspaceCapability> | null;
  readonly system: boolean | 'definition';
  /**
   * What the method is about; a tenant-scoped one needs entitlement to the tenant. `any_workspace` is about nothing of a workspace: it is for members of at least one.
   */
  readonly scope:
    | 'platform'
    | 'own_workspaces'
    | 'any_workspace'
    | 'workspace'
    | 'workspace_or_platform'
    | 'tenant'
    | 'tenant_optional';
  /** Whether it changes anything. */
  readonly writes: boolean;
}

const anyOf = <C extends string>(...capabilities: readonly C[]): Requirement<C> => ({ needs: 'any_of', capabilities });
const definition = <C extends string>(...and: readonly C[]): Requirement<C> => ({ needs: 'definition', and });

const consoleOrOps = anyOf<PlatformCapability>('platform.console.view', 'platform.ops.view');
/** Who may pause a workspace may choose and name it. */
const seeWorkspaces = anyOf<PlatformCapability>(
  'platform.console.view',
  'platform.ops.view',
  'platform.ops.controls.manage',
);
const directory = anyOf<PlatformCapability>('platform.directory.manage');
const readControls = anyOf<PlatformCapability>('platform.ops.view', 'platform.ops.controls.manage');
const manageControls = anyOf<PlatformCapability>('platform.ops.controls.manage');
const opsView = anyOf<PlatformCapability>('platform.ops.view');

const directoryWrite = { platform: directory, user: null, system: true, scope: 'workspace', writes: true } as const;
const memberWrite = <Scope extends 'workspace' | 'tenant'>(scope: Scope) =>
  ({
    platform: directory,
    user: anyOf<WorkspaceCapability>('members.manage'),
    system: true,
    scope,
    writes: true,
  }) as const;
const controlRead = { platform: readControls, user: null, system: true, scope: 'platform', writes: false } as const;
const controlWrite = { platform: manageControls, user: null, system: false, scope: 'platform', writes: true } as const;
const telemetryRead = { platform: consoleOrOps, user: null, system: true, scope: 'platform', writes: false } as const;
const auditRead = {
  platform: opsView,
  user: anyOf<WorkspaceCapability>('audit.view'),
  system: true,
  scope: 'workspace_or_platform',
  writes: false,
} as const;

const access = { needs: 'access' } as const;
const knowledgeRead = {
  platform: access,
  user: access,
  system: true,
  scope: 'any_workspace',
  writes: false,
} as const;

const surfaceRead = {
  platform: null,
  user: anyOf<WorkspaceCapability>('tenant.view'),
  system: false,
  scope: 'tenant',
  writes: false,
} as const;
const connectionRead = {
  platform: null,
  user: anyOf<WorkspaceCapability>('tenant.view'),
  system: true,
  scope: 'workspace',
  writes: false,
} as const;
const connectionWrite = {
  platform: null,
  user: anyOf<WorkspaceCapability>('connections.manage'),
  system: true,
  scope: 'workspace',
  writes: true,
} as const;

const onboardingRead = {
  platform: null,
  user: anyOf<WorkspaceCapability>('onboarding.view'),
  system: true,
  scope: 'workspace',
  writes: false,
} as const;
const onboardingWrite = {
  platform: null,
  user: anyOf<WorkspaceCapability>('onboarding.manage'),
  system: false,
  scope: 'workspace',
  writes: true,
} as const;

/**
 * Which method needs what. It is data, so that the refusal matrix, the HTTP routes and the reference are generated from one source.
 *
 * Every platform method also needs `platform.access_system_panel`; `rules.ts` checks that in one place.
 */
export const accessMatrix = {
  'workspaces.create': { ...directoryWrite, scope: 'platform' },
  'workspaces.archive': directoryWrite,
  'workspaces.restore': directoryWrite,
  'workspaces.get': {
    platform: seeWorkspaces,
    user: anyOf('workspace.view'),
    system: true,
    scope: 'workspace',
    writes: false,
  },
  'workspaces.list': {
    platform: seeWorkspaces,
    user: anyOf('workspace.view'),
    system: true,
    scope: 'own_workspaces',
    writes: false,
  },
  'workspaces.members': { ...memberWrite('workspace'), writes: false },
  'workspaces.addMember': memberWrite('workspace'),
  'workspaces.removeMember': memberWrite('workspace'),
  'workspaces.grantTenant': memberWrite('tenant'),
  'workspaces.revokeTenant': memberWrite('tenant'),
  'tenants.create': {
    platform: directory,
    user: anyOf('tenants.manage'),
    system: true,
    scope: 'workspace',
    writes: true,
  },
  'tenants.changeLifecycle': {
    platform: directory,
    user: anyOf('tenants.manage'),
    system: true,
    scope: 'tenant',
    writes: true,
  },
  'tenants.get': { platform: consoleOrOps, user: anyOf('tenant.view'), system: true, scope: 'tenant', writes: false },
  'tenants.list': {
    platform: consoleOrOps,
    user: anyOf('tenant.view'),
    system: true,
    scope: 'workspace',
    writes: false,
  },
  'controls.list': controlRead,
  'controls.summary': controlRead,
  'controls.history': controlRead,
  'controls.changes': controlRead,
  'controls.evaluate': controlRead,
  'controls.previewImpact': { ...controlWrite, writes: false },
  'controls.pause': controlWrite,
  'controls.rescope': controlWrite,
  'controls.resume': controlWrite,
  'telemetry.summary': telemetryRead,
  'telemetry.trend': telemetryRead,
  'operations.start': {
    platform: definition(),
    user: definition(),
    system: 'definition',
    scope: 'tenant',
    writes: true,
  },
  'operations.get': {
    platform: opsView,
    user: anyOf('operations.view'),
    system: true,
    scope: 'workspace',
    writes: false,
  },
  'operations.list': {
    platform: opsView,
    user: anyOf('operations.view'),
    system: true,
    scope: 'tenant_optional',
    writes: false,
  },
  'operations.attention': { platform: opsView, user: null, system: true, scope: 'platform', writes: false },
  'operations.attentionRuns': { platform: opsView, user: null, system: true, scope: 'platform', writes: false },
  'operations.cancel': {
    platform: definition('platform.ops.view'),
    user: definition(),
    system: true,
    scope: 'workspace',
    writes: true,
  },
  'connections.create': { ...connectionWrite, scope: 'tenant' },
  'connections.get': connectionRead,
  'connections.list': { ...connectionRead, scope: 'tenant_optional' },
  'connections.update': connectionWrite,
  'connections.consentUrl': { ...connectionWrite, system: false },
  'connections.permissions': connectionRead,
  'connections.acknowledge': { ...connectionWrite, user: anyOf('onboarding.manage'), system: false },
  'connections.verify': { ...connectionWrite, user: anyOf('onboarding.manage', 'operations.start') },
  'onboarding.start': { ...onboardingWrite, scope: 'tenant_optional' },
  'onboarding.get': onboardingRead,
  'onboarding.list': { ...onboardingRead, scope: 'tenant_optional' },
  'onboarding.update': onboardingWrite,
  'onboarding.readiness': onboardingRead,
  'onboarding.complete': onboardingWrite,
  'onboarding.cancel': onboardingWrite,
  'surfaces.actions': surfaceRead,
  'surfaces.pauses': { ...surfaceRead, scope: 'workspace' },
  'surfaces.tenantVerification': surfaceRead,
  'surfaces.recentOperations': surfaceRead,
  'surfaces.onboardingVerification': { ...surfaceRead, scope: 'workspace' },
  'knowledge.topics': knowledgeRead,
  'knowledge.resolve': { ...knowledgeRead, scope: 'workspace_or_platform' },
  'knowledge.source': knowledgeRead,
  'knowledge.glossary': knowledgeRead,
  'knowledge.reasons': knowledgeRead,
  'audit.list': auditRead,
  'audit.export': auditRead,
} as const satisfies { readonly [method: string]: MethodAccess };

/** The name of a governed method. */
export type MethodName = keyof typeof accessMatrix;
