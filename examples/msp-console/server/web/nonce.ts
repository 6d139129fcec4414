/** Where the build writes the nonce, and the server a fresh one with every page. */
export const noncePlaceholder = '__CSP_NONCE__';
