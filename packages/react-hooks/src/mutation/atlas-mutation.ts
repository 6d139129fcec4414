import type { ResultAsync } from '@tenantatlas/core/browser';
import { isBug, type AnyAtlasError } from '../error.ts';
import type { AtlasConnection } from '../provider/connection.ts';
import { call, type AnswerOf, type MethodName, type RequestOf } from '../provider/methods.ts';
import { unwrap } from '../unwrap.ts';

/** Mutation options of one write. A host that uses them itself has to read again what it shows. */
export interface AtlasMutation<Request, T> {
  readonly mutationKey: readonly ['tenantatlas', string];
  readonly networkMode: 'always';
  readonly retry: false;
  readonly throwOnError: (error: AnyAtlasError) => boolean;
  /** Throws the error as it is, as query clients expect it. */
  readonly mutationFn: (request: Request) => Promise<T>;
  /** The same write, with its error as a value. */
  readonly write: (request: Request) => ResultAsync<T, AnyAtlasError>;
}

/** Makes the options of one write from the method's name. It is never optimistic, never repeated, never delayed. */
export function mutationOf<Name extends MethodName>(
  name: Name,
): (connection: AtlasConnection) => AtlasMutation<RequestOf<Name>[0], AnswerOf<Name>> {
  return ({ client }) => {
    const write = (request: RequestOf<Name>[0]) => call<AnswerOf<Name>>(client, name, request);
    return {
      mutationKey: ['tenantatlas', name],
      networkMode: 'always',
      retry: false,
      throwOnError: isBug,
      mutationFn: async (request) => unwrap(write(request)),
      write,
    };
  };
}
