import { orThrow } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { isFull, scaled } from '../support/scale.ts';
import { onboardingWorld, untouched, whole } from './onboarding-world.ts';

const rounds = scaled(30, 3);
const perRound = 24;

/** The writes of a completion, and all of them. */
const writes = ['tenants.changeLifecycle', 'onboarding.end', 'all', ...(isFull ? ['audit.append', 'usage.add'] : [])];

it.each(writes)(
  'a process that is killed behind %s leaves nothing of a completion, and another one completes',
  { timeout: 120_000 },
  async (stopsAfter) => {
    const world = await onboardingWorld();
    const [id = ''] = await world.begin('t-1');
    const killed = await world.start({ loops: 1, stopsAfter });
    killed.send({ onboardingIds: [id] });
    await killed.hear('written');
    expect((await world.written()).get(id)).toEqual(untouched);
    // It waits for the locks of the process, which end with it.
    const second = world.complete(id);
    await killed.end();
    expect(orThrow(await second)).toMatchObject({ status: 'completed' });
    expect((await world.written()).get(id)).toEqual(whole);
    const third = await world.complete(id);
    expect(third.isErr() && third.error.code).toBe('immutable');
    expect((await world.written()).get(id)).toEqual(whole);
  },
);

it(
  `processes that are killed while they complete sessions leave each whole or untouched, in ${String(rounds)} rounds`,
  { timeout: 600_000 },
  async () => {
    const world = await onboardingWorld();
    const seen = { whole: 0, untouched: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const tenantIds = Array.from({ length: perRound }, (_, n) => `t-${String(round)}-${String(n)}`);
      const ids = await world.begin(...tenantIds);
      const killed = await world.start({ loops: 4, stopsAfter: null });
      killed.send({ onboardingIds: ids });
      const answered: string[] = [];
      for (let heard = 0; heard < 1 + ((round * 7) % 12); heard += 1)
        answered.push((await killed.hear('completed')).id);
      await killed.end();
      // What it had sent before it ended; then it rejects.
      for (let heard = await last(killed); heard !== null; heard = await last(killed)) answered.push(heard);
      // The server undoes what was open when it sees the end of the connections.
      await expect.poll(world.connections, { timeout: 60_000 }).toEqual([]);

      const written = await world.written();
      for (const id of ids) {
        const isWhole = written.get(id)?.session === 'completed';
        expect(written.get(id), id).toEqual(isWhole ? whole : untouched);
        seen[isWhole ? 'whole' : 'untouched'] += 1;
      }
      for (const id of answered) expect(written.get(id), id).toEqual(whole);
      // Whatever was cut off can be completed.
      const cut = ids.find((id) => written.get(id)?.session === 'open');
      if (cut !== undefined) expect(orThrow(await world.complete(cut))).toMatchObject({ status: 'completed' });
    }
    expect(seen.whole).toBeGreaterThanOrEqual(rounds);
    expect(seen.untouched).toBeGreaterThanOrEqual(rounds);
  },
);

async function last(killed: Awaited<ReturnType<Awaited<ReturnType<typeof onboardingWorld>>['start']>>) {
  const message = await killed.hear('completed').catch(() => null);
  return message === null ? null : message.id;
}
