import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunId } from '@tenantatlas/core/ports';
import { openBackend, type OpenBackend } from '../../test/support/backends.ts';
import { makeWorkspaces, noon, runDraft, scopeOf, within } from '../../test/store-fixtures.ts';

describe('under reject', () => {
  let open: OpenBackend;
  beforeAll(async () => {
    open = await openBackend('pg');
    await makeWorkspaces(open.storage, 'w1');
  });
  afterAll(() => open.close());

  const draft = (id: string, identity: string) => runDraft('w1', id, identity, { completedPolicy: 'reject' });
  const ensure = (id: string, identity: string) =>
    open.storage.unit(within('w1'), ({ runs }) => runs.ensure(scopeOf('w1'), draft(id, identity)));
  const complete = (id: string) =>
    open.storage.unit(within('w1'), ({ runs }) =>
      runs.complete(
        scopeOf('w1'),
        { id: id as RunId, attempt: null },
        { outcome: 'succeeded', counts: null, failures: [], at: noon },
      ),
    );

  it('no work happens twice while the first one ends', async () => {
    for (let trial = 0; trial < 20; trial += 1) {
      const identity = `once-${String(trial)}`;
      await ensure(`${identity}-a`, identity);
      const [, ...outcomes] = await Promise.all([
        complete(`${identity}-a`),
        ...Array.from({ length: 6 }, (_, n) => ensure(`${identity}-${String(n)}`, identity)),
      ]);
      expect(new Set(outcomes.map(({ run }) => run.id))).toEqual(new Set([`${identity}-a`]));
    }
  });

  it('a host in REPEATABLE READ that does not see the completed run cannot repeat it either', async () => {
    const repeat = open.hostTransaction(async (host) => {
      await host.run('set transaction isolation level repeatable read');
      await host.run('select 1');
      await ensure('rr-1', 'rr');
      await complete('rr-1');
      await open.storage
        .bind(host.handle)
        .unit(within('w1'), ({ runs }) => runs.ensure(scopeOf('w1'), draft('rr-2', 'rr')));
    });
    await expect(repeat).rejects.toThrow('40001');
  });
});
