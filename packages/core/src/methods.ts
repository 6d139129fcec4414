import type * as z from 'zod';
import type { Caller, Environment } from './access/environment.ts';
import type { MethodName } from './access/matrix.ts';
import type { AnyMethod, MethodGroup } from './access/method-group.ts';
import type { StateRefusal } from './access/method.ts';
import type { CatalogTypes } from './catalog-types.ts';
import methodGroups, { type AtlasClient } from './client.ts';
import { invariant } from './kernel/invariant.ts';

/** The description of a method. */
export interface MethodDescription {
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What it does where no workspace is named; null for methods that always name one, or never. */
  readonly platformSummary: string | null;
  /** What it takes. */
  readonly input: z.ZodType;
  /** What it answers when it succeeds. Parts that have a name have it in `answerParts`. */
  readonly answer: z.ZodType;
  /** The errors by which a state or a control can refuse it, besides those of every method. */
  readonly refusals: readonly StateRefusal[];
}

/** Every method of an atlas. */
export type MethodDescriptions = { readonly [method in MethodName]: MethodDescription };

/** What each method takes. */
export type RequestSchemas = { readonly [method in MethodName]: z.ZodType };

/** The methods that some groups have. */
type NameIn<Given> = {
  [Group in keyof Given]: Given[Group] extends MethodGroup<unknown, infer Name> ? Name : never;
}[keyof Given];

/** The methods of one atlas. Its catalogs say what can be paused and started. */
export function atlasMethods(setup: Parameters<typeof methodGroups>[0]) {
  const groups = methodGroups(setup);
  const all = Object.values(groups).flatMap(({ methods }): readonly AnyMethod<NameIn<typeof groups>>[] => methods);
  // The names are those of the records: uses of the result do not compile when a method of the matrix is missing.
  const each = <Value>(valueOf: (one: AnyMethod) => Value) =>
    Object.fromEntries(all.map((one) => [one.name, valueOf(one)])) as {
      readonly [method in NameIn<typeof groups>]: Value;
    };

  return {
    clientFor<Catalogs extends CatalogTypes>(environment: Environment, caller: Caller): AtlasClient<Catalogs> {
      const clients = Object.entries(groups).map(([name, group]) => [name, group.clientFor(environment, caller)]);
      // The groups are those of a client, and the schemas take every key and every start of the catalogs.
      return Object.freeze(Object.fromEntries(clients)) as AtlasClient<Catalogs>;
    },
    /** How a call would be decided. Throws an invariant for a method that does not exist. */
    explain(environment: Environment, caller: Caller, name: MethodName, request: unknown) {
      const one = all.find((each) => each.name === name);
      invariant(
        one,
        `explain: there is no method "${String(name)}". Use one of ${all.map((each) => each.name).join(', ')}.`,
      );
      return one.explain(environment, caller, request);
    },
    descriptions: (): MethodDescriptions =>
      each(({ summary, platformSummary, input, answer, refusals }) =>
        Object.freeze({ summary, platformSummary, input: input(), answer: answer(), refusals }),
      ),
    requestSchemas: (): RequestSchemas => each(({ input }) => input()),
  };
}
