import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { runOnHandle } from '../support/backends.ts';
import { cheap } from './race-catalog.ts';
import { forEachHost, type Host } from './race-host.ts';
import { asPromiseOf, bo, cheapStart, codeOf, inW1, type Bound } from './race-requests.ts';

forEachHost((_, openHost) => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost();
  });
  afterAll(() => host?.close());
  beforeEach(() => host.clear());

  const run = (tx: Bound, sql: string) => runOnHandle(tx.transaction, sql);

  it.each(['SELECT 1/0', 'SELECT * FROM public.nowhere', "SELECT 'x'::int"])(
    'a failed statement of the host, %s, with a swallowed error: a storage failure, and nothing is committed',
    async (failing) => {
      const answer = await asPromiseOf(
        host.atlas.guard(cheap, inW1, async (tx) => {
          await tx.as(bo).operations.start(cheapStart());
          await run(tx, `INSERT INTO public.host_notes (n) VALUES ('gone')`);
          await run(tx, failing).catch(() => {});
          return 'looks fine';
        }),
      );
      expect(answer._unsafeUnwrapErr()).toMatchObject({
        code: 'storage_failure',
        kind: 'transaction_aborted',
        retryable: false,
        outcome: 'not_written',
      });
      expect(await host.notes()).toEqual([]);
      expect(await host.count('operation_runs')).toBe(0);
    },
  );

  it('the text of the fault names it', async () => {
    const attempt = host.storage.transaction(async (bound) => {
      await runOnHandle(bound.handle, 'SELECT 1/0').catch(() => {});
    });
    await expect(attempt).rejects.toThrow(
      'SQLSTATE 25P02: a statement of the transaction had failed and its error was swallowed, so nothing was committed',
    );
  });

  it('rolls back only a guard inside a guard', async () => {
    const answer = await asPromiseOf(
      host.atlas.guard(cheap, inW1, async (tx) => {
        await run(tx, `INSERT INTO public.host_notes (n) VALUES ('outer')`);
        const inner = await asPromiseOf(
          tx.guard(cheap, inW1, async (deeper) => {
            await run(deeper, `INSERT INTO public.host_notes (n) VALUES ('inner')`);
            await run(deeper, 'SELECT 1/0').catch(() => {});
          }),
        );
        return codeOf(inner);
      }),
    );
    expect(answer._unsafeUnwrap()).toBe('storage_failure');
    expect(await host.notes()).toEqual(['outer']);
  });

  it('a rollback by the host is not a failure', async () => {
    const answer = await asPromiseOf(
      host.atlas.guard(cheap, inW1, async (tx) => {
        await run(tx, 'SAVEPOINT mine');
        await run(tx, 'SELECT 1/0').catch(() => {});
        await run(tx, 'ROLLBACK TO SAVEPOINT mine');
        await run(tx, `INSERT INTO public.host_notes (n) VALUES ('kept')`);
        return 'fine';
      }),
    );
    expect(answer._unsafeUnwrap()).toBe('fine');
    expect(await host.notes()).toEqual(['kept']);
  });
});
