import { err, ok } from '@tenantatlas/core';
import { invariant } from '@tenantatlas/core/ports';
import { failure, type GraphFailure } from '../answers/failure.ts';
import { loginFailure, numberIn } from '../answers/login-error.ts';
import { hidden } from './client-secret.ts';
import type { TokenSource } from './token-source.ts';

/** What this package needs of a credential of `@azure/identity`, or of anything with the same method. */
export interface TokenCredentialLike {
  getToken(
    scopes: string | string[],
    options?: { tenantId?: string; claims?: string; abortSignal?: AbortSignal },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/**
 * Tokens of a credential of `@azure/identity`, such as a managed identity or a workload identity. Its `getToken` gets the tenant of each request. `clientId` is needed for
 * consent addresses only.
 *
 * @example
 * const provider = createGraphProvider({ credentials: tokenCredential(new ClientAssertionCredential(…), { clientId }) });
 */
export function tokenCredential(
  credential: TokenCredentialLike,
  { clientId = null }: { readonly clientId?: string | null | undefined } = {},
): TokenSource {
  invariant(
    typeof (credential as TokenCredentialLike | null)?.getToken === 'function',
    'tokenCredential: pass an object with getToken(scopes, options), such as a credential of @azure/identity.',
  );
  return hidden({
    key: credential,
    clientId,
    async get({ scope, tenant, claims, signal }) {
      if (signal.aborted) throw signal.reason;
      try {
        const token = await credential.getToken(scope, {
          tenantId: tenant,
          abortSignal: signal,
          ...(claims === null ? {} : { claims }),
        });
        if (typeof token?.token !== 'string' || token.token === '' || !Number.isFinite(token.expiresOnTimestamp))
          return err(failure('failed', 'platform_identity_incomplete', { providerCode: 'no_token' }));
        return ok({ token: token.token, expiresAt: token.expiresOnTimestamp });
      } catch (reason) {
        if (signal.aborted) throw signal.reason;
        return err(refusalOf(reason));
      }
    },
  });
}

/** Errors of `@azure/identity` have the number in their text, which is read for it and dropped. */
function refusalOf(reason: unknown): GraphFailure {
  const text = reason instanceof Error ? reason.message.slice(0, 20_000) : '';
  const number = numberIn(text);
  if (number !== undefined) return loginFailure(400, { error_codes: [number] }, null);
  return failure('failed', 'platform_identity_incomplete', { providerCode: 'credential_failed' });
}
