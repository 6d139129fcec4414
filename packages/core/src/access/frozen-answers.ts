import { deepFreeze } from '../kernel/json.ts';
import type { ResultAsync } from '../kernel/result.ts';

type AnyMethod = (request?: unknown) => ResultAsync<unknown, unknown>;
type Group = { readonly [name: string]: AnyMethod };

/** The same client with answers that nobody can change: views share them, and those of a client over HTTP are frozen as well. */
export function withFrozenAnswers<Client extends object>(client: Client): Client {
  const groups = Object.entries(client as { readonly [name: string]: Group });
  return frozen(groups.map(([name, group]) => [name, frozen(Object.entries(group).map(frozenMethod))])) as Client;
}

function frozenMethod([name, method]: [string, AnyMethod]): [string, AnyMethod] {
  return [name, (request) => method(request).map(deepFreeze)];
}

function frozen<Value>(entries: readonly (readonly [string, Value])[]): { readonly [name: string]: Value } {
  return Object.freeze(Object.fromEntries(entries));
}
