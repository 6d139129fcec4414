import type { PersonView } from '../../server/session/session.ts';
import { paths } from '../paths.ts';
import { mayManageMembers, mayReadAudit, mayReadTelemetry } from './may-read-audit.ts';
import type { IconName } from '../ui/icons.tsx';

/** A page as the rail and the palette name it. */
export interface PageLink {
  readonly id:
    | 'controls'
    | 'workspaces'
    | 'telemetry'
    | 'audit'
    | 'members'
    | 'overview'
    | 'tenants'
    | 'onboarding'
    | 'operations';
  readonly href: string;
  readonly icon: IconName;
}

/** The pages of the system console, or of a workspace. Workspace users have no system console. */
export function pagesOf(
  workspaceId: string | null,
  { plane, capabilities: ofPlatform }: Pick<PersonView, 'plane' | 'capabilities'>,
  /** What the person holds in the workspace; null while that is not known. */
  capabilities: readonly string[] | null = null,
): readonly PageLink[] {
  if (workspaceId !== null)
    return [
      { id: 'overview', href: paths.workspace(workspaceId), icon: 'overview' },
      { id: 'tenants', href: paths.tenants(workspaceId), icon: 'tenants' },
      ...(plane === 'workspace' && mayViewOnboarding(capabilities)
        ? [{ id: 'onboarding', href: paths.onboardings(workspaceId), icon: 'onboarding' } as const]
        : []),
      { id: 'operations', href: paths.operations(workspaceId), icon: 'operations' },
      ...(capabilities && !mayManageMembers(capabilities)
        ? []
        : [{ id: 'members', href: paths.members(workspaceId), icon: 'person' } as const]),
      ...(capabilities && !mayReadAudit(capabilities)
        ? []
        : [{ id: 'audit', href: paths.audit(workspaceId), icon: 'audit' } as const]),
    ];
  if (plane !== 'platform') return [];
  return [
    { id: 'overview', href: paths.system, icon: 'overview' },
    { id: 'controls', href: paths.controls, icon: 'controls' },
    { id: 'workspaces', href: paths.workspaces, icon: 'workspaces' },
    { id: 'operations', href: paths.platformOperations, icon: 'operations' },
    ...(mayReadTelemetry(ofPlatform) ? [{ id: 'telemetry', href: paths.telemetry, icon: 'telemetry' } as const] : []),
    { id: 'audit', href: paths.platformAudit, icon: 'audit' },
  ];
}

/** Whether what a person holds in a workspace opens its onboardings. What is not known yet is taken to open them, as for the other pages. */
function mayViewOnboarding(capabilities: readonly string[] | null): boolean {
  return capabilities === null || capabilities.includes('onboarding.view');
}
