import type { AbortSignalLike } from './restore-executor.ts';

/** Which credential is asked for. */
export interface CredentialRequest {
  /** What the connection stores: a name in the host's secret store, never a secret. */
  readonly reference: string;
  readonly provider: string;
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly signal: AbortSignalLike;
}

/**
 * The host's secret store. Core asks at the moment of use, hands the answer to the provider and keeps nothing: no answer is stored, logged or thrown.
 *
 * MUST answer null for a reference that does not exist or that the tenant of the workspace may not use, because a reference is input of a workspace user: look it up among
 * the names of that tenant, and build no path of it. A rejection, and no answer within 20 seconds, make a check end there without enough
 * evidence; the name of the error goes to the log, its text goes nowhere.
 */
export interface CredentialSource {
  resolve(request: CredentialRequest): Promise<unknown>;
}
