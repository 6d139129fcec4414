import { describe, expect, it } from 'vitest';
import { casesFor, createStorageContext } from '../conformance/index.ts';
import { usageMeetingCases } from '../conformance/storage/usage-meetings.ts';
import { usageRemovalCases } from '../conformance/storage/usage-removal.ts';
import { usageCases } from '../conformance/storage/usage.ts';
import { toInstant } from '../kernel/instant.ts';
import { createMemoryStorage } from './memory-storage.ts';

describe('the ledger of product usage in memory', () => {
  const context = createStorageContext({ storage: createMemoryStorage() });
  for (const guarantee of casesFor([...usageCases, ...usageRemovalCases, ...usageMeetingCases], []))
    it(guarantee.name, () => guarantee.run(context));

  it('keeps everything until the first removal', async () => {
    const begin = toInstant(0);
    const ask = () =>
      storage.unit({ plane: 'platform', actor: null }, ({ usage }) => usage.totals({ from: begin, to: begin }));
    const storage = createMemoryStorage();
    expect((await ask()).keptSince).toBeNull();
    await storage.unit({ plane: 'maintenance', actor: null }, ({ usage }) => usage.prune(begin));
    expect((await ask()).keptSince).toBe(begin);
  });
});
