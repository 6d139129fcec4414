import { expect, it } from 'vitest';
import { memoryCheckpoints } from '../../src/sync/index.ts';
import { fakeTenants, pageOf, tenantsNamed } from './fake-tenants.ts';
import { syncOf } from './sync-of.ts';

it('a list without an end, of which nothing is read, leaves time for a signal', async () => {
  const fake = fakeTenants((asked) => pageOf(1, asked));
  const { sync } = syncOf(fake, memoryCheckpoints());
  const stop = new AbortController();
  let taken = 0;
  function* tenants() {
    // With an end, so that the test has one too.
    for (; taken < 20_000; taken += 1) yield* tenantsNamed('a');
  }
  setImmediate(() => setImmediate(() => stop.abort(new Error('stopped'))));
  await expect(sync.run({ tenants: tenants(), signal: stop.signal })).rejects.toThrow('stopped');
  expect(taken).toBeLessThan(20_000);
});
