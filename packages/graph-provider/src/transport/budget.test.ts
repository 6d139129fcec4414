import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { graphOf, type Told } from '../../test/support/graph-of.ts';
import { numbers, scaled } from '../../test/support/seeds.ts';
import { VirtualTime } from '../../test/support/virtual-time.ts';
import { createBudget } from './budget.ts';
import { retryAfterMillis } from '../answers/retry-after.ts';
import type { Rate } from './bucket.ts';

/** In virtual time. */
const rate = (requests: number, perMillis: number): Rate => ({ requests, perMillis });

const anything = z.object({ id: z.string() });
const forever = new AbortController().signal;

describe('a budget', () => {
  const budgetOf = (time: VirtualTime, more = {}) =>
    createBudget({
      clock: time,
      scheduler: time,
      concurrency: 3,
      concurrencyPerTenant: 2,
      perTenant: null,
      overall: null,
      ...more,
    });

  it('gives places to tenants in turn, and not more than there are', async () => {
    const time = new VirtualTime();
    const budget = budgetOf(time);
    const order: string[] = [];
    let [now, most] = [0, 0];
    const work = async (tenant: string): Promise<void> => {
      const permit = await budget.enter(tenant, forever);
      order.push(tenant);
      now += 1;
      most = Math.max(most, now);
      await time.sleep(10);
      now -= 1;
      permit.release();
      permit.release();
    };
    await time.run(Promise.all([...Array.from({ length: 6 }, () => work('a')), work('b'), work('c')]));
    expect(most).toBe(3);
    // Two of the first tenant are in, then each of the others before its third.
    expect(order.indexOf('c')).toBeLessThanOrEqual(4);
  });

  it('gives the one place to tenants in turn, however many requests one of them has', async () => {
    const time = new VirtualTime();
    const budget = budgetOf(time, { concurrency: 1 });
    const order: string[] = [];
    const work = async (tenant: string): Promise<void> => {
      const permit = await budget.enter(tenant, forever);
      order.push(tenant);
      await time.sleep(10);
      permit.release();
    };
    await time.run(Promise.all(['a', 'a', 'a', 'a', 'b', 'b', 'c'].map(work)));
    expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a']);
  });

  it.each([
    [1, 1_000],
    [10, 1_000],
    [100, 1_000],
    [400, 10_000],
  ])('starts at most %i requests in any %i ms', async (requests, perMillis) => {
    const time = new VirtualTime();
    const budget = budgetOf(time, {
      concurrency: 1_000,
      concurrencyPerTenant: 1_000,
      overall: { requests, perMillis },
    });
    const at: number[] = [];
    const enter = async (_: unknown, index: number): Promise<void> => {
      const permit = await budget.enter(`t-${String(index % 7)}`, forever);
      at.push(time.epochMillis());
      permit.release();
    };
    await time.run(Promise.all(Array.from({ length: requests * 3 }, enter)));
    for (const from of at)
      expect(at.filter((one) => one >= from && one < from + perMillis).length).toBeLessThanOrEqual(requests);
    const took = (at.at(-1) ?? 0) - (at[0] ?? 0);
    // Waits are whole milliseconds.
    expect(took).toBeLessThanOrEqual(perMillis * 3 * 1.1 + requests);
  });

  it('keeps a rate for each tenant, so that one does not use up what is another’s', async () => {
    const time = new VirtualTime();
    const budget = budgetOf(time, { concurrency: 50, perTenant: rate(10, 1_000) });
    const began = time.epochMillis();
    const ends = new Map<string, number>();
    const enter = async (tenant: string): Promise<void> => {
      (await budget.enter(tenant, forever)).release();
      ends.set(tenant, time.epochMillis() - began);
    };
    await time.run(
      Promise.all([...Array.from({ length: 30 }, () => enter('a')), ...Array.from({ length: 5 }, () => enter('b'))]),
    );
    expect(ends.get('b')).toBeLessThanOrEqual(500);
    expect(ends.get('a')).toBeGreaterThanOrEqual(2_900);
  });

  it('counts a place by its weight', async () => {
    const time = new VirtualTime();
    const budget = budgetOf(time, { perTenant: rate(20, 1_000) });
    const began = time.epochMillis();
    for (let round = 0; round < 3; round += 1) (await time.run(budget.enter('a', forever, 20))).release();
    expect(time.epochMillis() - began).toBeGreaterThanOrEqual(1_900);
  });

  it('starts what does not count at once, also when the limit is reached', async () => {
    const time = new VirtualTime();
    const budget = budgetOf(time, { perTenant: rate(1, 1_000), overall: rate(1, 1_000) });
    const began = time.epochMillis();
    for (const tenant of ['a', 'a', 'b']) (await time.run(budget.enter(tenant, forever, 0))).release();
    (await time.run(budget.enter('a', forever, 20))).release();
    (await time.run(budget.enter('b', forever, 0))).release();
    expect(time.epochMillis()).toBe(began);
  });

  it('keeps nothing of a tenant that has nothing in progress', async () => {
    const time = new VirtualTime();
    const budget = budgetOf(time);
    budget.holdUntil('a', time.epochMillis() + 1_000);
    expect(budget.heldUntil('a')).toBe(time.epochMillis() + 1_000);
    (await time.run(budget.enter('a', forever))).release();
    expect(budget.heldUntil('a')).toBe(0);
  });

  it('lets a caller leave whose signal fires', async () => {
    const time = new VirtualTime();
    const budget = budgetOf(time, { concurrency: 1 });
    const first = await budget.enter('a', forever);
    const leave = new AbortController();
    const waiting = budget.enter('a', leave.signal).catch((reason: Error) => reason.message);
    leave.abort(new Error('left'));
    expect(await waiting).toBe('left');
    first.release();
    (await time.run(budget.enter('a', forever))).release();
  });
});

describe('many tenants', () => {
  const tenants = Array.from({ length: 100 }, (_, index) => `tenant-${String(index)}.example`);

  const tenantOf = (url: string): string => new URL(url).searchParams.get('tenant') ?? '';

  /** Sends requests of 100 tenants at once; `answerOf` says what becomes of each. */
  async function load(requests: number, answerOf: (tenant: string, random: () => number) => Told) {
    const random = numbers(7);
    const told: { readonly tenant: string; readonly at: number; readonly until: number }[] = [];
    const outcomes = { ok: 0, throttled: 0, failed: 0 };
    const endOf = new Map<string, number>();
    const { client, session, time, seen } = graphOf(
      (one) => {
        const tenant = tenantOf(one.url);
        const answer = answerOf(tenant, random);
        const retryAfter = answer.headers?.['retry-after'] ?? null;
        const wait = retryAfterMillis({ retryAfter, date: null }, time.epochMillis());
        if (wait !== null) told.push({ tenant, at: time.epochMillis(), until: time.epochMillis() + wait });
        return answer;
      },
      { totalMillis: 600_000, maxAttempts: 8, concurrency: 400, latency: 25 },
    );
    const began = time.epochMillis();
    const one = async (index: number): Promise<void> => {
      const tenant = tenants[index % tenants.length] ?? '';
      const answer = await client.get(session(tenant), `users/${String(index)}?tenant=${tenant}`, anything);
      const kind = answer.match(
        () => 'ok' as const,
        ({ collection }) => (collection === 'throttled' ? 'throttled' : 'failed'),
      );
      outcomes[kind] += 1;
      endOf.set(tenant, time.epochMillis() - began);
    };
    await time.run(Promise.all(Array.from({ length: requests }, (_, index) => one(index))));
    const sent = Map.groupBy(seen, ({ url }) => tenantOf(url));
    const inside = told.filter(({ tenant, at, until }) =>
      (sent.get(tenant) ?? []).some((request) => request.at > at && request.at < until),
    );
    return { inside, told, outcomes, endOf, seen };
  }
  const waits = ['1', '2.5', 'date', ''];
  const throttling = (random: () => number): Told => {
    const dice = random();
    if (dice >= 0.23) return { body: { id: '1' } };
    if (dice >= 0.2) return { status: dice > 0.215 ? 503 : 504 };
    const header = waits[Math.floor(random() * waits.length)] ?? '';
    // A date has whole seconds.
    const value = header === 'date' ? 'Sat, 21 Nov 2026 10:00:01 GMT' : header;
    return { status: 429, ...(value === '' ? {} : { headers: { 'retry-after': value } }) };
  };

  it('never send inside a wait that their tenant was given, and everything ends', { timeout: 600_000 }, async () => {
    const requests = scaled(50_000);
    const { inside, told, outcomes, seen } = await load(requests, (_, random) => throttling(random));
    expect(told.length).toBeGreaterThan(requests / 10);
    expect(inside).toEqual([]);
    expect(outcomes.ok + outcomes.throttled + outcomes.failed).toBe(requests);
    expect(outcomes.ok / requests).toBeGreaterThan(0.98);
    expect(seen.length).toBeGreaterThan(requests * 1.2);
  });

  it('are slowed by less than a tenth by one that is throttled all the time', { timeout: 600_000 }, async () => {
    const requests = scaled(20_000);
    const quiet = await load(requests, () => ({ body: { id: '1' } }));
    const noisy = await load(requests, (tenant) =>
      tenant === tenants[0] ? { status: 429, headers: { 'retry-after': '20' } } : { body: { id: '1' } },
    );
    for (const tenant of tenants.slice(1))
      expect(noisy.endOf.get(tenant) ?? Infinity).toBeLessThanOrEqual((quiet.endOf.get(tenant) ?? 0) * 1.1);
  });
});
