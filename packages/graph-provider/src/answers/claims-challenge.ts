/**
 * The claims that Graph asks for in a 401, as the token endpoint takes them: a JSON text. Null where it asks for none, or for nothing that can be sent.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsIn(wwwAuthenticate: string | null): string | null {
  const encoded = /\bclaims="([A-Za-z0-9+/=_-]{1,4000})"/.exec(wwwAuthenticate ?? '')?.[1];
  if (encoded === undefined || !/\berror="insufficient_claims"/.test(wwwAuthenticate ?? '')) return null;
  try {
    const text = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const claims: unknown = JSON.parse(text);
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims) ? text : null;
  } catch {
    return null;
  }
}
