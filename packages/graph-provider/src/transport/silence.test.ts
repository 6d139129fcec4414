import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { graphOf, type Fake, type Told } from '../../test/support/graph-of.ts';

const anything = z.object({ id: z.string() });
const good: Told = { body: { id: '1' } };
const longer = 60_000; // than one request may take

/** Reads until one is answered or `most` were read, and says how long each took and how it ended. */
async function readings({ client, time }: Fake, session: ReturnType<Fake['session']>, most: number) {
  const took: number[] = [];
  const states: string[] = [];
  for (let count = 0; count < most; count += 1) {
    const began = time.epochMillis();
    const answer = await time.run(client.get(session, `users/${String(count)}`, anything));
    took.push(time.epochMillis() - began);
    states.push(
      answer.match(
        () => 'ok',
        ({ reason }) => `${reason.code} ${reason.providerCode ?? ''}`,
      ),
    );
  }
  return { took, states };
}

describe('a session that gets no answer', () => {
  it('ends as a whole after the time of one request, and sends nothing more', async () => {
    const fake = graphOf(() => good, { latency: longer, maxAttempts: 100 });
    const { took, states } = await readings(fake, fake.session(), 5);
    expect(took[0]).toBeGreaterThan(110_000);
    expect(took.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(120_000);
    expect(new Set(states)).toEqual(new Set(['network_unreachable timeout']));
    expect(fake.seen.length).toBeLessThanOrEqual(5);
  });

  it('tries again with each request while the time lasts', async () => {
    const fake = graphOf(
      () => {
        throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
      },
      { maxAttempts: 2 },
    );
    const { states } = await readings(fake, fake.session(), 5);
    expect(new Set(states)).toEqual(new Set(['network_unreachable ECONNREFUSED']));
    expect(fake.seen).toHaveLength(10);
  });

  it('does not end another session of the tenant', async () => {
    let isGone = true;
    const fake = graphOf(() => (isGone ? new Promise<Told>(() => {}) : good), { maxAttempts: 100 });
    await readings(fake, fake.session(), 1);
    isGone = false;
    expect((await readings(fake, fake.session(), 1)).states).toEqual(['ok']);
  });

  it('loses the time of requests at the same time once', async () => {
    const fake = graphOf(() => good, { latency: longer, maxAttempts: 1 });
    const session = fake.session();
    const work = Array.from({ length: 4 }, () => fake.client.get(session, 'users', anything));
    await fake.time.run(Promise.all(work));
    await fake.time.run(fake.client.get(session, 'users', anything));
    expect(fake.seen).toHaveLength(5);
  });
});

describe('the time begins anew', () => {
  it.each<[string, Told]>([
    ['an answer', good],
    ['a refusal', { status: 403 }],
    ['an outage that is reported', { status: 501 }],
  ])('with %s', async (_, told) => {
    let count = 0;
    // Two of three requests are never answered: 90 seconds of silence, twice.
    const fake = graphOf(() => ((count += 1) % 4 === 0 ? told : new Promise<Told>(() => {})), {
      maxAttempts: 1,
    });
    const { states } = await readings(fake, fake.session(), 8);
    expect(states.filter((state) => state === 'network_unreachable timeout')).toHaveLength(6);
    expect(fake.seen).toHaveLength(8);
  });
});

it('a consumer that works for long and a required wait do not count', async () => {
  let count = 0;
  const fake = graphOf(() => {
    count += 1;
    return count % 2 === 1 ? { status: 503, headers: { 'retry-after': '100' } } : good;
  });
  const session = fake.session();
  for (let round = 0; round < 4; round += 1) {
    expect((await readings(fake, session, 1)).states).toEqual(['ok']);
    await fake.time.run(fake.time.sleep(600_000));
  }
});

it('a body that ends early is an answer: other lists are read', async () => {
  const fake = graphOf(({ url }) => (url.endsWith('/0') ? { text: '{', headers: { 'content-length': '9' } } : good), {
    latency: 25_000,
    maxAttempts: 100,
  });
  expect((await readings(fake, fake.session(), 2)).states).toEqual(['network_unreachable timeout', 'ok']);
});
