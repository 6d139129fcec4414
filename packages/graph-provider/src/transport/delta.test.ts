import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { graph, graphOf, type Told } from '../../test/support/graph-of.ts';

const item = z.object({ id: z.string(), name: z.string().optional() });
const deltaLink = (token: string): string => `${graph}users/delta?$deltatoken=${token}`;
const nextLink = (token: string): string => `${graph}users/delta?$skiptoken=${token}`;
const full = { value: [{ id: 'a' }, { id: 'b' }], '@odata.deltaLink': deltaLink('1') };
const expired = { status: 410, body: { error: { code: 'syncStateNotFound' } } };

/** Reads one round from a Graph that answers by the token of the address. */
async function round(start: string, answers: { readonly [token: string]: Told }, options = {}) {
  const { client, session, seen, time } = graphOf(({ url }) => {
    const { searchParams } = new URL(url);
    const token = searchParams.get('$deltatoken') ?? searchParams.get('$skiptoken') ?? 'none';
    return answers[token] ?? { status: 404 };
  });
  const handed: string[] = [];
  const read = await time.run(
    client.delta(
      session(),
      start,
      item,
      (page) => void handed.push(...page.map(({ id, name }) => `${id}${name ?? ''}`)),
      options,
    ),
  );
  return { read, handed, urls: seen.map(({ url }) => url), tokens: seen.map(({ authorization }) => authorization) };
}

describe('a round of changes', () => {
  it('from a path reads everything and has the link for the next round', async () => {
    const { read, handed } = await round('users/delta', { none: { body: full } });
    expect(read).toEqual({ items: 2, pages: 1, failure: null, deltaLink: deltaLink('1'), isRestart: false });
    expect(handed).toEqual(['a', 'b']);
  });

  it('from a link continues there', async () => {
    const body = { value: [{ id: 'c' }], '@odata.deltaLink': deltaLink('2') };
    const { read, urls } = await round(deltaLink('1'), { 1: { body } });
    expect([read.deltaLink, read.isRestart, urls]).toEqual([deltaLink('2'), false, [deltaLink('1')]]);
  });

  it('hands over every state of an object, in order: the last one counts', async () => {
    const answers = {
      1: { body: { value: [{ id: 'a', name: '1' }], '@odata.nextLink': nextLink('2') } },
      2: {
        body: {
          value: [
            { id: 'a', name: '2' },
            { id: 'a', name: '1' },
          ],
          '@odata.deltaLink': deltaLink('3'),
        },
      },
    };
    expect((await round(deltaLink('1'), answers)).handed).toEqual(['a1', 'a2', 'a1']);
  });

  it.each([
    ['410', expired],
    ['410 without a body', { status: 410, text: '' }],
    ['400 syncStateNotFound', { status: 400, body: { error: { code: 'syncStateNotFound' } } }],
    ['400 SyncStateNotFound', { status: 400, body: { error: { code: 'SyncStateNotFound' } } }],
    ['400 resyncRequired', { status: 400, body: { error: { code: 'resyncRequired' } } }],
  ])('with a token that is answered %s begins anew and says so', async (_, told) => {
    const { read, handed, urls } = await round(deltaLink('0'), { 0: told, none: { body: full } });
    expect(read).toMatchObject({ isRestart: true, failure: null, deltaLink: deltaLink('1'), items: 2 });
    expect([handed, urls.at(-1)]).toEqual([['a', 'b'], `${graph}users/delta`]);
  });

  it('begins anew at the path that it was given, with its query', async () => {
    const { urls } = await round(
      deltaLink('0'),
      { 0: expired, none: { body: full } },
      { startPath: 'users/delta?$select=id' },
    );
    expect(urls.at(-1)).toBe(`${graph}users/delta?$select=id`);
  });

  it('begins anew at its own path and not where the answer says, because that address lacks the query', async () => {
    const told = { ...expired, headers: { location: `${graph}users/delta` } };
    const answers = { 0: told, none: { body: full } };
    const { urls } = await round(deltaLink('0'), answers, { startPath: 'users/delta?$select=id' });
    expect(urls).toEqual([deltaLink('0'), `${graph}users/delta?$select=id`]);
  });

  it.each([
    ['Graph’s own', `${graph}users/delta?$deltatoken=latest`, `${graph}users/delta?$deltatoken=latest`],
    ['another', 'https://graph.microsoft.com.evil.example/v1.0/users/delta?$deltatoken=latest', `${graph}users/delta`],
  ])('begins anew where the answer says, if the address is %s', async (_, location, expected) => {
    const told = { ...expired, headers: { location } };
    const { urls } = await round(deltaLink('0'), { 0: told, none: { body: full }, latest: { body: full } });
    expect(urls).toEqual([deltaLink('0'), expected]);
  });

  it('begins anew once only', async () => {
    const { read, urls } = await round(deltaLink('0'), { 0: expired, none: expired });
    expect(read).toMatchObject({ isRestart: true, deltaLink: null, failure: { status: 410 } });
    expect(urls).toHaveLength(2);
  });

  const halfWay = {
    1: { body: { value: [{ id: 'old' }], '@odata.nextLink': nextLink('2') } },
    2: expired,
    none: { body: full },
  };

  it('whose token expires half-way fails where the consumer could not distinguish old from new', async () => {
    const { read, handed } = await round(deltaLink('1'), halfWay);
    expect(read).toMatchObject({ items: 1, isRestart: false, deltaLink: null, failure: { status: 410 } });
    expect(handed).toEqual(['old']);
  });

  it('whose token expires half-way informs the consumer before the first new page', async () => {
    let dropped = 0;
    const { read, handed } = await round(deltaLink('1'), halfWay, { onRestart: () => void (dropped += 1) });
    expect(read).toMatchObject({ items: 2, isRestart: true, failure: null });
    expect([dropped, handed]).toEqual([1, ['old', 'a', 'b']]);
  });

  it.each([
    ['without a link', { value: [] }, 'no_delta_link'],
    [
      'with a link that leads elsewhere',
      { value: [], '@odata.deltaLink': 'https://evil.example/v1.0/x' },
      'refused_link',
    ],
    ['with a link of another shape', { value: [], '@odata.deltaLink': 7 }, 'invalid_response'],
  ])('that ends %s is not complete', async (_, body, providerCode) => {
    const { read } = await round('users/delta', { none: { body } });
    expect(read).toMatchObject({ deltaLink: null, failure: { collection: 'failed', reason: { providerCode } } });
  });

  it('from a link that leads elsewhere sends nothing', async () => {
    const { read, urls } = await round('https://evil.example/v1.0/users/delta?$deltatoken=1', {});
    expect(urls.filter((url) => !url.startsWith(graph))).toEqual([]);
    expect(read.failure).not.toBeNull();
  });
});
