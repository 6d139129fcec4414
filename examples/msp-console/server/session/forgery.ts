/**
 * Whether a browser sends this write on behalf of another site. The same judgement as the atlas handler's own: signing somebody in or out behind
 * their back is a forgery too. Programs that are no browser send neither header.
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
