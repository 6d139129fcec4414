// A process that takes the answers of consents: many callers with one answer at once, or one that stops before its commit.
import { createTenantAtlas, orThrow } from '@tenantatlas/core';
import { scriptedProvider } from '@tenantatlas/core/conformance';
import { readConfig, tellParent } from '../race-process.ts';
import { openRaceStorage } from '../race-storage.ts';
import { consentRedirect, type ConsenterConfig, type ToConsenter } from '../consent-world.ts';

const { url, callers, stopsBeforeCommit } = readConfig<ConsenterConfig>();
const { storage } = await openRaceStorage('pg', url, callers);
const unit: typeof storage.unit = (scope, work) =>
  storage.unit(scope, async (stores) => {
    const answer = await work(stores);
    if (stopsBeforeCommit && (answer as unknown) === 'granted') {
      tellParent({ said: 'written' });
      // Until the process is killed.
      await new Promise(() => {});
    }
    return answer;
  });
const atlas = createTenantAtlas({
  storage: { ...storage, unit },
  providers: [scriptedProvider()],
  consent: { redirectUri: consentRedirect },
});

async function answerAll(state: string): Promise<void> {
  const ask = async () => orThrow(await atlas.completeConsent(new URLSearchParams({ state }))).outcome;
  tellParent({ said: 'answered', outcomes: await Promise.all(Array.from({ length: callers }, ask)) });
}

process.on('message', ({ state }: ToConsenter) => void answerAll(state));
tellParent({ said: 'ready' });
