import type { AuditEntryId } from '../../kernel/ids.ts';
import { plusMillis } from '../../kernel/instant.ts';
import { platformScope } from '../../kernel/scope.ts';
import type { StorageUnit } from '../../ports/storage.ts';
import { equal, rejection } from '../check.ts';
import { anyEntry, auditEntry, firstPage } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { forMaintenance, newWorld, onPlatform } from '../world.ts';
import { add, day, dayToPrune, figures, usageEvent } from './usage-helpers.ts';

/** The proof of a removal of old usage. */
export const usageReceiptCases: readonly StorageCase[] = [
  {
    name: 'usage: a receipt and its removal are committed or rolled back together',
    run: async (context) => {
      const { storage } = context;
      const [world, begin] = [await newWorld(context), await dayToPrune(context)];
      await add(world, usageEvent(world.workspaceId, 'event-1', begin));
      const left = () => figures(storage, begin, plusMillis(begin, day));
      const id = context.nextWord() as AuditEntryId;
      const prune = async ({ usage, audit }: StorageUnit): Promise<void> => {
        await usage.prune(plusMillis(begin, 1));
        await audit.append(platformScope, auditEntry(id, null, { action: 'product_usage.pruned' }));
      };
      const receipts = async () => {
        const kept = await onPlatform(storage, ({ audit }) =>
          audit.list(platformScope, { ...anyEntry, actions: ['product_usage.pruned'] }, firstPage),
        );
        return kept.filter((entry) => entry.id === id).length;
      };
      const changedItsMind = new Error('changed its mind');
      const rejected = await rejection(
        () =>
          forMaintenance(context, async (unit) => {
            await prune(unit);
            throw changedItsMind;
          }),
        'The unit rejects.',
      );
      equal(rejected === changedItsMind, true, 'With what its work rejected with.');
      equal([await left(), await receipts()], [[1, 1], 0], 'Neither is stored.');
      await forMaintenance(context, prune);
      equal([await left(), await receipts()], [[0, 0], 1], 'Both are stored.');
    },
  },
];
