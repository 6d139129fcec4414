const name = 'msp_session';

/**
 * The cookie as a header. Scripts cannot read it and other sites' forms do not carry it. It is not `Secure`, because this console speaks plain http
 * on the loopback address; behind TLS, add that and the prefix `__Host-`.
 */
export function setCookie(value: string, seconds: number): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${String(seconds)}`;
}

/** The header that makes a browser forget it. */
export const clearCookie = setCookie('', 0);

/** What the request's cookie says; null without one. */
export function readCookie(request: Request): string | null {
  const pairs = (request.headers.get('cookie') ?? '').split(/; */);
  const own = pairs.find((pair) => pair.startsWith(`${name}=`));
  return own ? own.slice(name.length + 1) : null;
}
