import type { ProviderConnection } from '../ports/connection-store.ts';
import type { CredentialSource } from '../ports/credential-source.ts';
import type { Logger } from '../ports/logger.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { CredentialState } from './checks.ts';
import { late, within } from './within.ts';

/** How long the host's secret store may take. */
const credentialMillis = 20_000;

/** What the look-up of a credential works with. */
export interface CredentialTools {
  readonly credentials: CredentialSource | null;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly signal: AbortSignalLike;
}

/** The credential that a connection names, from the host's secret store. A store that rejects, or answers too late, is `failed`; no text of it goes anywhere. */
export async function resolveCredential(
  { credentialReference, connectionType, provider, workspaceId, tenantId }: ProviderConnection,
  tools: CredentialTools,
): Promise<{ readonly state: CredentialState; readonly credential: unknown }> {
  const { credentials, logger } = tools;
  if (credentialReference === null)
    return { state: connectionType === 'dedicated' ? 'missing' : 'not_needed', credential: null };
  if (credentials === null) return { state: 'missing', credential: null };
  const request = { reference: credentialReference, provider, workspaceId, tenantId };
  try {
    const credential: unknown = await within(tools, credentialMillis, (signal) =>
      credentials.resolve({ ...request, signal }),
    );
    if (credential !== late) return { state: (credential ?? null) === null ? 'missing' : 'found', credential };
    logger.error('credential_source_failed', { name: 'late' });
  } catch (reason) {
    // The text of the host's error may hold what the store knows; it goes nowhere. One that was told to stop has not failed.
    if (!tools.signal.aborted)
      logger.error('credential_source_failed', { name: reason instanceof Error ? reason.name : typeof reason });
  }
  return { state: 'failed', credential: null };
}
