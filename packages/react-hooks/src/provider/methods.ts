import { InvariantError, type Page, type ResultAsync } from '@tenantatlas/core/browser';
import type { AnyAtlasError } from '../error.ts';
import type { AnyAtlasClient } from './connection.ts';

type Group = keyof AnyAtlasClient;

/** The method of a client that a name such as `controls.list` stands for. */
export type Method<Name extends string> = Name extends `${infer G extends Group}.${infer M}`
  ? M extends keyof AnyAtlasClient[G]
    ? AnyAtlasClient[G][M]
    : never
  : never;

/** Every name of a method of a client. */
export type MethodName = { [G in Group]: `${G}.${keyof AnyAtlasClient[G] & string}` }[Group];

/** What a method takes: one request, one that may be left out, or none. */
export type RequestOf<Name extends MethodName> = Method<Name> extends (...request: infer R) => unknown ? R : never;

/** What a method answers when nothing goes wrong. */
export type AnswerOf<Name extends MethodName> =
  Method<Name> extends (...request: never) => ResultAsync<infer T, unknown> ? T : never;

/** Every name of a method that answers a list page by page. */
export type PagedMethodName = {
  [Name in MethodName]: AnswerOf<Name> extends Page<unknown> ? Name : never;
}[MethodName];

/** An item of such a list. */
export type ItemOf<Name extends PagedMethodName> = AnswerOf<Name> extends Page<infer Item> ? Item : never;

/** What such a method takes besides its cursor. */
export type ListRequestOf<Name extends PagedMethodName> = WithoutCursor<RequestOf<Name>>;

type WithoutCursor<Request extends readonly unknown[]> = {
  [Index in keyof Request]: Omit<NonNullable<Request[Index]>, 'cursor'>;
};

/** A group of methods, each seen as what all of them have in common. */
interface Methods {
  readonly [method: string]: ((...request: readonly unknown[]) => unknown) | undefined;
}

/** Calls the method of that name. Throws an invariant for a client of another version that lacks it. */
export function call<T>(
  client: AnyAtlasClient,
  name: MethodName,
  ...request: readonly unknown[]
): ResultAsync<T, AnyAtlasError> {
  const [group = '', method = ''] = name.split('.');
  // The compiler cannot follow a method through its name. The makers of hooks state what it takes and answers, by the types above.
  const methods = (client as unknown as { readonly [group: string]: Methods | undefined })[group];
  const answer = methods?.[method]?.(...request);
  if (answer === undefined) throw new InvariantError(`The client has no method ${name}: it is of another version.`);
  return answer as ResultAsync<T, AnyAtlasError>;
}
