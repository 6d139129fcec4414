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

/** What the token endpoint answered. */
export interface TokenAnswer {
  readonly status: number;
  /** Parsed JSON; undefined where the body is empty or not JSON. */
  readonly body: unknown;
  /** The header `Retry-After`. */
  readonly retryAfter: string | null;
  /** The header `Date`: a date in `Retry-After` is compared with it. */
  readonly date: string | null;
}

/** How a source reaches the token endpoint. */
export interface TokenMeans {
  /** Posts a form, once. A failure where no whole answer came. Rejects only with the reason of the signal. */
  readonly post: (
    url: string,
    form: { readonly [parameter: string]: string },
    signal: AbortSignalLike,
  ) => Promise<Result<TokenAnswer, GraphFailure>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Gets tokens. One request for each call: keeping, sharing and repeating them is done around it.
 *
 * Answers a failure for everything that the token endpoint says, and rejects only with the reason of the signal. Never logs or throws a secret.
 */
export interface TokenSource {
  /** Tells apps and credentials apart, so that no token of one is used for another: a text without a secret, or the credential object itself. */
  readonly key: string | object;
  /** The app's id; null where the host's own credential does not say it. */
  readonly clientId: string | null;
  get(request: TokenRequest, means: TokenMeans): Promise<Result<AccessToken, GraphFailure>>;
}
