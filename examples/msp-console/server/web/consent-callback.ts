import type { ResultAsync } from '@tenantatlas/core';

/** Where the provider's consent page sends people back to. */
export const consentCallback = '/consent/callback';

/**
 * Takes the answer of a consent page and leads to the page of the console that tells its outcome. It asks for no session, because an administrator of a tenant often has
 * no account here. The parameters hold the secret of the request: the address that it leads to has none of them. A storage that does not answer is 503, and the same
 * address may be loaded again.
 */
export function createConsentCallback(
  complete: (parameters: URLSearchParams) => ResultAsync<{ readonly outcome: string }, unknown>,
) {
  return async (request: Request): Promise<Response> => {
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
    const completed = await complete(new URL(request.url).searchParams);
    if (completed.isErr()) return new Response(null, { status: 503, headers: { 'retry-after': '5' } });
    return new Response(null, {
      status: 303,
      headers: { location: `/consent/${completed.value.outcome}`, 'cache-control': 'no-store' },
    });
  };
}
