import { platformOperator, systemActor, workspaceUser, type Actor } from '../../access/actor.ts';
import { platformCapabilities, type PlatformCapability } from '../../access/capabilities.ts';
import { specRoles, type SpecRole } from './spec-roles.ts';
import { foreignTenantId, siblingTenantId } from './suite-atlas.ts';

/** One kind of caller, with their rights in the test world by the specification. */
export interface ActorCase {
  readonly name: string;
  readonly actor: Actor;
  readonly plane: 'platform' | 'workspace' | 'system';
  readonly isMember: boolean;
  /** Whether they belong to any workspace of the test world. */
  readonly isMemberAnywhere: boolean;
  /** What they hold in the workspace. */
  readonly inWorkspace: readonly string[];
  /** What they hold in `t-1`; null when they may not see it. */
  readonly inTenant: readonly string[] | null;
  /** What they hold in `t-2`; null when they may not see it. */
  readonly inSibling: readonly string[] | null;
  readonly lacksReason: boolean;
  /** An operator who may see some tenants only; never the new ones. */
  readonly isLimited: boolean;
}

const panel = 'platform.access_system_panel';

function operator(
  name: string,
  capabilities: readonly PlatformCapability[],
  more: { allows?: readonly string[]; in?: string; breakGlass?: { reason?: string | null } } = {},
): ActorCase {
  const { allows, in: workspaceId = 'w-1', breakGlass = null } = more;
  const allowedTenants = allows ? allows.map((tenantId) => ({ workspaceId, tenantId })) : null;
  const within = (tenantId: string) =>
    !allows || (workspaceId === 'w-1' && allows.includes(tenantId)) ? capabilities : null;
  return {
    name,
    actor: platformOperator({ id: 'op-case', label: 'Cleo Case', capabilities, allowedTenants, breakGlass }),
    plane: 'platform',
    isMember: true,
    isMemberAnywhere: true,
    inWorkspace: capabilities,
    inTenant: within('t-1'),
    inSibling: within(siblingTenantId),
    lacksReason: breakGlass !== null && !breakGlass.reason?.trim(),
    isLimited: allowedTenants !== null,
  };
}

/** A user of a workspace. Members are entitled to `t-1`, by a role of their own where they have one; `elsewhere` are entitled to `t-2` instead. */
function user(name: string, id: string, role: SpecRole | null, own: SpecRole | 'elsewhere' | null): ActorCase {
  const inWorkspace = role ? specRoles[role] : [];
  const isElsewhere = own === 'elsewhere';
  return {
    name,
    actor: workspaceUser({ id, label: `Name of ${id}` }),
    plane: 'workspace',
    isMember: role !== null,
    isMemberAnywhere: role !== null || id === 'u-elsewhere',
    inWorkspace,
    inTenant: role === null || isElsewhere ? null : own ? specRoles[own] : inWorkspace,
    inSibling: isElsewhere ? inWorkspace : null,
    lacksReason: false,
    isLimited: false,
  };
}

const others = platformCapabilities.filter((capability) => capability !== panel);

/** All kinds of callers. */
export const actorCases: readonly ActorCase[] = [
  operator('platform with nothing', []),
  operator('platform without the system panel', others),
  operator('platform with the system panel only', [panel]),
  ...others.map((capability) => operator(`platform with ${capability}`, [panel, capability])),
  operator('platform with ops.view and runbooks.run', [panel, 'platform.ops.view', 'platform.runbooks.run']),
  operator('platform with everything', platformCapabilities),
  operator('platform limited to t-1', platformCapabilities, { allows: ['t-1'] }),
  operator('platform limited to t-2', platformCapabilities, { allows: ['t-2'] }),
  operator('platform limited to tenants of another workspace', platformCapabilities, {
    allows: ['t-1', foreignTenantId],
    in: 'w-2',
  }),
  operator('platform limited to nothing', platformCapabilities, { allows: [] }),
  operator('break-glass without a reason', platformCapabilities, { breakGlass: {} }),
  operator('break-glass with a blank reason', platformCapabilities, { breakGlass: { reason: '  ' } }),
  operator('break-glass with a reason', platformCapabilities, { breakGlass: { reason: 'Incident 12' } }),
  user('outsider', 'u-outsider', null, null),
  user('member of another workspace', 'u-elsewhere', null, null),
  user('owner in both workspaces', 'u-both', 'owner', null),
  user('member not entitled', 'u-unentitled', 'owner', 'elsewhere'),
  user('readonly', 'u-readonly', 'readonly', null),
  user('operator', 'u-operator', 'operator', null),
  user('manager', 'u-manager', 'manager', null),
  user('owner', 'u-owner', 'owner', null),
  user('readonly, owner of the tenant', 'u-raised', 'readonly', 'owner'),
  user('owner, readonly in the tenant', 'u-lowered', 'owner', 'readonly'),
  {
    name: 'system',
    actor: systemActor('test'),
    plane: 'system',
    isMember: true,
    isMemberAnywhere: true,
    inWorkspace: [],
    inTenant: [],
    inSibling: [],
    lacksReason: false,
    isLimited: false,
  },
];
