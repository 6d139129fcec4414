import { InvariantError, ResultAsync } from '@tenantatlas/core/browser';
import type { AnyAtlasClient } from '../provider/connection.ts';
import type { TestHandlers } from './test-handlers.ts';

type Handler = (request?: unknown) => unknown;

/**
 * A client that answers what the handlers answer. A method without one rejects with an invariant that names it, so a test fails for that
 * reason instead of showing an empty page.
 *
 * @example
 * const client = createTestClient({ 'controls.list': () => okAsync([]) });
 */
export function createTestClient(handlers: TestHandlers): AnyAtlasClient {
  return members((group) =>
    members((method) => handlerOf(handlers, `${group}.${method}`)),
  ) as unknown as AnyAtlasClient;
}

function handlerOf(handlers: TestHandlers, name: string): Handler {
  const handler = Object.hasOwn(handlers, name) ? handlers[name as keyof TestHandlers] : undefined;
  return (handler as Handler | undefined) ?? (() => missing(name));
}

function missing(name: string): ResultAsync<never, never> {
  const fix = `createTestClient({ '${name}': (request) => okAsync(…) })`;
  return new ResultAsync(
    Promise.reject(new InvariantError(`The test called ${name}, which has no handler. Give it one: ${fix}.`)),
  );
}

/** An object that has every member. `then` is left out: it would be taken for a promise. */
function members(member: (name: string) => unknown): object {
  return new Proxy({}, { get: (_, name) => (typeof name === 'string' && name !== 'then' ? member(name) : undefined) });
}
