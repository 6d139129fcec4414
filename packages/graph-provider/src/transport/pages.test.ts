import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { holdsAsync, scale, scaled } from '../../test/support/seeds.ts';
import { graph, graphOf, type Told } from '../../test/support/graph-of.ts';

const item = z.object({ id: z.string() });
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Pages by number; `next` is the number of the following one. */
function pagesOf(
  pages: readonly { readonly ids: readonly string[]; readonly next: number | null }[],
): (url: string) => Told {
  return (url) => {
    const page = pages[Number(new URL(url).searchParams.get('$skiptoken') ?? '0')];
    if (!page) return { status: 400, body: { error: { code: 'Directory_ExpiredPageToken' } } };
    const link = page.next === null ? {} : { '@odata.nextLink': `${graph}users?$skiptoken=${String(page.next)}` };
    return { body: { value: page.ids.map((id) => ({ id })), ...link } };
  };
}

describe('pages', () => {
  it('are read to the end, empty ones in the middle too, each object once', async () => {
    const answer = pagesOf([
      { ids: ['a', 'b'], next: 1 },
      { ids: [], next: 2 },
      { ids: ['b', 'c'], next: null },
    ]);
    const { client, session, time } = graphOf(({ url }) => answer(url));
    const seen: string[] = [];
    const read = await time.run(
      client.pages(session(), 'users', item, (page) => void seen.push(...page.map(({ id }) => id))),
    );
    expect([seen, read]).toEqual([['a', 'b', 'c'], { items: 3, pages: 3, failure: null }]);
  });

  it('name the address of the next one, and can be read from there on', async () => {
    const answer = pagesOf([
      { ids: ['a'], next: 1 },
      { ids: ['b'], next: 2 },
      { ids: ['c'], next: null },
    ]);
    const { client, session, time } = graphOf(({ url }) => answer(url));
    const links: (string | null)[] = [];
    await time.run(client.pages(session(), 'users', item, (_, nextLink) => void links.push(nextLink)));
    expect(links).toEqual([`${graph}users?$skiptoken=1`, `${graph}users?$skiptoken=2`, null]);
    const rest: string[] = [];
    const read = await time.run(
      client.pages(session(), links[0] ?? '', item, (page) => void rest.push(...page.map(({ id }) => id))),
    );
    expect([rest, read.failure]).toEqual([['b', 'c'], null]);
  });

  it('name no next one where the link is refused', async () => {
    const body = { value: [{ id: 'a' }], '@odata.nextLink': 'https://evil.example/v1.0/users' };
    const { client, session, time } = graphOf(() => ({ body }));
    const links: (string | null)[] = [];
    await time.run(client.pages(session(), 'users', item, (_, nextLink) => void links.push(nextLink)));
    expect(links).toEqual([null]);
  });

  it('that go wrong half-way are a part, never a shorter whole', async () => {
    const answer = pagesOf([
      { ids: ['a'], next: 1 },
      { ids: ['b'], next: 9 },
    ]);
    const { client, session, time } = graphOf(({ url }) => answer(url));
    const read = await time.run(client.pages(session(), 'users', item, () => {}));
    expect(read).toMatchObject({
      items: 2,
      pages: 2,
      failure: { collection: 'failed', reason: { providerCode: 'Directory_ExpiredPageToken' } },
    });
  });

  it('that lead back to themselves end', async () => {
    const answer = pagesOf([
      { ids: ['a'], next: 1 },
      { ids: ['b'], next: 1 },
    ]);
    const { client, session, seen, time } = graphOf(({ url }) => answer(url));
    const read = await time.run(client.pages(session(), 'users', item, () => {}));
    expect(read).toMatchObject({ items: 2, failure: { reason: { providerCode: 'repeated_link' } } });
    expect(seen).toHaveLength(2);
  });

  it('beyond the limit end', async () => {
    const { client, session, time } = graphOf(
      ({ url }) => pagesOf(Array.from({ length: 100 }, (_, at) => ({ ids: [String(at)], next: at + 1 })))(url),
      { maxPages: 5 },
    );
    const read = await time.run(client.pages(session(), 'users', item, () => {}));
    expect(read).toMatchObject({ pages: 5, failure: { reason: { providerCode: 'too_many_pages' } } });
  });

  it('are fetched one ahead while the consumer works, and never two', async () => {
    const answer = pagesOf([0, 1, 2, 3].map((at) => ({ ids: [String(at)], next: at === 3 ? null : at + 1 })));
    const { client, session, seen, time } = graphOf(({ url }) => answer(url), { latency: 100 });
    const began = time.epochMillis();
    let consumed = 0;
    await time.run(
      client.pages(session(), 'users', item, async () => {
        await time.sleep(100);
        consumed += 1;
        expect(seen.length).toBeLessThanOrEqual(consumed + 1);
      }),
    );
    // Four pages and four works of 100 ms each: all but the first fetch and the last work overlap.
    expect(time.epochMillis() - began).toBe(500);
  });

  it('whose consumer throws stop, and nothing is in progress', async () => {
    const answer = pagesOf([0, 1, 2].map((at) => ({ ids: [String(at)], next: at + 1 })));
    const { client, session, seen, time } = graphOf(({ url }) => answer(url), { latency: 100 });
    const work = client.pages(session(), 'users', item, () => {
      throw new Error('of the consumer');
    });
    await expect(time.run(work)).rejects.toThrow('of the consumer');
    await time.run(time.sleep(10_000));
    expect(seen.length).toBeLessThanOrEqual(2);
  });

  it('name the member of an object of another shape', async () => {
    const { client, session, time } = graphOf(() => ({ body: { value: [{ id: 'a' }, { id: 4 }] } }));
    const read = await time.run(client.pages(session(), 'users', item, () => {}));
    expect(read).toMatchObject({ items: 0, failure: { path: 'value.1.id' } });
  });

  it('of random graphs are read as a plain walk reads them', async () => {
    const page = fc.record({
      ids: fc.array(fc.nat(30).map(String), { maxLength: 5 }),
      next: fc.option(fc.nat(12), { freq: 8 }),
    });
    await holdsAsync(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 12 }), async (pages) => {
        const { client, session, time } = graphOf(({ url }) => pagesOf(pages)(url), { latency: 1 });
        const seen: string[] = [];
        const read = await time.run(
          client.pages(session(), 'users', item, (some) => void seen.push(...some.map(({ id }) => id))),
        );
        const [expected, visited] = [new Set<string>(), new Set<number>()];
        let at: number | null = 0;
        let isWhole = true;
        let isFirst = true;
        while (at !== null) {
          // The first address has no token, so that a link to page 0 is another address once.
          if (visited.has(at) || !pages[at]) {
            isWhole = false;
            break;
          }
          if (!isFirst) visited.add(at);
          isFirst = false;
          for (const id of pages[at]?.ids ?? []) expected.add(id);
          at = pages[at]?.next ?? null;
        }
        expect(seen.toSorted()).toEqual([...expected].toSorted());
        expect(new Set(seen).size).toBe(seen.length);
        expect([read.failure === null, read.items]).toEqual([isWhole, seen.length]);
      }),
      { numRuns: scaled(2_000) },
    );
  });

  it('take the same memory, however many objects stream', async () => {
    const perPage = 1_000;
    const used = async (objects: number): Promise<number> => {
      const pages = objects / perPage;
      const { client, session, time } = graphOf(
        ({ url }) => {
          const at = Number(new URL(url).searchParams.get('$skiptoken') ?? '0');
          const value = Array.from({ length: perPage }, (_, index) => ({
            id: `object-${String(at)}-${String(index)}`,
            name: 'x'.repeat(100),
          }));
          return {
            body: {
              value,
              ...(at + 1 < pages ? { '@odata.nextLink': `${graph}users?$skiptoken=${String(at + 1)}` } : {}),
            },
          };
        },
        { latency: 1 },
      );
      let peak = 0;
      let pagesSeen = 0;
      const read = await time.run(
        client.pages(session(), 'users', item, () => {
          pagesSeen += 1;
          if (pagesSeen % Math.ceil(pages / 5) !== 0) return;
          collect();
          peak = Math.max(peak, process.memoryUsage().heapUsed);
        }),
      );
      expect(read).toMatchObject({ items: objects, failure: null });
      return peak;
    };
    const objects = scale >= 1 ? 100_000 : 20_000;
    const small = await used(objects);
    const large = await used(objects * 10);
    // The ids that are remembered are the same number in both, once there are enough of them.
    expect(large - small).toBeLessThan(15_000_000);
  });
});
