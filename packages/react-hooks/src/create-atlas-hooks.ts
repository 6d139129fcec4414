import type { Page, ResultAsync } from '@tenantatlas/core/browser';
import {
  useControl,
  useControlChanges,
  useControlDecision,
  useControlHistory,
  useControlImpact,
  usePauseControl,
  useResumeControl,
} from './hooks/controls.ts';
import { useStartOperation } from './hooks/operations.ts';
import type { WriteHook } from './mutation/use-write.ts';
import type { ReadPages } from './query/use-pages.ts';
import type { HookResult } from './result.ts';

/** What hooks need of a client's type. */
interface TypedClient {
  readonly controls: {
    summary(request: never): unknown;
    evaluate(request: never): unknown;
    previewImpact(request: never): unknown;
    history(request: never): unknown;
    changes(request?: never): unknown;
    pause(request: never): unknown;
    resume(request: never): unknown;
  };
  readonly operations: { start(request: never): unknown };
}

type RequestOf<Method> = Method extends (request: infer Request) => unknown ? Request : never;
type AnswerOf<Method> = Method extends (request: never) => ResultAsync<infer Answer, unknown> ? Answer : never;
type Read<Method> = (request: RequestOf<Method>) => HookResult<AnswerOf<Method>>;
type FilterOf<Method> = Omit<Exclude<RequestOf<Method>, undefined>, 'cursor'>;
type ItemOf<Method> = AnswerOf<Method> extends Page<infer Item> ? Item : never;
type List<Method> = (filter?: FilterOf<Method>) => HookResult<ReadPages<ItemOf<Method>>>;
type Write<Method> = () => WriteHook<RequestOf<Method>, AnswerOf<Method>>;

/** The hooks whose requests name something of a catalog, typed by one client. */
export interface AtlasHooks<Client extends TypedClient> {
  readonly useControl: Read<Client['controls']['summary']>;
  readonly useControlDecision: Read<Client['controls']['evaluate']>;
  readonly useControlImpact: Read<Client['controls']['previewImpact']>;
  readonly useControlHistory: Read<Client['controls']['history']>;
  readonly useControlChanges: List<Client['controls']['changes']>;
  readonly usePauseControl: Write<Client['controls']['pause']>;
  readonly useResumeControl: Write<Client['controls']['resume']>;
  readonly useStartOperation: Write<Client['operations']['start']>;
}

const hooks = {
  useControl,
  useControlDecision,
  useControlImpact,
  useControlHistory,
  useControlChanges,
  usePauseControl,
  useResumeControl,
  useStartOperation,
};

/**
 * The same hooks with the host's own controls and operations in their types: a misspelt key or input does not compile.
 *
 * @example
 * const client = createAtlasClient<typeof atlas>({ baseUrl: '/atlas' });
 * export const { usePauseControl, useStartOperation } = createAtlasHooks<typeof client>();
 */
export function createAtlasHooks<Client extends TypedClient>(): AtlasHooks<Client> {
  return hooks as unknown as AtlasHooks<Client>;
}
