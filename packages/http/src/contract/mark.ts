import type { AtlasClient, MethodName, ResultAsync } from '@tenantatlas/core';

/** What a method of the client is. */
type CallOf<Method extends MethodName> = Method extends `${infer Group}.${infer Name}`
  ? AtlasClient[Group & keyof AtlasClient] extends { readonly [name in Name]: infer Call }
    ? Call
    : never
  : never;

type AnswerOf<Method extends MethodName> =
  CallOf<Method> extends (...request: never[]) => ResultAsync<infer Answer, unknown> ? Answer : never;

/** Members that an answer has in every case; null for one that is a list. */
type Always<Answer> = Answer extends readonly unknown[]
  ? null
  : { [Key in keyof Answer]-?: undefined extends Answer[Key] ? never : Key }[keyof Answer];

/**
 * By what an answer of a method is known: a member that it always has; null for those that answer a list as it is. JSON of somebody in between must not
 * pass for an answer: a page would show a control as paused because a proxy said that a session has ended.
 */
export type Mark<Method extends MethodName> = Always<AnswerOf<Method>>;

/** Whether a body is an answer with that mark, and not something else that happens to be JSON. */
export function isMarked(body: unknown, mark: string | null): boolean {
  if (mark === null) return Array.isArray(body);
  return typeof body === 'object' && body !== null && Object.hasOwn(body, mark);
}
