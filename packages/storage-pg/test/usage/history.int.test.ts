import { createMemoryStorage } from '@tenantatlas/core/memory';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../support/backends.ts';
import { scaled } from '../support/scale.ts';
import { seeds } from '../support/seeds.ts';
import { runHistory } from './history.ts';
import { day, today, unequalCounts } from './usage-world.ts';

/** Every kind of step was made, so that a history without removals proves nothing by accident. */
const all = ['add', 'erasePerson', 'eraseTenant', 'eraseWorkspace', 'fold', 'prune', 'time'];
const steps = Math.ceil(scaled(10_000, 500) / seeds.length);

describe.each(seeds)('random additions, folds, removals and erasures with the seed %i', (seed) => {
  it('equal a recount in memory after each step, in memory', async () => {
    const storage = createMemoryStorage();
    const done = await runHistory({ storage, maintenance: storage }, { seed, steps, begin: today() });
    expect(Object.keys(done).sort()).toEqual(all);
  });

  it.each(['pglite', 'pg'] as const)(
    'equal a recount in memory after each step, on %s, in every table of counts as well',
    async (name) => {
      const open = await openBackend(name);
      onTestFinished(() => open.close());
      let step = 0;
      const done = await runHistory(open, {
        seed,
        steps,
        begin: today() + day,
        async afterEach() {
          step += 1;
          if (step % 10 === 0) expect(await unequalCounts(open)).toEqual([]);
        },
      });
      expect(Object.keys(done).sort()).toEqual(all);
      expect(await unequalCounts(open)).toEqual([]);
    },
    1_800_000,
  );
});
