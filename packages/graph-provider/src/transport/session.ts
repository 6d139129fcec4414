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
  /**
   * The longest wait that a request of the session takes, in milliseconds, where Graph limits it or is not available. A longer one ends the request at once, `throttled`, with the instant: the
   * caller can do other work until then. @default as long as the request may take
   */
  readonly longestWaitMillis?: number | undefined;
}
