import { toInstant } from '@tenantatlas/core/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeOf, within } from '../store-fixtures.ts';
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

/** Kinds that the SDK never writes. */
const kinds = [
  '',
  '99999',
  'restore',
  '[',
  '["a"',
  '["a","b"]',
  '["a","b","c","d"]',
  '["a","b",1]',
  '[null,"b","c"]',
  '{"a":1}',
  String.raw`["a\u0000","b","c"]`,
  String.raw`["\ud83d","b","c"]`,
  String.raw`["\q","b","c"]`,
  '["a\tb","b","c"]',
  '["a","b","c"] ',
];
const instants = ['infinity', '-infinity', '294276-12-31 00:00:00+00', '4000-01-01 00:00:00+00 BC'];

describe('rows that a login adds with its own SQL', () => {
  const noon = today() + 12 * hour;
  let open: OpenBackend;

  beforeAll(async () => {
    open = await openBackend('pg');
    for (const workspace of ['w-1', 'w-2']) await makeWorkspace(open.storage, workspace);
    await onPlatform(open.storage, ({ usage }) => usage.add([usageEvent('w-1', 'right', noon)]));
    const now = toInstant(noon);
    const rows = [...kinds.map((kind) => ({ kind, at: now })), ...instants.map((at) => ({ kind: kinds[1] ?? '', at }))];
    await open.hostTransaction(async ({ run }) => {
      await run(`set local role ta_workspace`);
      await run(`set local tenantatlas.workspace_id to 'w-2'`);
      for (const [place, { kind, at }] of rows.entries()) {
        await run(
          `insert into tenantatlas.usage_deltas (workspace_id, hour, kind, count) values ('w-2', '${at}', '${kind}', 1)`,
        );
        await run(`insert into tenantatlas.usage_events (occurred_at, recorded_at, workspace_id, tenant_id, id, kind, subject_id, metadata)
          values ('${at}', '${now}', 'w-2', 't-1', '\\x${String(place + 10)}', '${kind}', '\\x00', '{}')`);
      }
    });
  });
  afterAll(() => open.close());

  const read = async () => {
    const ids = ['w-1', 'w-2'].map((workspace) => scopeOf(workspace).workspaceId);
    // The first range reads deltas and counts, the second one the ledger.
    const [whole, edge] = [toInstant(noon + hour - 1), toInstant(noon + 1)];
    return {
      totals: await figures(open.storage, toInstant(noon), whole),
      edge: await figures(open.storage, toInstant(noon), edge),
      series: (await onPlatform(open.storage, ({ usage }) => usage.series({ from: toInstant(noon), to: whole }, 'day')))
        .buckets,
      lastHours: (await onPlatform(open.storage, ({ usage }) => usage.lastHours(ids))).length,
    };
  };
  const answers = {
    totals: [1, 2],
    edge: [1, 2],
    series: [{ bucket: toInstant(today()), eventName: 'product.operations.started', count: 1 }],
    lastHours: 2,
  };

  it('break no answer, before a fold and after it', async () => {
    expect(await read()).toEqual(answers);
    await foldAll(open.storage);
    expect(await read()).toEqual(answers);
    expect(await open.admin('select from tenantatlas.usage_deltas')).toEqual([]);
    const names = await open.admin<{ event_name: string }>('select event_name from tenantatlas.usage_hours');
    expect(names).toEqual([{ event_name: 'product.operations.started' }]);
  });

  it('break no answer where an earlier version has given them a code', async () => {
    await open.admin(`insert into tenantatlas.usage_kinds (names, code) values ('[', '99999')`);
    expect(await read()).toEqual(answers);
    await open.admin(
      `insert into tenantatlas.usage_deltas (workspace_id, hour, kind, count) values ('w-2', '${toInstant(noon)}', '99999', 1)`,
    );
    await foldAll(open.storage);
    expect(await read()).toEqual(answers);
  });

  it('are removed with all others, by age and with their workspace', async () => {
    await forMaintenance(open.maintenance, ({ maintenance }) =>
      maintenance.eraseTenant({ ...scopeOf('w-2'), tenantId: usageEvent('w-2', 'e', noon).tenantId }),
    );
    expect(await read()).toEqual({ ...answers, totals: [1, 1], edge: [1, 1], lastHours: 1 });
    await open.storage.unit(within('w-1'), ({ usage }) => usage.add([usageEvent('w-1', 'late', noon + 1)]));
    const pruned = await forMaintenance(open.maintenance, ({ usage }) => usage.prune(toInstant(noon + 1)));
    expect(pruned).toEqual({ removed: 1, oldestKept: toInstant(noon + 1) });
    expect((await figures(open.storage, toInstant(noon), toInstant(noon + day)))[0]).toBe(1);
  });
});
