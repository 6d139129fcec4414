import {
  createTenantAtlas,
  epochMillis,
  manualClock,
  orThrow,
  systemActor,
  toInstant,
  workspaceUser,
} from '@tenantatlas/core';
import { expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../support/backends.ts';
import { scaled } from '../support/scale.ts';
import { seeds } from '../support/seeds.ts';
import { randomNumbers } from './history.ts';
import { day, foldAll, hour, unequalCounts } from './usage-world.ts';

const keptDays = 90;
const steps = scaled(600, 60);

it.each(seeds)(
  'two hosts whose clocks jump for years in both directions remove no event that is young by the database, with the seed %i',
  async (seed) => {
    const open = await openBackend('pg');
    onTestFinished(() => open.close());
    const random = randomNumbers(seed);
    const choose = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const begin = Date.now();
    const clocks = [manualClock(toInstant(begin)), manualClock(toInstant(begin))] as const;
    const hosts = clocks.map((clock) => ({
      clock,
      atlas: createTenantAtlas({ storage: open.storage, clock }),
      eraser: createTenantAtlas({ storage: open.maintenance, clock }),
    }));
    const setup = createTenantAtlas({ storage: open.storage }).as(systemActor('setup'));
    orThrow(await setup.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
    orThrow(await setup.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'Contoso' }));

    let kept: number[] = [];
    let keptSince = -Infinity;
    const done = { recorded: 0, expired: 0, pruned: 0, removed: 0 };
    const record = async ({ clock, atlas }: (typeof hosts)[number]): Promise<void> => {
      const at = choose([0, 0, 1, hour, day, 40 * day, 89 * day, 91 * day]);
      const occurredAt = toInstant(clock.epochMillis() - at);
      const answer = await atlas.record({
        eventName: 'product.review_pack.requested',
        actor: workspaceUser({ id: 'u-1', label: 'Bo' }),
        workspaceId: 'w-1',
        tenantId: 't-1',
        subjectType: 'review_pack',
        subjectId: 'p-1',
        occurredAt,
      });
      if (epochMillis(occurredAt) < keptSince) {
        expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'invalid_input', issues: [{ rule: 'kept_since' }] });
        done.expired += 1;
      } else {
        orThrow(answer);
        kept.push(epochMillis(occurredAt));
        done.recorded += 1;
      }
    };
    const prune = async ({ clock, eraser }: (typeof hosts)[number]): Promise<void> => {
      const { cutoff, removed } = orThrow(await eraser.maintenance.pruneUsage({ days: keptDays }));
      // By the clock of the database, which is that of this machine.
      expect(epochMillis(cutoff)).toBeLessThanOrEqual(Date.now() - keptDays * day);
      expect(epochMillis(cutoff)).toBeLessThanOrEqual(clock.epochMillis() - keptDays * day);
      const left = kept.filter((at) => at >= epochMillis(cutoff));
      expect(removed).toBe(kept.length - left.length);
      kept = left;
      keptSince = Math.max(keptSince, epochMillis(cutoff));
      done.pruned += 1;
      done.removed += removed;
    };
    for (let step = 0; step < steps; step += 1) {
      const host = choose(hosts);
      const jump = choose([0, 0, 1, -1, day, -day, 91 * day, -91 * day, 400 * day, -400 * day, 3_000 * day]);
      host.clock.set(toInstant(choose([host.clock.epochMillis(), begin, begin]) + jump));
      // What is old from the begin on is refused after the first removal, so there is something to remove before.
      await (step < steps / 3 ? record : choose([record, record, record, prune]))(host);
      if (step % 7 === 0) await foldAll(open.storage);
      if (step % 10 !== 0) continue;
      const range = { from: toInstant(begin - 20_000 * day), to: toInstant(begin + 20_000 * day) };
      expect(orThrow(await setup.telemetry.summary(range)).totalEvents).toBe(kept.length);
      expect(await unequalCounts(open)).toEqual([]);
    }
    expect(Math.min(...Object.values(done))).toBeGreaterThan(0);
  },
  600_000,
);
