/** A path of the host has a meaning only with an origin; this one is never sent. */
const anyOrigin = 'https://host.invalid';

/**
 * The fixed address with the outcome in its query; null for an address that browsers must not be sent to. A path keeps the browser on the host's own origin: two slashes, also
 * those that are left when `/.` is taken away, or a backslash that browsers read as one, would name another.
 */
export function addressWith(redirectTo: unknown, outcome: string): string | null {
  if (typeof redirectTo !== 'string' || !/^[!-~]+$/.test(redirectTo) || /[\\#]/.test(redirectTo)) return null;
  const isPath = /^\/(?!\/)/.test(redirectTo);
  const base = isPath ? anyOrigin : undefined;
  if (!URL.canParse(redirectTo, base)) return null;
  const address = new URL(redirectTo, base);
  const isSafe = address.protocol === 'https:' || (address.protocol === 'http:' && isLoopback(address.hostname));
  const hasUser = address.username !== '' || address.password !== '';
  if (!isSafe || hasUser || address.searchParams.has('outcome')) return null;
  if (isPath && (address.origin !== anyOrigin || address.pathname.startsWith('//'))) return null;
  address.searchParams.set('outcome', outcome);
  return isPath ? `${address.pathname}${address.search}` : address.href;
}

function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
