import type { AbortSignalLike, Result } from '@tenantatlas/core';
import type { GraphFailure } from '../answers/failure.ts';

/** A token, and until when it may be used. Its text goes into one header and nowhere else. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** For whom a token is. */
export interface TokenRequest {
  readonly tenant: string;
  /** `https://graph.microsoft.com/.default` and its like in other clouds. */
  readonly scope: string;
  /** Where the tenant's token endpoint is. */
  readonly loginOrigin: string;
  /** What Graph asked for in a challenge; null otherwise. */
  readonly claims: string | null;
  readonly signal: AbortSignalLike;
}

/**
 * Gets tokens. One request for each call: keeping and sharing them is the cache's.
 *
 * MUST answer a failure for whatever the token endpoint says, and reject only with the reason of the signal. MUST NOT log or throw a secret.
 */
export interface TokenSource {
  /** Tells apps apart, so that no token of one is used for another. Not a secret: it goes into keys of the cache. */
  readonly app: string;
  get(request: TokenRequest): Promise<Result<AccessToken, GraphFailure>>;
}

/** Tokens that were got before, by cloud, app and tenant. */
export interface TokenCache {
  /** A token that is good for a minute at least, got once for all who ask at the same time. */
  get(source: TokenSource, request: TokenRequest & { readonly isFresh: boolean }): Promise<Result<AccessToken, GraphFailure>>;
  /** Forgets a token that Graph refused. */
  forget(source: TokenSource, request: Pick<TokenRequest, 'tenant' | 'loginOrigin' | 'scope'>, token: string): void;
}
