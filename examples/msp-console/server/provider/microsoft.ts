import { randomBytes } from 'node:crypto';
import type { Clock, CredentialSource, DirectoryProvider, Logger } from '@tenantatlas/core';
import { clientSecret, createGraphProvider } from '@tenantatlas/graph-provider';
import { createGraphSimulator } from '@tenantatlas/graph-provider/simulator';
import { createDemonstration, type Demonstration } from './demonstration.ts';
import { dedicatedClientId, platformClientId, simulatedApps, simulatedTenants } from './directory.ts';
import { createVault } from './vault.ts';

/** A simulated Microsoft that listens on this machine, and the provider that reads it over HTTP. */
export interface SimulatedMicrosoft {
  /** The provider, as it would read Microsoft itself. `clock` is for a seed whose events lie in the past. */
  provider(options?: { readonly clock?: Clock; readonly logger?: Logger }): DirectoryProvider;
  readonly credentials: CredentialSource;
  /** Where its apps are registered to get answers about consent. */
  readonly redirectUri: string | undefined;
  /** What a person may change in the simulated tenants. */
  readonly demonstration: Demonstration;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/** Options of {@link startMicrosoft}. */
export interface MicrosoftOptions {
  /** Where the consent page sends an administrator back to. @default none: consent cannot be asked for */
  readonly redirectUri?: string | undefined;
}

/** A limit that Microsoft sets is told at once: a demonstration does not wait two minutes for it to pass. */
const timeoutMillis = 15_000;

/**
 * Starts the simulator of Microsoft Graph and of its sign-in on two free ports of 127.0.0.1. The secrets of its apps are made anew at each start and are in this
 * process only. Every start begins with the same tenants, in which all permissions are granted.
 */
export async function startMicrosoft({ redirectUri }: MicrosoftOptions = {}): Promise<SimulatedMicrosoft> {
  const secrets = new Map<string, string>();
  const secretOf = (clientId: string): string => {
    const secret = secrets.get(clientId) ?? randomBytes(24).toString('base64url');
    secrets.set(clientId, secret);
    return secret;
  };
  const simulator = createGraphSimulator({
    seed: 'msp-console',
    tenants: simulatedTenants(),
    apps: simulatedApps(secretOf, redirectUri === undefined ? [] : [redirectUri]),
  });
  const server = await simulator.listen();
  const { graph, login } = server;
  const appOf = (clientId: string) => ({ clientId, clientSecret: secretOf(clientId) });
  return {
    provider: (options = {}) =>
      createGraphProvider({
        endpoints: { graph, login },
        credentials: clientSecret(appOf(platformClientId)),
        limits: { totalMillis: timeoutMillis },
        ...options,
      }),
    credentials: createVault((workspaceId) => {
      const clientId = dedicatedClientId(workspaceId);
      return clientId === null ? null : appOf(clientId);
    }),
    redirectUri,
    demonstration: createDemonstration(simulator.control),
    close: () => server.close(),
  };
}
