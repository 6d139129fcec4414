import type { Method, MethodName } from '../provider/methods.ts';

/** What a test's client answers, by method. A misspelt method does not compile; one that is left out fails when it is called. */
export type TestHandlers = { readonly [Name in MethodName]?: Method<Name> | undefined };
