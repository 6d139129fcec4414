// A process that completes onboardings, several at a time, or one that stops for good after one of its writes.
import { orThrow } from '@tenantatlas/core';
import type { StorageUnit } from '@tenantatlas/core/ports';
import { onboardingAtlas, owner, type CompleterConfig, type ToCompleter } from '../onboarding-world.ts';
import { readConfig, tellParent } from '../race-process.ts';
import { openRaceStorage } from '../race-storage.ts';

const { url, loops, stopsAfter } = readConfig<CompleterConfig>();
const { storage } = await openRaceStorage('pg', url, loops);

async function stop(): Promise<never> {
  tellParent({ said: 'written' });
  // Until the process is killed.
  return new Promise<never>(() => {});
}

/** The unit, with one write behind which it stops. It notes each write. */
function stopping(unit: StorageUnit, written: Set<string>): StorageUnit {
  const changed: { [store: string]: object } = {};
  for (const [store, methods] of Object.entries(unit) as readonly (readonly [string, object])[])
    changed[store] = Object.fromEntries(
      Object.entries(methods).map(([method, call]: [string, (...request: readonly unknown[]) => Promise<unknown>]) => [
        method,
        async (...request: readonly unknown[]) => {
          const answer = await call(...request);
          written.add(`${store}.${method}`);
          return `${store}.${method}` === stopsAfter ? stop() : answer;
        },
      ]),
    );
  return changed as unknown as StorageUnit;
}

const unit: typeof storage.unit = (scope, work) =>
  storage.unit(scope, async (stores) => {
    const written = new Set<string>();
    const answer = await work(stopping(stores, written));
    return stopsAfter === 'all' && written.has('onboarding.end') ? stop() : answer;
  });
const atlas = onboardingAtlas({ ...storage, unit });

async function completeAll(onboardingIds: readonly string[]): Promise<void> {
  const left = [...onboardingIds];
  const loop = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const request = { workspaceId: 'w-1', onboardingId: id, expectedVersion: 1 };
      orThrow(await atlas.as(owner).onboarding.complete(request));
      tellParent({ said: 'completed', id });
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
  tellParent({ said: 'done' });
}

process.on('message', ({ onboardingIds }: ToCompleter) => void completeAll(onboardingIds));
tellParent({ said: 'ready' });
