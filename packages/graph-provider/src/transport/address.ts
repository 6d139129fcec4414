/** The versions of Graph. Microsoft may change beta at any time. */
export const graphVersions = ['v1.0', 'beta'] as const;

/** See {@link graphVersions}. */
export type GraphVersion = (typeof graphVersions)[number];

/** Longest address that is followed. Tokens of pages are long. */
const maxLength = 16_384;

/**
 * The address, if a token may be sent there; null for any other. It is compared as text first and parsed then: it begins with the origin and the version, letter by
 * letter, so that no user info, port, look-alike, encoding, backslash or white space can lead elsewhere, and neither a link nor a dot segment leaves the version.
 *
 * Every address that Graph sends (`@odata.nextLink`, `@odata.deltaLink`) passes here before a request is made.
 */
export function allowedAddress(address: unknown, origin: string, version: GraphVersion): string | null {
  const start = `${origin}/${version}/`;
  if (typeof address !== 'string' || address.length > maxLength || !address.startsWith(start)) return null;
  // Parsers drop tabs and line breaks and read a backslash as a slash.
  if (!/^[\u0021-\u007e]+$/.test(address) || address.includes('\\')) return null;
  if (!URL.canParse(address)) return null;
  const { href, hash } = new URL(address);
  return href.startsWith(start) && hash === '' ? address : null;
}
