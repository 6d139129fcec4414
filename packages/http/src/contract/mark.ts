import type { AtlasClient, MethodName, ResultAsync } from '@tenantatlas/core';

/** The type of a method of the client. */
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
 * The mark of a method's answers: a member that they always have; null for methods that answer a plain list. JSON of an intermediary must not pass for an
 * answer: a page would show a control as paused because a proxy said that a session has ended.
 */
export type Mark<Method extends MethodName> = Always<AnswerOf<Method>>;

/** Whether a body is an answer with that mark, and not other JSON. */
export function isMarked(body: unknown, mark: string | null): boolean {
  if (mark === null) return Array.isArray(body);
  return typeof body === 'object' && body !== null && Object.hasOwn(body, mark);
}
