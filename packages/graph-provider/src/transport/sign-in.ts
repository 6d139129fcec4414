import { err, ok, type AbortSignalLike, type Result } from '@tenantatlas/core';
import type { GraphFailure } from '../answers/failure.ts';
import type { Endpoints } from '../clouds.ts';
import { createTokenCache, type TokenAddress } from '../tokens/token-cache.ts';
import type { AccessToken, TokenMeans, TokenRequest, TokenSource } from '../tokens/token-source.ts';
import { sendInPlace, type SendParts } from './place.ts';
import { repeat, type RepeatParts } from './repeat.ts';
import type { GraphSession } from './session.ts';

/** The tokens of sessions. */
export interface SignIn {
  /** The token of a session. A session that asks for a fresh one gets one that was asked for after the session began, once. */
  token(session: GraphSession, signal: AbortSignalLike): Promise<Result<AccessToken, GraphFailure>>;
  /** A token in place of one that Graph refused, with the claims that it asked for. */
  renewed(
    session: GraphSession,
    refused: AccessToken,
    claims: string | null,
    signal: AbortSignalLike,
  ): Promise<Result<AccessToken, GraphFailure>>;
}

/** What sign-ins are made of. */
export interface SignInParts extends SendParts, RepeatParts {
  readonly endpoints: Endpoints;
}

/**
 * Makes a {@link SignIn}. Requests to the token endpoint have lines of their own in the budget, so that a wait that sign-ins are told holds for the sign-ins of the
 * tenant, and are repeated as every other request. The pace does not count them: it is that of Graph, and the token endpoint has limits of its own.
 */
export function createSignIn(parts: SignInParts): SignIn {
  const { clock, endpoints } = parts;
  const now = (): number => clock.epochMillis();
  const tokens = createTokenCache({ now, acquire: (source, request) => acquire(source, request, parts) });
  const done = new WeakSet<GraphSession>();
  const addressOf = ({ tenant }: GraphSession): TokenAddress => ({
    tenant,
    loginOrigin: endpoints.login,
    scope: `${endpoints.graph}/.default`,
  });
  return {
    async token(session, signal) {
      const freshFor = session.isFresh && !done.has(session) ? session : null;
      const demand = { ...addressOf(session), claims: null, freshFor, signal };
      const token = await tokens.get(session.source, demand);
      if (token.isOk()) done.add(session);
      return token;
    },
    async renewed(session, refused, claims, signal) {
      const address = addressOf(session);
      tokens.forget(session.source, address, refused.token);
      // Another request may have got a new one already.
      const kept = tokens.kept(session.source, address, claims);
      if (kept !== null) return ok(kept);
      return tokens.get(session.source, { ...address, claims, freshFor: null, signal });
    },
  };
}

/** Asks a source, and again while it fails for a reason that passes. */
async function acquire(
  source: TokenSource,
  request: TokenRequest,
  parts: SignInParts,
): Promise<Result<AccessToken, GraphFailure>> {
  const { clock, budget, limits } = parts;
  const { signal, tenant } = request;
  const until = clock.epochMillis() + limits.totalMillis;
  const line = `${tenant.toLowerCase()} sign-in`;
  let isFinal = false;
  const means: TokenMeans = {
    now: () => clock.epochMillis(),
    async post(url, form, ended) {
      const answer = await sendInPlace(
        {
          line,
          weight: 0,
          until,
          request: {
            method: 'POST',
            url,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams(form).toString(),
            signal: ended,
          },
        },
        parts,
      );
      if (answer.isOk()) return ok(answer.value);
      isFinal = answer.error.isFinal;
      return err(answer.error.failure);
    },
  };
  const attempt = async () => {
    const result = await source.get(request, means);
    return { result, isFinal };
  };
  return repeat({ attempt, until, signal, onThrottled: (at) => budget.holdUntil(line, at) }, parts);
}
