import { err, ok, type Result } from '@tenantatlas/core';
import * as z from 'zod';
import { malformed, wrongShape, type GraphFailure } from '../answers/failure.ts';
import { loginFailure } from '../answers/login-error.ts';
import { retryAt } from '../answers/retry-after.ts';
import type { AccessToken, TokenMeans, TokenRequest } from './token-source.ts';

const seconds = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);
const shape = z.object({
  access_token: z.string().min(1).max(32_768),
  expires_in: seconds.pipe(z.number().min(1).max(1_000_000)),
});

/**
 * Asks the token endpoint of a tenant with the client credentials grant.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export async function askTokenEndpoint(
  { tenant, scope, loginOrigin, claims, signal }: TokenRequest,
  { post, now }: TokenMeans,
  credential: { readonly [parameter: string]: string },
): Promise<Result<AccessToken, GraphFailure>> {
  const form = { grant_type: 'client_credentials', scope, ...credential, ...(claims === null ? {} : { claims }) };
  const asked = now();
  const answer = await post(tokenEndpoint(loginOrigin, tenant), form, signal);
  return answer.andThen(({ status, body, ...hint }): Result<AccessToken, GraphFailure> => {
    if (status !== 200) return err(loginFailure(status, body, retryAt(hint, now())));
    if (body === undefined) return err(malformed(status));
    const parsed = shape.safeParse(body);
    if (!parsed.success) return err(wrongShape(parsed.error.issues[0]?.path ?? [], status));
    const { access_token: token, expires_in: life } = parsed.data;
    return ok({ token, expiresAt: asked + life * 1_000 });
  });
}

/** The token endpoint of a tenant. */
export function tokenEndpoint(loginOrigin: string, tenant: string): string {
  return `${loginOrigin}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
}
