import { ResultAsync, err, ok, type ErrorCode, type Result, type Sentence } from '@tenantatlas/core/browser';
import { isMarked } from '../contract/mark.ts';
import { fillPath, pathMembers } from '../contract/path.ts';
import { fromProblem } from '../contract/problem.ts';
import { encodeQuery } from '../contract/encode-query.ts';
import type { Route } from '../contract/routes.ts';
import { unauthenticated, unreachable } from '../contract/transport-errors.ts';
import { addressOf, type ClientErrorContext, type Connection } from './connection.ts';
import { deepFreeze } from './deep-freeze.ts';

/** The routes of one method, the one with most of the request in its path first. */
export type Addresses = readonly [Route, ...Route[]];

type AnyError = { readonly code: ErrorCode; readonly message: Sentence };
type Members = { readonly [member: string]: unknown };

/**
 * Sends a request to the first of the addresses whose path it fills. It does not retry: a write may have happened although its answer was lost, and a
 * cache can retry reads better.
 */
export function send(connection: Connection, addresses: Addresses, request: unknown): ResultAsync<unknown, AnyError> {
  return new ResultAsync(attempt(connection, addresses, request));
}

async function attempt(
  connection: Connection,
  addresses: Addresses,
  request: unknown,
): Promise<Result<unknown, AnyError>> {
  const base = addressOf(connection);
  const [{ method }] = addresses;
  let route: Route;
  let outgoing: Request;
  try {
    const members = membersOf(request);
    route = addresses.find(({ path }) => isFilled(path, members)) ?? lastOf(addresses);
    outgoing = toRequest(connection, base, route, members, new Headers(await connection.headers?.()));
  } catch (cause) {
    // The host's `headers` failed, the request cannot be written as JSON, or the platform lacks something.
    report(connection, cause, { method, during: 'request' });
    return err(unreachable('not_sent'));
  }
  let failure = unreachable(outgoing.method === 'GET' ? 'not_written' : 'unknown');
  const isTaken = watch(outgoing);
  let isCalled = false;
  try {
    const answer = (connection.fetch ?? fetch)(outgoing);
    isCalled = true;
    const response = await answer;
    // What is not an answer is a bug of the host's `fetch` too, but a write may have been sent all the same.
    isCalled = route.verb !== 'GET' || 'json' in new Object(response);
    const result = await toResult(response, route);
    if (result) return result;
    // A request that reached no method has changed nothing.
    if (response.status >= 400 && response.status < 500)
      failure = unreachable([408, 429].includes(response.status) ? 'not_written' : 'refused');
    // Something in front of the server has answered, or the host's `fetch` with what has no status.
    throw new Error(`The answer has status ${response.status}.`);
  } catch (cause) {
    // No connection, no answer in time, or an answer that broke off: a browser does not say which of them. None of them throws at once or is a
    // ReferenceError: that is a bug of the host's `fetch`. A write that it has read or copied before may have been sent all the same.
    const isBug = (!isCalled || cause instanceof ReferenceError) && (route.verb === 'GET' || !isTaken());
    report(connection, cause, { method, during: isBug ? 'request' : 'answer' });
    return err(isBug ? unreachable('not_sent') : failure);
  }
}

/** Answers whether the request's body was read or the request copied: a copy does not mark the original as used. */
function watch(request: Request): () => boolean {
  const clone = request.clone.bind(request);
  let isCopied = false;
  request.clone = () => {
    isCopied = true;
    return clone();
  };
  return () => isCopied || request.bodyUsed;
}

function report(connection: Connection, cause: unknown, context: ClientErrorContext): void {
  try {
    connection.onError?.(cause, context);
  } catch {
    // A reporter must not change the answer.
  }
}

/** A value that is not a request is sent as an unknown member, so that it is refused and not taken for an empty request. */
function membersOf(request: unknown): Members {
  if (request === undefined || request === null) return {};
  return isPlainObject(request) ? request : { request };
}

function isPlainObject(request: unknown): request is Members {
  if (typeof request !== 'object' || request === null) return false;
  const prototype: unknown = Object.getPrototypeOf(request);
  return prototype === Object.prototype || prototype === null;
}

/** When no path can be filled, the server names the missing members. */
function lastOf([first, ...others]: Addresses): Route {
  return others.at(-1) ?? first;
}

function isFilled(path: string, members: Members): boolean {
  return pathMembers(path).every((name) => (members[name] ?? null) !== null);
}

function toRequest(connection: Connection, base: string, route: Route, members: Members, headers: Headers): Request {
  const taken = pathMembers(route.path);
  const url = new URL(`${base}${fillPath(route.path, members)}`);
  headers.set('accept', 'application/json, application/problem+json');
  const init: RequestInit = {
    method: route.verb,
    headers,
    // Not every platform has the other modes of redirection, or knows of credentials at all.
    ...(connection.credentials ? { credentials: connection.credentials } : {}),
    redirect: 'manual',
    signal: AbortSignal.timeout(connection.timeoutMillis),
  };
  if (route.verb === 'GET') {
    url.search = encodeQuery(route.query, members, taken).toString();
    return new Request(url, init);
  }
  const body = Object.fromEntries(Object.entries(members).filter(([name]) => !taken.includes(name)));
  headers.set('content-type', 'application/json');
  return new Request(url, { ...init, body: JSON.stringify(body, withoutNaN) });
}

/** `NaN` would be sent as null, which means "absent"; it is refused instead. */
function withoutNaN(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/**
 * The answer of the server, or undefined where something else has answered. The server never redirects. A browser hides the status of a redirection: it
 * is 0.
 */
async function toResult(response: Response, route: Route): Promise<Result<unknown, AnyError> | undefined> {
  if (response.ok) {
    const body: unknown = await response.json();
    const isOurs = response.status === route.status && isJson(response) && isMarked(body, route.mark);
    return isOurs ? ok(deepFreeze(body)) : undefined;
  }
  const error = response.status >= 400 && fromProblem(await response.json().catch(() => null));
  if (error) return err(deepFreeze(error));
  return response.status === 401 ? err(unauthenticated()) : undefined;
}

function isJson({ headers }: Response): boolean {
  return /^application\/json *(;|$)/i.test(headers.get('content-type') ?? '');
}
