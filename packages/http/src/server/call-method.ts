import type {
  Actor,
  CallerOptions,
  ErrorCode,
  MethodDescriptions,
  MethodName,
  Result,
  Sentence,
} from '@tenantatlas/core';

/** What a handler needs of an atlas, whatever its catalogs. */
export interface AnyAtlas {
  as(actor: Actor, options?: CallerOptions): object;
  methods(): MethodDescriptions;
}

/** The error of any method. */
export type AnyError = { readonly code: ErrorCode; readonly message: Sentence };

/** The answer of any method. */
export type AnyAnswer = Result<unknown, AnyError>;

type AnyMethod = (request: unknown) => PromiseLike<AnyAnswer>;
type Groups = { readonly [group: string]: { readonly [method: string]: AnyMethod } };

/** Calls a method by its name. */
export async function callMethod(client: object, method: MethodName, request: object): Promise<AnyAnswer> {
  const [group, name] = method.split('.') as [string, string];
  const call = (client as Groups)[group]?.[name];
  if (!call) throw new Error(`The atlas has no method ${method}.`);
  return call(request);
}
