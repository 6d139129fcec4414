import { invariant } from '@tenantatlas/core';
import { optionChecks } from '@tenantatlas/core/ports';

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a browser sends this on behalf of another site, with cookies that its user never meant for it. Reads are let through: they change
 * nothing, and the same-origin policy keeps their answers from the other site.
 *
 * Programs other than browsers send neither header and are let through. A browser sends at least one of them with every write, and page scripts can forge
 * neither. `Sec-Fetch-Site` comes first, because it does not need the handler's own address; browsers leave it out on plain http and before 2023. Then
 * `Origin` has to name the host that the request was sent to. A proxy that writes another `Host` breaks this comparison, in the safe direction: its
 * public origin belongs into the trusted ones. `X-Forwarded-Host` is not trusted, because any sender can write it.
 *
 * @see https://www.w3.org/TR/fetch-metadata/ and the algorithm of Go's `net/http.CrossOriginProtection`
 */
export function isForgery(request: Request, trustedOrigins: readonly string[]): boolean {
  if (reads.has(request.method)) return false;
  const origin = request.headers.get('origin');
  if (origin !== null && trustedOrigins.includes(origin)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  return origin !== null && !isOwn(origin, request);
}

/** Origins as browsers write them. Any other spelling would match nothing, and `null` is the origin of every sandboxed frame of any site. */
export function checkedOrigins(factory: string, origins: readonly string[] = []): readonly string[] {
  const isText = (origin: unknown): boolean => typeof origin === 'string';
  optionChecks(factory).list('trustedOrigins', origins, isText, '["https://admin.example.com"]');
  for (const origin of origins)
    invariant(
      isOrigin(origin),
      `${factory}: trustedOrigins has ${JSON.stringify(origin)}. Write origins as browsers do, in small letters, with the scheme, ` +
        'without a default port and without a slash at the end: "https://admin.example.com".',
    );
  return [...origins];
}

/**
 * Compares the hosts as browsers do: letter case, a dot at the end and the default port of the origin's scheme make no difference, any other port does.
 * The scheme is not compared: behind a proxy that ends TLS the handler does not know its own.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-origin, RFC 9110 section 7.2
 */
function isOwn(origin: string, request: Request): boolean {
  const own = request.headers.get('host') ?? new URL(request.url).host;
  // Anything else would be read as a user, a path or a query.
  if (!isOrigin(origin) || !/^[^@/\\?#\s]+$/.test(own)) return false;
  const address = `${new URL(origin).protocol}//${own}`;
  return URL.canParse(address) && hostOf(address) === hostOf(origin);
}

function hostOf(address: string): string {
  const { hostname, port } = new URL(address);
  return `${hostname.replace(/\.$/, '')}:${port}`;
}

function isOrigin(origin: string): boolean {
  return /^https?:[^*]+$/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
}
