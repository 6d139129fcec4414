/** Headers of every answer that has no stricter ones: the atlas tells its addresses to no page at all. */
const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/**
 * What a page may load: its own scripts, styles, images, fonts and connections, and nothing else. The nonce is for the few style elements that
 * react-aria adds by itself.
 */
export function contentSecurityPolicy(nonce: string): string {
  return (
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self'; font-src 'self'; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  );
}

/** A response with the headers of every answer. */
export function withCommonHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(commonHeaders)) headers.set(name, headers.get(name) ?? value);
  return new Response(response.body, { status: response.status, headers });
}
