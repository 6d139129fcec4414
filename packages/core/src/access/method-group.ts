import { deepFreeze } from '../kernel/json.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { Held } from '../kernel/same.ts';
import type { Caller, Environment } from './environment.ts';
import type { MethodName } from './matrix.ts';
import type { Method } from './method.ts';

/** The record of some method. */
export type AnyMethod<Name extends MethodName = MethodName> = Method<Name, unknown, unknown, unknown>;

/** The methods of one capability, and the client that they make. */
export interface MethodGroup<Client, Name extends MethodName> {
  readonly methods: readonly AnyMethod<Name>[];
  /** The client of one caller. Its answers are frozen, because views share them; those of a client over HTTP are frozen as well. */
  clientFor(environment: Environment, caller: Caller): Client;
}

/** `get` of `workspaces.get`. */
type ShortName<Name> = Name extends `${string}.${infer Short}` ? Short : never;

/** The only constraint on a record that is passed: with a stricter one the compiler would infer its errors from here. */
interface Named {
  readonly name: MethodName;
}

/** What the records of a group say of each method. */
type Derived<Record extends Named> = {
  [Each in Record as ShortName<Each['name']>]: Each extends Method<MethodName, infer Request, infer Answer, infer Error>
    ? { request: Request; answer: Answer; error: Error }
    : never;
};

/** What the documented interface says of each method. One without a parameter takes the empty request. */
type Documented<Client> = {
  [Name in keyof Client]: Client[Name] extends (...request: infer Request) => ResultAsync<infer Answer, infer Error>
    ? {
        request: Request extends readonly [] ? Record<string, never> : Exclude<Request[0], undefined>;
        answer: Answer;
        error: Error;
      }
    : never;
};

/**
 * The methods of one capability, compared with the documented interface of its client. Does not compile unless both have the same methods with the same
 * requests, answers and errors.
 *
 * @example
 * export const workspaceMethods = methodGroup<WorkspacesClient>()([method({ name: 'workspaces.get', ... }), ...]);
 */
export function methodGroup<Client>() {
  return <const Methods extends readonly Named[]>(
    methods: Methods & Held<Documented<Client>, Derived<Methods[number]>>,
  ): MethodGroup<Client, Methods[number]['name']> => {
    // `Held` has compared the records with the interface, so they are records.
    const all = methods as readonly Named[] as readonly AnyMethod<Methods[number]['name']>[];
    return Object.freeze({
      methods: all,
      clientFor: (environment: Environment, caller: Caller) =>
        // `Held` has compared the records with the interface.
        Object.freeze(Object.fromEntries(all.map((one) => callable(one, environment, caller)))) as Client,
    });
  };
}

function callable(one: AnyMethod, environment: Environment, caller: Caller) {
  const name = one.name.slice(one.name.indexOf('.') + 1);
  return [name, (request?: unknown) => one.call(environment, caller, request).map(deepFreeze)] as const;
}
