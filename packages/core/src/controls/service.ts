import type { Caller, Environment } from '../access/environment.ts';
import { perform } from '../access/perform.ts';
import { ok, ResultAsync, type Result } from '../kernel/result.ts';
import { isStorageFault } from '../ports/storage-fault.ts';
import type { GateSettlement } from '../ports/start-gate.ts';
import type { ControlCatalog } from './catalog.ts';
import type { ControlsClient, PauseAnswer } from './client.ts';
import { controlReads } from './read.ts';
import { controlWrites, type WrittenPause } from './write.ts';

/** How long a pause waits for starts that are under way: in its own transaction, and in a host's. */
export const settleWaitMillis = { own: 5_000, bound: 3_000 } as const;

/** The use cases over one catalog, the same for every caller. */
export function controlUseCases(catalog: ControlCatalog) {
  return { reads: controlReads(catalog), writes: controlWrites(catalog) } as const;
}

/** See {@link controlUseCases}. */
export type ControlUseCases = ReturnType<typeof controlUseCases>;

/** The control methods for one caller. */
export function createControlsService(
  environment: Environment,
  caller: Caller,
  { reads, writes }: ControlUseCases,
): ControlsClient {
  const settle = (written: WrittenPause): ResultAsync<PauseAnswer, never> => settled(environment, written);
  return {
    // It takes no request; what is passed all the same is refused like any unknown member, and not lost in silence.
    list: (request?: unknown) => perform(environment, caller, reads.list, request),
    summary: (request) => perform(environment, caller, reads.summary, request),
    evaluate: (request) => perform(environment, caller, reads.evaluate, request),
    previewImpact: (request) => perform(environment, caller, reads.previewImpact, request),
    pause: (request) => perform(environment, caller, writes.pause, request).andThen(settle),
    rescope: (request) => perform(environment, caller, writes.rescope, request).andThen(settle),
    resume: (request) => perform(environment, caller, writes.resume, request),
    history: (request) => perform(environment, caller, reads.history, request),
  };
}

/**
 * Waits until every start that might have missed the pause has ended. The pause is committed by now, so whatever happens here, the answer is
 * a success: telling an operator that pausing failed while it is in force would be the worse lie.
 */
function settled(environment: Environment, { scope, ...answer }: WrittenPause): ResultAsync<PauseAnswer, never> {
  const wait = environment.isBound ? settleWaitMillis.bound : settleWaitMillis.own;
  const affected = scope.type === 'workspace' ? { workspaceId: scope.workspaceId } : null;
  const settlement: Promise<Result<GateSettlement | null, never>> = environment.storage
    .settle(affected, wait)
    .then((value) => ok(value))
    .catch((reason: unknown) => {
      if (!isStorageFault(reason)) {
        environment.logger.error('bug', {
          method: 'controls.settle',
          name: reason instanceof Error ? reason.name : typeof reason,
        });
        throw reason;
      }
      environment.logger.warn('pause_not_settled', {
        control: answer.activation.controlKey,
        kind: reason.kind,
        detail: reason.message,
      });
      return ok(null);
    });
  return new ResultAsync(settlement).map((value) => ({
    ...answer,
    settled: value?.settled ?? false,
    openStarts: value ? value.openStarts : null,
  }));
}
