import { orThrow, type ResultAsync } from '@tenantatlas/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forEachHost, type Host } from './race-host.ts';
import { ada, bo, cheapStart, codeOf, inW1, pauseOfW1, type Bound } from './race-requests.ts';
import { cheap } from './race-catalog.ts';

const everywhere = { control: cheap, scope: { type: 'global' }, reason: 'Vendor incident' } as const;

/** Every call that judges by what is committed now. */
const calls = {
  'a pause of a workspace': (bound) => bound.as(ada).controls.pause(pauseOfW1),
  'a global pause': (bound) => bound.as(ada).controls.pause(everywhere),
  'a pause of a workspace that was made since': (bound) =>
    bound.as(ada).controls.pause({ ...pauseOfW1, scope: { type: 'workspace', workspaceId: 'w-since' } }),
  'a resume': (bound) => bound.as(ada).controls.resume({ control: cheap, scope: { type: 'global' } }),
  'a rescope': (bound) =>
    bound.as(ada).controls.rescope({ activationId: 'a-1', scope: { type: 'global' }, reason: 'Wider now' }),
  'a start': (bound) => bound.as(bo).operations.start(cheapStart()),
  'guarded work': (bound) => bound.guard(cheap, inW1, async () => 'done'),
} satisfies { readonly [what: string]: (bound: Bound) => ResultAsync<unknown, { readonly code: string }> };

forEachHost((_, openHost) => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost();
  });
  afterAll(() => host?.close());
  beforeEach(() => host.clear());

  describe.each(['REPEATABLE READ', 'SERIALIZABLE'])("in a host's %s transaction", (level) => {
    it.each(Object.entries(calls))('%s is refused and names the level to use', async (_, call) => {
      await host.hostTransaction(async (transaction) => {
        await transaction.run(`SET TRANSACTION ISOLATION LEVEL ${level}`);
        await transaction.run('SELECT 1'); // takes the snapshot
        const answer = await (call as (bound: Bound) => ResultAsync<unknown, { readonly code: string }>)(
          host.atlas.withTransaction(transaction.handle),
        );
        expect(answer._unsafeUnwrapErr()).toMatchObject({
          code: 'storage_failure',
          kind: 'isolation_level',
          retryable: false,
          outcome: 'not_written',
          message: { text: expect.stringContaining('READ COMMITTED') as string },
        });
      });
      expect(await host.count('control_activations')).toBe(0);
      expect(await host.count('platform_control_activations')).toBe(0);
      expect(await host.count('operation_runs')).toBe(0);
    });
  });

  it('a host that reads committed rows gets the pause in force, not an old snapshot', async () => {
    await host.hostTransaction(async (transaction) => {
      const bound = host.atlas.withTransaction(transaction.handle);
      expect(orThrow(await bound.as(ada).controls.resume({ control: cheap, scope: { type: 'global' } }))).toMatchObject(
        {
          disposition: 'already_enabled',
        },
      );
      expect(codeOf(await bound.as(ada).controls.pause(everywhere))).toBe('ok');
      expect(orThrow(await bound.as(ada).controls.resume({ control: cheap, scope: { type: 'global' } }))).toMatchObject(
        {
          disposition: 'resumed',
        },
      );
    });
  });
});
