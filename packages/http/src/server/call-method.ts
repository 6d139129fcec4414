import type {
  Actor,
  CallerOptions,
  CompleteConsentOptions,
  ConsentCompletion,
  ErrorCode,
  MethodDescriptions,
  MethodName,
  Result,
  ResultAsync,
  Sentence,
  StorageFailure,
  URLSearchParamsLike,
} from '@tenantatlas/core';

/** What a handler needs of an atlas, whatever its catalogs. */
export interface AnyAtlas {
  as(actor: Actor, options?: CallerOptions): object;
  methods(): MethodDescriptions;
  /** Takes the answer of a provider to a request for consent. Without it there is no `/consent/callback`. */
  completeConsent?(
    parameters: URLSearchParamsLike,
    options?: CompleteConsentOptions,
  ): ResultAsync<ConsentCompletion, StorageFailure>;
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
