const longest = 8_000;
const absolute =
  /^(?:https:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[\da-fA-F:.]+\])|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]))(?::\d{1,5})?(?:[/?][!-~]*)?$/;

/**
 * Whether a browser may be sent to `value`: an absolute address of https, or of loopback, in printable ASCII without a fragment, a user name and a backslash. Core
 * compiles without the platform's `URL`.
 */
export function isRedirectAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longest && absolute.test(value) && !/[#\\"<>]/.test(value);
}
