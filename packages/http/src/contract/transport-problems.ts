/**
 * Errors before the SDK is called. They have no code of the error table, because the request never reached a method.
 *
 * @see RFC 9457 section 4.2.1, about:blank
 */
export const transportProblems = {
  bodyBroken: [400, 'The body did not arrive whole'],
  bodyRead: [400, 'The body was read before it reached the atlas: mount the atlas before code that reads bodies'],
  bodyMissing: [
    400,
    'The body is missing: send one of the announced type, such as {}, and mount the atlas before code that reads bodies',
  ],
  notJson: [400, 'Not JSON'],
  byteOrderMark: [400, 'Not JSON: send it without a byte order mark'],
  notUtf8: [400, 'Not UTF-8'],
  duplicateMember: [400, 'A member appears twice'],
  tooDeep: [400, 'Nested too deep'],
  crossOrigin: [403, 'Cross-origin request refused'],
  noSuchRoute: [404, 'No such route'],
  methodNotAllowed: [405, 'Method not allowed'],
  bodyTimeout: [408, 'The body did not arrive in time'],
  tooLarge: [413, 'The body is too large'],
  urlTooLong: [414, 'The address is too long'],
  notJsonType: [415, 'Send application/json'],
  internal: [500, 'Internal error'],
  timeout: [503, 'The answer took too long'],
} as const satisfies { readonly [name: string]: readonly [status: number, title: string] };

/** See {@link transportProblems}. */
export type TransportProblem = keyof typeof transportProblems;
