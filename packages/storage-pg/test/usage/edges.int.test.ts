import { toInstant } from '@tenantatlas/core/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { within } from '../store-fixtures.ts';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import {
  day,
  figures,
  foldAll,
  forMaintenance,
  hour,
  makeWorkspace,
  onPlatform,
  today,
  usageEvent,
} from './usage-world.ts';

const begin = today();
const [first, last] = [begin + 10.5 * hour, begin + 2 * day + 14.5 * hour];
let open: OpenBackend;

beforeEach(async () => {
  open = await openBackend('pg');
  for (const workspace of ['w-1', 'w-2']) await makeWorkspace(open.storage, workspace);
});
afterEach(() => open.close());

const add = (workspace: string, ...instants: readonly number[]) =>
  open.storage.unit(within(workspace), ({ usage }) =>
    usage.add(instants.map((at) => usageEvent(workspace, `event-${String(at)}`, at))),
  );
const read = (from = first, to = last) => figures(open.storage, toInstant(from), toInstant(to));

/** Reads before and after a fold, which changes no answer. */
async function both(from = first, to = last): Promise<readonly unknown[]> {
  const before = await read(from, to);
  await foldAll(open.storage);
  expect(await read(from, to)).toEqual(before);
  return before;
}

describe('a workspace whose only events in a range are in an edge', () => {
  it.each([
    ['first', first, first - 1],
    ['last', last, last + 1],
  ])('of the %s hour counts as active, and one with none in it does not', async (_, inside, outside) => {
    await add('w-1', begin + day + hour);
    await add('w-2', outside);
    expect(await both()).toEqual([1, 1]);
    await add('w-2', inside);
    expect(await both()).toEqual([2, 2]);
  });

  it('counts as active when the bits of its hour went with a removal', async () => {
    await add('w-1', begin + day + hour);
    await add('w-2', first - 1, first);
    await foldAll(open.storage);
    await forMaintenance(open.maintenance, ({ usage }) => usage.prune(toInstant(first)));
    const bits = await open.admin(
      `select from tenantatlas.usage_activity where span = 'hour' and starts_at < '${toInstant(first)}'`,
    );
    expect(bits).toEqual([]);
    expect(await read(begin)).toEqual([2, 2]);
  });

  it('counts as active when the range is less than an hour', async () => {
    await add('w-1', first - 2);
    await add('w-2', first + 1);
    expect(await both(first, first + 10)).toEqual([1, 1]);
    expect(await both(first - 2, first + 1)).toEqual([2, 2]);
  });
});

describe('what a range reads of a day', () => {
  it('is the day where it is whole, else its hours, each once', async () => {
    const events = Array.from({ length: 3 * 24 }, (_, n) => begin + n * hour + 1);
    await add('w-1', ...events);
    for (const [from, to] of [
      [0, 72],
      [0, 24],
      [1, 24],
      [0, 23],
      [23, 25],
      [5, 7],
      [5, 48],
      [24, 48],
      [1, 71],
    ] as const) {
      const expected = [to - from, 1];
      expect(await both(begin + from * hour, begin + to * hour - 1), `${String(from)} to ${String(to)}`).toEqual(
        expected,
      );
      // The last hour counts as a whole one while nothing happens behind the end.
      expect(await both(begin + from * hour, begin + to * hour - hour + 2)).toEqual(expected);
    }
  });

  it('adds up to the same by hour and by day', async () => {
    await add('w-1', first - 1, first, begin + 23 * hour, begin + day, begin + day + 1, last, last + 1);
    await foldAll(open.storage);
    const range = { from: toInstant(first), to: toInstant(last) };
    const [hours, days] = await onPlatform(open.storage, async ({ usage }) => [
      await usage.series(range, 'hour'),
      await usage.series(range, 'day'),
    ]);
    const counts = (series: typeof hours) =>
      series?.buckets.map(({ bucket, count }) => [(Date.parse(bucket) - begin) / hour, count]);
    expect(counts(hours)).toEqual([
      [10, 1],
      [23, 1],
      [24, 2],
      [62, 1],
    ]);
    expect(counts(days)).toEqual([
      [0, 2],
      [24, 2],
      [48, 1],
    ]);
  });
});

it('a removal that cuts a day leaves its later hours, and a range that begins before it says from when on it counts', async () => {
  await add('w-1', begin + hour, begin + 5 * hour, begin + 20 * hour);
  await foldAll(open.storage);
  const cutoff = begin + 4 * hour;
  await forMaintenance(open.maintenance, ({ usage }) => usage.prune(toInstant(cutoff)));
  for (const from of [begin - day, begin, begin + 2 * hour, cutoff]) {
    const totals = await onPlatform(open.storage, ({ usage }) =>
      usage.totals({ from: toInstant(from), to: toInstant(begin + day - 1) }),
    );
    expect(totals).toMatchObject({ keptSince: toInstant(cutoff), activeWorkspaces: 1, counts: [{ count: 2 }] });
  }
  const over = await onPlatform(open.storage, ({ usage }) =>
    usage.totals({ from: toInstant(begin), to: toInstant(cutoff - 1) }),
  );
  expect(over).toEqual({ keptSince: toInstant(cutoff), activeWorkspaces: 0, counts: [] });
});
