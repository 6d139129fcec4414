import type { AbortSignalLike } from '@tenantatlas/core';
import type { TokenSource } from '../tokens/token-source.ts';

/** Who is read, and with what. One for each call of the provider. */
export interface GraphSession {
  /** A GUID or a domain name, in any case. The two names of one tenant count as two tenants for the budget and the tokens. */
  readonly tenant: string;
  readonly source: TokenSource;
  /** Signs in anew for the first request of the session. */
  readonly isFresh: boolean;
  readonly signal: AbortSignalLike;
}
