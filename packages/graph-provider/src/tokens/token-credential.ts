import { err, ok } from '@tenantatlas/core';
import { invariant } from '@tenantatlas/core/ports';
import * as z from 'zod';
import { failure, networkFailure, type GraphFailure } from '../answers/failure.ts';
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
 * consent addresses and for reading grants. A credential that keeps tokens of its own may answer a check with one of them, although its secret has ended since.
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

/** What a rejection tells besides its text. */
const rejection = z.object({
  statusCode: z.number().int().min(400).max(599),
  errorResponse: z.object({ error: z.string() }).optional().catch(undefined),
});

/** Codes of a platform that reached no server. A file that is gone has a code too, and is none of these. */
const networkCodes =
  /^(?:ECONN[A-Z]+|ENOTFOUND|EAI_[A-Z]+|ETIMEDOUT|EPIPE|E(?:HOST|NET)UNREACH|UND_ERR_[A-Z_]+|CERT_[A-Z_]+|(?:DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)_[A-Z_]+|ERR_TLS_[A-Z_]+)$/;

/**
 * Errors of `@azure/identity` have the number in their text, which is read for it and dropped. Else the status and the OAuth error that they carry decide, then the code of
 * the platform.
 */
function refusalOf(reason: unknown): GraphFailure {
  const text = reason instanceof Error ? reason.message.slice(0, 20_000) : '';
  const number = numberIn(text);
  if (number !== undefined) return loginFailure(400, { error_codes: [number] }, null);
  const told = rejection.safeParse(reason);
  if (told.success) return loginFailure(told.data.statusCode, { error: told.data.errorResponse?.error }, null);
  const network = networkFailure(reason);
  return networkCodes.test(network.reason.providerCode ?? '')
    ? network
    : failure('failed', 'platform_identity_incomplete', { providerCode: 'credential_failed' });
}
