import type { Finishing } from '../access/method.ts';
import { ok, type Result } from '../kernel/result.ts';
import { isStorageFault } from '../ports/storage-fault.ts';
import type { GateSettlement } from '../ports/start-gate.ts';
import type { PauseAnswer } from './view.ts';
import type { WrittenPause } from './write.ts';

/** How long a pause waits for starts that are under way: in its own transaction, and in a host's. */
export const settleWaitMillis = { own: 5_000, bound: 3_000 } as const;

/**
 * Waits until every start that might have missed the pause has ended. The pause is committed by now, so whatever happens here, the answer is
 * a success: telling an operator that pausing failed while it is in force would be the worse lie.
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
      if (!isStorageFault(reason)) throw reason;
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
