/**
 * Whether a browser sends this write on behalf of another site. The atlas handler judges in the same way: a sign-in or sign-out can be forged too.
 * Programs other than browsers send neither header.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function isForgedWrite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  return origin !== null && !ownOrigins(request).includes(origin);
}

function ownOrigins(request: Request): readonly string[] {
  const host = request.headers.get('host') ?? '';
  return [`http://${host}`, `https://${host}`];
}
