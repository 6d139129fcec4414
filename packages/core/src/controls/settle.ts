import type { Finishing } from '../access/method.ts';
import { ok, type Result } from '../kernel/result.ts';
import { isStorageFault } from '../ports/storage-fault.ts';
import type { GateSettlement } from '../ports/start-gate.ts';
import type { PauseAnswer } from './view.ts';
import type { WrittenPause } from './write.ts';

/** How long a pause waits for starts that are in progress: in its own transaction, and in a host's. */
export const settleWaitMillis = { own: 5_000, bound: 3_000 } as const;

/**
 * Waits until every start that might have missed the pause has ended. The pause is already committed, so the answer is always a success that says whether
 * it has settled. A failure would suggest that the control is not paused.
 */
export async function settle(
  { scope, ...answer }: WrittenPause,
  { environment }: Finishing,
): Promise<Result<PauseAnswer, never>> {
  const wait = environment.isBound ? settleWaitMillis.bound : settleWaitMillis.own;
  const affected = scope.type === 'workspace' ? { workspaceId: scope.workspaceId } : null;
  const settlement = await environment.storage
    .settle(affected, wait)
    .catch((reason: unknown): GateSettlement | null => {
      if (!isStorageFault(reason)) {
        environment.logger.error('bug', {
          method: 'storage.settle',
          name: reason instanceof Error ? reason.name : typeof reason,
        });
        return null;
      }
      environment.logger.warn('pause_not_settled', {
        control: answer.activation.controlKey,
        kind: reason.kind,
        detail: reason.message,
      });
      return null;
    });
  return ok({
    ...answer,
    settled: settlement?.settled ?? false,
    openStarts: settlement ? settlement.openStarts : null,
  });
}
