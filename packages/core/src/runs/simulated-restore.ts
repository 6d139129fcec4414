import type { Scheduler } from '../ports/scheduler.ts';
import type { OperationFailure } from './definition.ts';
import type { RestoreExecutor } from '../ports/restore-executor.ts';
import { optionChecks } from '../kernel/options.ts';
import { timers } from '../kernel/timers.ts';
import { maxItemFailures } from './rules.ts';

/** How the simulation behaves. */
export interface SimulatedRestoreOptions {
  /** Items in a backup set when the request names none. @default 20 */
  readonly items?: number | undefined;
  /** Time per item, in milliseconds. @default 50 */
  readonly itemMillis?: number | undefined;
  /** Every n-th item fails; 0 for none. @default 0 */
  readonly failEvery?: number | undefined;
  /** @default the platform's timers */
  readonly scheduler?: Scheduler | undefined;
}

/**
 * A restore that only takes time and reports progress, for tests and demonstrations. It restores nothing and is never used unless
 * a host asks for it. Throws an invariant for an option that cannot work.
 *
 * @example
 * const atlas = createTenantAtlas({ restore: simulatedRestore({ items: 40 }) });
 */
export function simulatedRestore(options: SimulatedRestoreOptions = {}): RestoreExecutor {
  const check = optionChecks('simulatedRestore');
  check.names(options, ['items', 'itemMillis', 'failEvery', 'scheduler']);
  check.whole('items', options.items, 0, 1_000_000);
  check.delay('itemMillis', options.itemMillis, 0);
  check.whole('failEvery', options.failEvery, 0, 1_000_000);
  check.methods('scheduler', options.scheduler, ['after'], 'a scheduler');
  const { items = 20, itemMillis = 50, failEvery = 0, scheduler = timers } = options;
  return {
    async execute({ itemIds, signal, progress }) {
      const total = itemIds?.length ?? items;
      const failures: OperationFailure[] = [];
      let failed = 0;
      let done = 0;
      while (done < total && !signal.aborted) {
        await new Promise<void>((resolve) => scheduler.after(itemMillis, resolve));
        done += 1;
        if (failEvery > 0 && done % failEvery === 0) {
          failed += 1;
          if (failures.length < maxItemFailures) failures.push(missed(done));
        }
        if (!(await progress(done, total, `Item ${String(done)} of ${String(total)}`))) break;
      }
      return { succeeded: done - failed, failed, skipped: total - done, failures };
    },
  };
}

function missed(item: number): OperationFailure {
  return { reasonCode: 'item_not_restored', message: `Item ${String(item)} was not restored.` };
}
