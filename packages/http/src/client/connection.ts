import { InvariantError } from '@tenantatlas/core/browser';

type HeadersGiven = NonNullable<RequestInit['headers']>;

/** How a client reaches its server. */
export interface AtlasClientOptions {
  /**
   * Where the handler is mounted: a path of the page's own origin such as `/atlas`, or a whole address; without a query, a hash or credentials.
   * A path belongs to the page that asks: while rendering on a server a client can be made with one, but its calls reject with an invariant.
   */
  readonly baseUrl: string;
  /**
   * Sends a request and resolves with its answer. When the server cannot be reached it rejects, as the platform's `fetch` does. What it throws before it
   * returns a promise, and a `ReferenceError`, count as bugs of its own: the call is then not retryable, and nothing was sent unless it had read or copied the request.
   * When it resolves with what is not a `Response`, that is a bug too: a read is not retryable, and the outcome of a write is unknown.
   *
   * @default the platform's `fetch`
   */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Headers of every request, for instance `authorization`; asked anew for each. */
  readonly headers?: (() => HeadersGiven | Promise<HeadersGiven>) | undefined;
  /** Whether cookies are sent. @default 'same-origin' */
  readonly credentials?: NonNullable<RequestInit['credentials']> | undefined;
  /** Milliseconds to wait for an answer. @default 30000 */
  readonly timeoutMillis?: number | undefined;
  /**
   * Receives what was thrown when a call answers `unreachable`: the error of `headers`, of `fetch`, or of an answer that cannot be read; and an error with
   * the status of an answer that is not of the server, such as a redirection to a login page. The answer itself does not carry it, because its text may
   * hold secrets. What it throws is ignored.
   *
   * @default silent
   */
  readonly onError?: ((cause: unknown, context: ClientErrorContext) => void) | undefined;
}

/** Where a call of a client failed. */
export interface ClientErrorContext {
  /** The method, for instance `controls.pause`. */
  readonly method: string;
  /**
   * `request`: the request could not be made, or `fetch` has a bug, so nothing was changed. `answer`: it was sent, and no answer could be read.
   */
  readonly during: 'request' | 'answer';
}

/** The options with their defaults, checked. */
export interface Connection extends AtlasClientOptions {
  readonly timeoutMillis: number;
}

/** The maximum delay of a timer. */
const largest = 2_147_483_647;

/** What an option is, and how that is checked. */
type Rule = readonly [text: string, isRight: (value: unknown) => boolean];

const rules: { readonly [Name in keyof Required<AtlasClientOptions>]: Rule } = {
  baseUrl: [
    'a path that begins with a slash, as in "/atlas", or a whole address, without a query, a hash or credentials.',
    isBase,
  ],
  fetch: ['a function such as (request) => fetch(request).', isFunction],
  headers: ['a function such as () => ({ authorization: "Bearer ..." }).', isFunction],
  credentials: [
    '"omit", "same-origin" or "include".',
    (value) => ['omit', 'same-origin', 'include'].includes(value as string),
  ],
  timeoutMillis: [
    `a whole number from 1 to ${largest}.`,
    (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= largest,
  ],
  onError: ['a function such as (cause) => console.error(cause).', isFunction],
};

/** Fills the defaults in. Throws an invariant for options that cannot work. */
export function connectionOf(options: AtlasClientOptions): Connection {
  invariant(Object(options) === options, 'pass { baseUrl: "/atlas" }.');
  for (const name of Object.keys(options))
    invariant(Object.hasOwn(rules, name), `"${name}" is not an option. Use one of ${Object.keys(rules).join(', ')}.`);
  // The text does not repeat the given value: it may hold a password or a token.
  for (const [name, [text, isRight]] of Object.entries(rules)) {
    const value: unknown = options[name as keyof AtlasClientOptions];
    invariant(isRight(value) || (value === undefined && name !== 'baseUrl'), `${name} is ${text}`);
  }
  return { ...options, timeoutMillis: options.timeoutMillis ?? 30_000 };
}

/** The base as a whole address without a slash at its end. Throws an invariant for a path outside a page. */
export function addressOf({ baseUrl }: Connection): string {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  const url = parsed(baseUrl, location?.href);
  invariant(
    url,
    `baseUrl is "${baseUrl}". Outside of a page, give a whole address such as "https://app.example.com/atlas".`,
  );
  return url.href.replace(/\/$/, '');
}

/** Whether routes can be appended to it: behind a `?` or a `#` they would not be a path. */
function isBase(baseUrl: unknown): boolean {
  if (typeof baseUrl !== 'string' || /[?#]/.test(baseUrl)) return false;
  const url = parsed(baseUrl, baseUrl.startsWith('/') ? 'http://page' : undefined);
  return url !== null && url.host !== '' && url.username + url.password === '';
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function parsed(address: string, page: string | undefined): URL | null {
  try {
    return new URL(address, page);
  } catch {
    return null;
  }
}

function invariant(condition: unknown, text: string): asserts condition {
  if (!condition) throw new InvariantError(`createAtlasClient: ${text}`);
}
