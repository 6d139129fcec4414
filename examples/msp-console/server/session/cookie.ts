/** Cookies do not know of ports, and a second console on this machine must not sign the first one out. */
function nameFor(request: Request): string {
  return `msp_session_${new URL(request.url).port || 'default'}`;
}

/**
 * The cookie as a header. Scripts cannot read it and other sites' forms do not carry it. It is not `Secure`, because this console speaks plain http
 * on the loopback address; behind TLS, add that and the prefix `__Host-`.
 */
export function setCookie(request: Request, value: string, seconds: number): string {
  return `${nameFor(request)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${String(seconds)}`;
}

/** The header that makes a browser forget it. */
export function clearCookie(request: Request): string {
  return setCookie(request, '', 0);
}

/** What the request's cookie says; null without one. */
export function readCookie(request: Request): string | null {
  const name = nameFor(request);
  const pairs = (request.headers.get('cookie') ?? '').split(/; */);
  const own = pairs.find((pair) => pair.startsWith(`${name}=`));
  return own ? own.slice(name.length + 1) : null;
}
