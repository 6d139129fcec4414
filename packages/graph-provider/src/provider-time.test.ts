import type { ProviderAccess } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { fakeMicrosoft, ids, secret } from '../test/support/fake-microsoft.ts';
import { VirtualTime } from '../test/support/virtual-time.ts';
import { createGraphProvider } from './provider.ts';
import { clientSecret } from './tokens/client-secret.ts';

const access: ProviderAccess = { externalTenantId: ids.tenant, connectionType: 'platform', credential: null };
const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

/** Reads over a Microsoft whose addresses that `isGone` names never answer. How the reading ended, and how long it took in virtual time. */
async function reading(capability: 'verify' | 'grants' | 'roles' | 'configuration', isGone: (path: string) => boolean) {
  const time = new VirtualTime();
  const { handle } = fakeMicrosoft();
  let sent = 0;
  const provider = createGraphProvider({
    credentials: clientSecret({ clientId: ids.clientId, clientSecret: secret }),
    clock: time,
    scheduler: time,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent += 1;
      return isGone(new URL(request.url).pathname) ? never(request.signal) : handle(request);
    },
  });
  const began = time.epochMillis();
  const call = { signal: new AbortController().signal };
  const read = async () =>
    capability === 'roles' || capability === 'configuration'
      ? provider[capability](access, () => {}, call)
      : provider[capability](access, call);
  const evidence = await time.run<{ readonly collection: string }>(read());
  return { evidence, sent, took: time.epochMillis() - began };
}

it.each(['verify', 'grants', 'roles', 'configuration'] as const)(
  '%s of a Microsoft that never answers ends after the time of one request',
  async (capability) => {
    for (const isGone of [() => true, (path: string) => path.startsWith('/v1.0') || path.startsWith('/beta')]) {
      const { evidence, sent, took } = await reading(capability, isGone);
      expect(evidence).toMatchObject({ collection: 'failed', reason: { code: 'network_unreachable' } });
      expect(took).toBeLessThanOrEqual(121_000);
      expect(sent).toBeLessThanOrEqual(7);
    }
  },
);

it('one list that never answers leaves the others, which say what they are', async () => {
  const { evidence } = await reading('configuration', (path) => path.endsWith('/deviceConfigurations'));
  expect(evidence).toMatchObject({ collection: 'partial', reason: { code: 'network_unreachable' } });
  expect(evidence).toHaveProperty('part.0.items', 3);
  expect(evidence).not.toHaveProperty('part.0.collection');
});
