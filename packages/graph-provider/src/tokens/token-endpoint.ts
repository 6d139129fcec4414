import { err, ok, type Result } from '@tenantatlas/core';
import * as z from 'zod';
import { unreachable, wrongShape, type GraphFailure } from '../answers/failure.ts';
import { loginFailure } from '../answers/login-error.ts';
import { retryAt } from '../transport/retry-after.ts';
import type { AccessToken, TokenMeans, TokenRequest } from './token-source.ts';

const shape = z.object({
  access_token: z.string().min(1).max(32_768),
  expires_in: z.coerce.number().int().min(1).max(1_000_000),
});

/**
 * Asks the token endpoint of a tenant with the client credentials grant.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export async function askTokenEndpoint(
  { tenant, scope, loginOrigin, claims, signal }: TokenRequest,
  { http, now }: TokenMeans,
  credential: { readonly [parameter: string]: string },
): Promise<Result<AccessToken, GraphFailure>> {
  const form = { grant_type: 'client_credentials', scope, ...credential, ...(claims === null ? {} : { claims }) };
  const asked = now();
  const answer = await http({
    method: 'POST',
    url: tokenEndpoint(loginOrigin, tenant),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    signal,
  });
  if (answer === null) return err(unreachable);
  const { status, body, isJson } = answer;
  if (status !== 200) return err(loginFailure(status, body, retryAt(answer.retryAfter, now())));
  const parsed = isJson ? shape.safeParse(body) : null;
  if (!parsed?.success) return err(wrongShape(parsed?.error.issues[0]?.path ?? [], status));
  return ok({ token: parsed.data.access_token, expiresAt: asked + parsed.data.expires_in * 1_000 });
}

/** The token endpoint of a tenant. */
export function tokenEndpoint(loginOrigin: string, tenant: string): string {
  return `${loginOrigin}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
}
