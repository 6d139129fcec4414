import { expect, it } from 'vitest';
import { toInstant } from '../kernel/instant.ts';
import { createMemoryStorage } from './memory-storage.ts';

it('the ledger of product usage keeps everything until the first removal', async () => {
  const storage = createMemoryStorage();
  const begin = toInstant(0);
  const keptSince = () =>
    storage.unit(
      { plane: 'platform', actor: null },
      async ({ usage }) => (await usage.totals({ from: begin, to: begin })).keptSince,
    );
  expect(await keptSince()).toBeNull();
  await storage.unit({ plane: 'maintenance', actor: null }, ({ usage }) => usage.prune(begin));
  expect(await keptSince()).toBe(begin);
});
