import * as z from 'zod';
import { issue } from '../kernel/issues.ts';
import { err, ok } from '../kernel/result.ts';
import { compareText, isTypedName } from '../kernel/text.ts';
import type { RestoreExecutor } from '../ports/restore-executor.ts';
import { defineOperations } from './definition.ts';
import { sayRun } from './messages.ts';

const token = z.string().min(1).max(200);

const inputs = z.strictObject({
  backupSetId: token,
  itemIds: z.array(token).min(1).max(10_000).nullish(),
  acknowledgedImpact: z.boolean(),
  confirmTenantName: z.string().max(500),
});

/**
 * The first controlled operation. The key is required and part of the identity: a retried click never restores twice, and restoring again
 * on purpose takes a new key and passes the same guard.
 *
 * @see docs/guide/operational-controls.md
 */
export function restoreOperations(executor: RestoreExecutor) {
  return defineOperations({
    'restore.execute': {
      label: 'Restore execution',
      capability: 'restore.execute',
      control: 'restore.execute',
      risky: true,
      inputs,
      readable: { backupSetId: 'Backup set', itemIds: 'Items' },
      idempotencyKey: 'required',
      exclusive: 'tenant',
      completed: 'reject',
      mutationScope: 'Writes items of the backup set into the tenant, over what is there.',
      check: ({ acknowledgedImpact, confirmTenantName }, { tenantName }) => [
        ...(acknowledgedImpact ? [] : [issue('acknowledgedImpact', 'acknowledge', sayRun('runs.input.acknowledge'))]),
        ...(isTypedName(tenantName, confirmTenantName)
          ? []
          : [issue('confirmTenantName', 'confirm_name', sayRun('runs.input.confirm_name'))]),
      ],
      identity: ({ backupSetId, itemIds }) => ({
        backupSetId,
        itemIds: itemIds ? [...itemIds].sort(compareText) : null,
      }),
      async run({ inputs: { backupSetId, itemIds }, run, attempt, signal, progress }) {
        if (run.tenantId === null) return err({ reasonCode: 'no_tenant', message: 'A restore needs a tenant.' });
        const { succeeded, failed, skipped, failures } = await executor.execute({
          workspaceId: run.workspaceId,
          tenantId: run.tenantId,
          backupSetId,
          itemIds: itemIds ?? null,
          attempt,
          signal,
          progress,
        });
        const processed = succeeded + failed;
        return ok({
          total: processed + skipped,
          processed,
          succeeded,
          failed,
          skipped,
          ...(failures && { failures }),
        });
      },
    },
  });
}
