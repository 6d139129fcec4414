import { toInstant } from '@tenantatlas/core/ports';
import { expect, it, onTestFinished } from 'vitest';
import { within } from '../store-fixtures.ts';
import { openBackend } from '../support/backends.ts';
import { day, figures, foldAll, forMaintenance, hour, makeWorkspace, usageEvent } from './usage-world.ts';

/** A day of a clock that is far wrong. Its microseconds since 1970 have more digits than a double can hold. */
const far = Date.UTC(9000, 1, 28, 12, 34, 56, 789);

it('a range and a removal are exact to the millisecond in every year that an instant can have', async () => {
  const open = await openBackend('pg');
  onTestFinished(() => open.close());
  await makeWorkspace(open.storage, 'w-1');
  // Millisecond by millisecond: only some of them would be rounded to another one.
  const instants = Array.from({ length: 40 }, (_, n) => far + n);
  const events = instants.map((millis, n) => usageEvent('w-1', `event-${String(n)}`, millis));
  await open.storage.unit(within('w-1'), ({ usage }) => usage.add(events));
  const count = async (from: number, to: number) => (await figures(open.storage, toInstant(from), toInstant(to)))[0];
  const each = async () => {
    const counts: unknown[] = [];
    for (const at of instants) counts.push(await count(at, at));
    return counts;
  };
  for (const when of ['before', 'after']) {
    expect([when, ...(await each())]).toEqual([when, ...instants.map(() => 1)]);
    expect([when, await count(far + 3, far + hour), await count(far - day, far + 3)]).toEqual([when, 37, 4]);
    await foldAll(open.storage);
  }
  for (const at of [far + 1, far + 2, far + 17]) {
    const cutoff = toInstant(at);
    const preview = await forMaintenance(open.maintenance, ({ usage }) => usage.previewPrune(cutoff));
    expect(await forMaintenance(open.maintenance, ({ usage }) => usage.prune(cutoff))).toEqual(preview);
    expect([preview.oldestKept, await count(far, far + hour)]).toEqual([cutoff, 40 - (at - far)]);
  }
});
