// Microsoft for the demonstration: a simulator on loopback, which the provider reads over real HTTP as it would read Microsoft Graph.
import { randomUUID } from 'node:crypto';
import type { CredentialSource, DirectoryProvider } from '@tenantatlas/core';
import { createGraphProvider, microsoftPermissions } from '@tenantatlas/graph-provider';
import { createGraphSimulator, type SimulatorControl } from '@tenantatlas/graph-provider/simulator';
import { workspaces } from '../seed/plan.ts';

/** What the console's atlas needs of it, and how a demonstration changes it. */
export interface DemoMicrosoft {
  readonly providers: readonly DirectoryProvider[];
  readonly credentials: CredentialSource;
  /** Changes tenants while they are read. */
  readonly control: SimulatorControl;
  /** The app that signs in. */
  readonly clientId: string;
  close(): Promise<void>;
}

/** The app that each customer of the demonstration has registered. */
const clientId = 'c0ffee00-5a17-4c1d-9e55-7e57ab1e0001';

/**
 * Starts it, with the tenants of the plan that have an id at Microsoft. All have consented, and the first of Contoso has not granted everything that is required. The
 * secret is made anew at each start and never leaves the process.
 */
export async function startDemoMicrosoft(): Promise<DemoMicrosoft> {
  const secret = randomUUID();
  const known = workspaces.flatMap(({ workspaceId, tenants }) =>
    tenants.flatMap(({ tenantId, name, externalTenantId }) =>
      externalTenantId === null ? [] : [{ id: externalTenantId, name: tenantId, displayName: name, workspaceId }],
    ),
  );
  const simulator = createGraphSimulator({
    seed: 'msp-console',
    tenants: known.map(({ id, name, displayName }) => ({ id, name, displayName })),
    apps: [
      {
        clientId,
        displayName: 'Tenant governance',
        secrets: [{ value: secret }],
        permissions: microsoftPermissions.permissions.map(({ key }) => key).filter((key) => key !== notGranted),
        consentedBy: known.map(({ id }) => id),
      },
    ],
  });
  for (const { id, workspaceId } of known)
    if (workspaceId !== 'contoso-health') simulator.control.grant(id, clientId, notGranted);
  const { graph, login, close } = await simulator.listen();
  return {
    providers: [createGraphProvider({ endpoints: { graph, login } })],
    // A real host looks the name up in its secret store, among the names of that workspace.
    credentials: {
      resolve: async ({ reference, workspaceId }) =>
        reference === credentialOf(workspaceId) ? { clientId, clientSecret: secret } : null,
    },
    control: simulator.control,
    clientId,
    close,
  };
}

/** Contoso has not granted it: its check shows what that means. */
const notGranted = 'Policy.Read.All';

/** The name under which the secret of a workspace is kept. */
export function credentialOf(workspaceId: string): string {
  return `${workspaceId}/microsoft`;
}
