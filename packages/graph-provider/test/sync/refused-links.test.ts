import { expect, it } from 'vitest';
import { memoryCheckpoints } from '../../src/sync/index.ts';
import { fakeTenants, limited, pageOf, tenantsNamed } from './fake-tenants.ts';
import { syncOf } from './sync-of.ts';

it.each([
  ['410', { status: 410 }],
  ['400', { status: 400, body: { error: { code: 'badToken' } } }],
  ['404', { status: 404 }],
])('a Graph that refuses (%s) each link that it gives, with waits between, is given up', async (_, refusal) => {
  let [full, second] = [0, 0];
  const fake = fakeTenants((asked) => {
    // Without an end, the test would have none.
    if (full > 100) return { status: 403 };
    if (asked.page === 0) {
      full += 1;
      return pageOf(3, asked);
    }
    second += 1;
    return second % 2 === 1 ? limited(30) : refusal;
  });
  const { sync } = syncOf(fake, memoryCheckpoints());
  const first = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
  expect(first.tenants[0]?.collections[0]).toMatchObject({
    state: 'partial',
    restart: 'link_refused',
    reason: { code: 'unknown_error', providerCode: 'refused_again' },
  });
  expect(full).toBeLessThanOrEqual(6);
});
