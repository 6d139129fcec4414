import {
  createTenantAtlas,
  definePermissions,
  orThrow,
  systemActor,
  toInstant,
  workspaceUser,
} from '@tenantatlas/core';
import { scriptedProvider } from '@tenantatlas/core/conformance';
import { useConnection, usePermissions } from '../../src/index.ts';
import type { ReactNode } from 'react';
import { ConnectionCard, PermissionList, VerificationReport } from '../../src/ui/index.ts';

const organization = { key: 'Organization.Read.All', type: 'application' } as const;
const roles = { key: 'RoleManagement.Read.Directory', type: 'application' } as const;
const mail = { key: 'Mail.Send', type: 'delegated' } as const;

/** The tenant of the provider, with everything that is required and one permission more. */
const contoso = {
  externalTenantId: 'contoso.example',
  displayName: 'Contoso',
  verifiedDomains: ['contoso.example'],
  grants: [organization, roles, mail, { key: 'Files.Read.All', type: 'application' }],
} as const;

/** The same tenant without the delegated permission: its check fails and does not block. */
export const withoutMail = { ...contoso, grants: [organization, roles] };

/** The same tenant without the permission to read roles. */
export const withoutRoles = { ...contoso, grants: [organization, mail] };

/** An atlas with a scripted provider, and one connection of the tenant `t-1` in `w-1`, which Mia manages. */
export async function connectionWorld() {
  const provider = scriptedProvider({
    permissions: definePermissions({
      provider: 'scripted',
      version: 1,
      permissions: [
        { ...organization, features: ['Verification'], since: 1 },
        { ...roles, features: ['Privileged roles', 'Findings'], since: 1 },
        { ...mail, features: ['Notifications'], since: 1 },
      ],
    }),
    tenants: [contoso],
    now: () => toInstant(Date.now()),
  });
  const atlas = createTenantAtlas({
    providers: [provider],
    consent: { redirectUri: 'https://console.example/consent/callback' },
    knowledge: {
      resolvers: {
        admin_consent_primary: () => null,
        required_permissions: ({ tenantId }) => `/tenants/${tenantId}/permissions`,
      },
    },
    credentials: { resolve: async () => ({ clientSecret: 'of-a-test' }) },
  });
  const system = atlas.as(systemActor('test-setup'));
  const here = { workspaceId: 'w-1', tenantId: 't-1' };
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ ...here, name: 'Contoso' }));
  for (const [userId, role] of [
    ['u-mia', 'manager'],
    ['u-lea', 'manager'],
    ['u-rea', 'readonly'],
  ] as const) {
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId, role }));
    orThrow(await system.workspaces.grantTenant({ ...here, userId }));
  }
  const { id: connectionId } = orThrow(
    await system.connections.create({
      ...here,
      provider: 'scripted',
      connectionType: 'dedicated',
      credentialReference: 'w-1/app',
      displayName: 'Main connection',
      externalTenantId: 'contoso.example',
    }),
  );
  const one = { workspaceId: 'w-1', connectionId };
  atlas.worker.start();
  return {
    atlas,
    provider,
    one,
    client: atlas.as(workspaceUser({ id: 'u-mia', label: 'Mia' })),
    /** Another manager. */
    lea: atlas.as(workspaceUser({ id: 'u-lea', label: 'Lea' })),
    /** A reader, who may not acknowledge. */
    rea: atlas.as(workspaceUser({ id: 'u-rea', label: 'Rea' })),
    /** Runs a check to its end. */
    async check(): Promise<void> {
      orThrow(await system.connections.verify(one));
      await atlas.worker.idle();
    },
  };
}

/** Everything about one connection, as a host composes it. */
export function ConnectionPage({
  one,
  isReasonTold = false,
}: {
  readonly one: Awaited<ReturnType<typeof connectionWorld>>['one'];
  /** Whether the report and the permissions are told what the card shows. */
  readonly isReasonTold?: boolean;
}): ReactNode {
  const connection = useConnection(one);
  const permissions = usePermissions(one);
  if (connection.state !== 'ready' || permissions.state !== 'ready') return null;
  const { report, lastErrorReason: reason } = connection.data;
  const told = isReasonTold && reason ? [reason.label, reason.explanation] : undefined;
  return (
    <>
      <ConnectionCard connection={connection.data} headingLevel={2} />
      {report && <VerificationReport report={report} besides={told} />}
      <PermissionList overview={permissions.data} besides={told} />
    </>
  );
}
