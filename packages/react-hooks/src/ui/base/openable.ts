/** https without a user name, mailto, or a path of the page's own origin, in printable ASCII. */
const openable = /^(?:https:\/\/[^/?#@\\]+(?:[/?#]|$)|mailto:|\/(?![/\\]))[!-[\]-~]*$/;

/**
 * Whether a page may open an address that came with an answer. The server allows no other, but an answer may come from a client of the host, which has checked nothing.
 * The function of core is larger, because it also refuses what no browser misreads.
 */
export function isOpenable(url: string | null): url is string {
  return url !== null && openable.test(url);
}
