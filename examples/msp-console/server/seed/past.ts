import { createTenantAtlas, inProcess, manualClock, silentLogger, toInstant, type Storage } from '@tenantatlas/core';
import type { SimulatedMicrosoft } from '../provider/microsoft.ts';
import { controls, events, operations, permissions } from '../catalogs.ts';

const minute = 60_000;

/** What the backup sets of the past hold, and which of their items would not come back. */
const sets: { readonly [backupSetId: string]: { readonly items: number; readonly full: readonly string[] } } = {
  'monthly-archive': { items: 48, full: ['Finance archive', 'Board minutes'] },
};

/** The console's atlas with a clock that the seed sets: its events lie days back, and take no time. Without a Microsoft it reads no tenant. */
export function atlasOfThePast(storage: Storage, microsoft?: SimulatedMicrosoft) {
  const clock = manualClock(toInstant(Date.now()));
  const atlas = createTenantAtlas({
    storage,
    clock,
    logger: silentLogger,
    ...(microsoft ? { providers: [microsoft.provider({ clock })], credentials: microsoft.credentials } : {}),
    catalogs: {
      controls: [controls],
      operations: [operations(async () => clock.advance(minute / 4))],
      events: [events],
      permissions: microsoft ? [permissions] : [],
    },
    restore: {
      async execute({ backupSetId, progress }) {
        const { items, full } = sets[backupSetId] ?? { items: 31, full: [] };
        clock.advance(items * 7_000);
        await progress(items, items);
        const failures = full.map((name) => ({
          reasonCode: 'mailbox_full',
          message: `Mailbox “${name}” is full: the archive needs 4.2 GB more.`,
        }));
        return { succeeded: items - full.length, failed: full.length, skipped: 0, failures };
      },
    },
    // A seed that was interrupted left its run behind; the next one takes it up at once.
    dispatcher: inProcess({ concurrency: 1, leaseMillis: 1_000 }),
  });
  const present = Date.now();
  return {
    atlas,
    daysAgo: (days: number) => clock.set(toInstant(present - days * 24 * 60 * minute)),
    minutesLater: (minutes: number) => clock.advance(minutes * minute),
  };
}

/** See {@link atlasOfThePast}. */
export type Past = ReturnType<typeof atlasOfThePast>;
