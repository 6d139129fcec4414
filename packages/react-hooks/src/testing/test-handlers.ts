import type { AnyAtlasClient } from '../provider/connection.ts';

type Group = keyof AnyAtlasClient;
type MethodsOf<G extends Group> = keyof AnyAtlasClient[G] & string;

/** What a test's client answers, by method. A misspelt method does not compile; one that is left out fails when it is called. */
export type TestHandlers = {
  readonly [
    Name in { [G in Group]: `${G}.${MethodsOf<G>}` }[Group]
  ]?: Name extends `${infer G extends Group}.${infer M}`
    ? M extends keyof AnyAtlasClient[G]
      ? AnyAtlasClient[G][M]
      : never
    : never;
};
