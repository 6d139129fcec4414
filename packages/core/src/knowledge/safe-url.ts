const longest = 2_000;
const host = String.raw`[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?`;
const port = String.raw`(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])`;
/** Printable ASCII without characters that browsers repair, or that end an attribute. */
const rest = String.raw`[!#-&(-;=?-\[\]_a-z~]*`;
const https = new RegExp(String.raw`^https://${host}(?::${port})?(?:[/?#]${rest})?$`);
const mailto = new RegExp(String.raw`^mailto:[A-Za-z0-9._%+-]+@${host}(?:\?${rest})?$`);
const relative = new RegExp(`^/(?!/)${rest}$`);

/** An encoded line break would start another header of the message. */
const headerBreak = /%0[ad]/i;

/**
 * Whether help may link to `value`: an absolute https address without a user name, a mailto address, or a path on the same origin that begins with one `/`. Only
 * printable ASCII without quotes, backslashes and angle brackets counts, so that a browser reads the address as this function does. Core compiles without the platform's `URL`.
 */
export function isHelpUrl(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > longest) return false;
  if (mailto.test(value)) return !headerBreak.test(value);
  return https.test(value) || isPath(value);
}

/** Whether an address of help stays on the origin of the page. */
export function isPath(url: string): boolean {
  // Two slashes in a row could become the beginning of a host once dot segments before them are removed.
  return relative.test(url) && !/^[^?#]*\/\//.test(url);
}
