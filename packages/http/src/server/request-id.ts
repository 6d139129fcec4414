/** The caller's own id, where it is fit for a log; it ties the answer, the log line and the caller's own trace together. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  return given !== null && /^[A-Za-z0-9._:+/-]{1,120}$/.test(given) ? given : crypto.randomUUID();
}
