// A process that adds usage events and folds them, until it is killed.
import { randomUUID } from 'node:crypto';
import { onPlatform, usageEvent } from '../../usage/usage-world.ts';
import { within } from '../../store-fixtures.ts';
import { readConfig, tellParent } from '../race-process.ts';
import type { UsageWriterConfig } from '../race-protocol.ts';
import { openRaceStorage } from '../race-storage.ts';

const { url, workspaceIds, begin } = readConfig<UsageWriterConfig>();
const { storage } = await openRaceStorage('pg', url, 6);

async function addAll(workspaceId: string): Promise<void> {
  for (let round = 0; ; round += 1) {
    const events = Array.from({ length: 1 + (round % 20) }, (_, n) =>
      usageEvent(workspaceId, randomUUID(), begin + ((round * 37 + n) % 240) * 60_000, {
        eventName: n % 2 ? 'product.operations.started' : 'product.stored_report.created',
      }),
    );
    await storage.unit(within(workspaceId), ({ usage }) => usage.add(events));
    if (round === 3) tellParent({ said: 'adding' });
  }
}

async function fold(): Promise<void> {
  for (;;) await onPlatform(storage, ({ usage }) => usage.fold(20));
}

await Promise.all([...workspaceIds.map(addAll), fold()]);
