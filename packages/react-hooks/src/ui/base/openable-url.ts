/** https without a user name, mailto, or a path of the page's own origin. The server allows less; core's function for it is too large for a page. */
const openable = /^(?:https:\/\/[^/?#@\\]+(?:[/?#]|$)|mailto:|\/(?![/\\]))[!-[\]-~]*$/;

/** Whether a page may lead to an address. The answer may come from a client of the host, which has checked nothing. */
export function isOpenable(url: string | null): url is string {
  return url !== null && openable.test(url);
}
