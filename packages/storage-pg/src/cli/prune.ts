import { createTenantAtlas, type PrunedUsage } from '@tenantatlas/core';
import { invariant, StorageFault, type Storage } from '@tenantatlas/core/ports';
import type { Answer } from './answer.ts';
import type { CliArguments } from './arguments.ts';

/** `tenantatlas prune`: what `atlas.maintenance.pruneUsage` does, as the system. Its login is the one that erases. */
export async function prune(
  storage: Storage,
  { days, dryRun }: Pick<CliArguments, 'days' | 'dryRun'>,
): Promise<Answer> {
  const pruned = await createTenantAtlas({ storage }).maintenance.pruneUsage({ days, dryRun });
  if (pruned.isOk()) return { text: describe(pruned.value), json: pruned.value, code: 0 };
  const { error } = pruned;
  invariant(error.code === 'storage_failure', `prune: the system was refused with ${error.code}.`);
  throw new StorageFault(error.kind, error.message.text, { outcome: error.outcome });
}

function describe({ dryRun, removed, cutoff, oldestKept }: PrunedUsage): string {
  const events = removed === 1 ? '1 event' : `${removed} events`;
  if (dryRun) {
    const stays =
      oldestKept === null ? 'No event would be left.' : `The oldest that would be left is of ${oldestKept}.`;
    return `Nothing was removed. A removal would take ${events} of product usage from before ${cutoff}. ${stays}\n`;
  }
  const left = oldestKept === null ? 'No event is left.' : `The oldest that is left is of ${oldestKept}.`;
  return `Removed ${events} of product usage from before ${cutoff}. ${left}\n`;
}
