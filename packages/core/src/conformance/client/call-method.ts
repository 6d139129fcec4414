import type { MethodName } from '../../access/matrix.ts';
import type { Result } from '../../kernel/result.ts';

type AnyMethod = (request?: unknown) => PromiseLike<Result<unknown, unknown>>;
type Groups = { readonly [group: string]: { readonly [method: string]: AnyMethod } };

/** The methods that a client has, found by walking it. */
export function methodsOf(client: object): readonly string[] {
  return Object.entries(client as Groups).flatMap(([group, methods]) =>
    Object.keys(methods).map((name) => `${group}.${name}`),
  );
}

/** Calls a method by name with a request of any shape, as JavaScript would. */
export async function callMethod(
  client: object,
  method: MethodName,
  request: unknown,
): Promise<Result<unknown, unknown>> {
  const [group, name] = method.split('.') as [string, string];
  const call = (client as Groups)[group]?.[name];
  if (!call) throw new Error(`The client has no ${method}.`);
  return call(request);
}
