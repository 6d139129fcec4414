import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { graphOf } from '../../test/support/graph-of.ts';
import { operationName } from './operation-name.ts';

const origin = 'https://graph.microsoft.com';
const anything = z.object({ id: z.string() });
const readsOf = {
  'v1.0': (client: ReturnType<typeof graphOf>['client']) => client,
  beta: ({ beta }: ReturnType<typeof graphOf>['client']) => beta,
};

describe.each(['v1.0', 'beta'] as const)('reads of %s', (version) => {
  const other = version === 'beta' ? 'v1.0' : 'beta';

  it('stay in their version', async () => {
    const { client, session, seen, time } = graphOf(({ url, body }) => {
      if (url.endsWith('$batch')) return { body: { responses: [{ id: '0', status: 200, body: { id: '1' } }] } };
      expect(body).toBe('');
      const next = url.includes('?') ? {} : { '@odata.nextLink': `${origin}/${version}/users?$skiptoken=2` };
      return { body: { value: [{ id: url }], id: '1', ...next } };
    });
    const reads = readsOf[version](client);
    expect((await time.run(reads.pages(session(), 'users', anything, () => {}))).failure).toBeNull();
    expect((await time.run(reads.get(session(), 'users/1', anything))).isOk()).toBe(true);
    expect((await time.run(reads.batch(session(), [{ path: 'users/1' }], anything)))[0]?.isOk()).toBe(true);
    expect(seen.map(({ url }) => url)).toEqual(
      ['users', 'users?$skiptoken=2', 'users/1', '$batch'].map((path) => `${origin}/${version}/${path}`),
    );
    expect(seen.map(({ url, method }) => operationName(method, url))).toEqual([
      'GET users',
      'GET users',
      'GET users',
      'POST $batch',
    ]);
  });

  it.each(['@odata.nextLink', '@odata.deltaLink'])('refuse a %s of the other version', async (name) => {
    const { client, session, seen, time } = graphOf(() => ({
      body: { value: [], [name]: `${origin}/${other}/users?$x=1` },
    }));
    const read = await time.run(readsOf[version](client).delta(session(), 'users/delta', anything, () => {}));
    expect(read).toMatchObject({ deltaLink: null, failure: { reason: { providerCode: 'refused_link' } } });
    expect(seen).toHaveLength(1);
  });

  it('begin a round anew at no address of the other version', async () => {
    const location = `${origin}/${other}/users/delta?$x=1`;
    const { client, session, seen, time } = graphOf(({ url }) =>
      url.includes('?') ? { status: 410, headers: { location } } : { body: { value: [] } },
    );
    await time.run(
      readsOf[version](client).delta(session(), `${origin}/${version}/users/delta?$y=1`, anything, () => {}),
    );
    expect(seen.map(({ url }) => url)).toEqual(
      ['users/delta?$y=1', 'users/delta'].map((path) => `${origin}/${version}/${path}`),
    );
  });

  it('take no link of the other version as a start', async () => {
    const { client, session, seen, time } = graphOf(() => ({ status: 404 }));
    await time.run(
      readsOf[version](client).delta(session(), `${origin}/${other}/users/delta?$x=1`, anything, () => {}),
    );
    for (const { url } of seen) expect(url.startsWith(`${origin}/${version}/`)).toBe(true);
  });
});

it('a wait that one version requires applies to the other', async () => {
  let isFirst = true;
  const { client, session, seen, time } = graphOf(() => {
    const wait = isFirst;
    isFirst = false;
    return wait ? { status: 429, headers: { 'retry-after': '60' } } : { body: { id: '1' } };
  });
  const first = client.get(session(), 'users/1', anything);
  await time.run(time.sleep(100));
  await time.run(Promise.all([first, client.beta.get(session(), 'users/1', anything)]));
  for (const { at } of seen.slice(1)) expect(at - (seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(60_000);
});
