import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { limits, tokens } from '../../test/support/graph-of.ts';
import { hostileAddresses } from '../../test/support/hostile-addresses.ts';
import { clientSecret } from '../tokens/client-secret.ts';
import type { TokenSource } from '../tokens/token-source.ts';
import { createGraphClient, type GraphClient, type GraphSession } from './client.ts';

/** A listener on loopback that notes who asked it. */
interface Listener {
  readonly origin: string;
  readonly host: string;
  readonly seen: { readonly url: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

type Answer = (url: string, response: ServerResponse<IncomingMessage>) => void;

async function listen(answer: Answer): Promise<Listener> {
  const seen: Listener['seen'] = [];
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    seen.push({ url, authorization: headers.authorization });
    request.resume();
    request.on('end', () => answer(url, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://${host}`, host, seen, close };
}

const json = (response: ServerResponse<IncomingMessage>, body: object): void => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
};

/** Writes a header that Node would refuse to write, because a hostile server does not ask Node. */
const redirect = (response: ServerResponse<IncomingMessage>, status: number, location: string): void => {
  response.socket?.end(
    `HTTP/1.1 ${String(status)} Elsewhere\r\nlocation: ${location}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
  );
};

const item = z.object({ id: z.string() });
const members = { value: [{ id: '1' }] };
const token = 'token-of-a-test';

/** The address that the listener in the place of Graph and of the sign-in names. */
let named = '';
let graph: Listener;
let elsewhere: Listener;
let client: GraphClient;
/** What the transport asked the platform for. */
let asked: string[] = [];

beforeAll(async () => {
  elsewhere = await listen((_, response) => json(response, members));
  graph = await listen((url, response) => {
    if (url.endsWith('/oauth2/v2.0/token')) redirect(response, 307, named);
    else if (url === '/v1.0/moved') redirect(response, 307, named);
    else if (url === '/v1.0/old?token=1') redirect(response, 410, named);
    else if (url === '/v1.0/list') json(response, { ...members, '@odata.nextLink': named });
    else if (url === '/v1.0/changes') json(response, { ...members, '@odata.deltaLink': named });
    else json(response, { ...members, '@odata.deltaLink': `${graph.origin}/v1.0/changes?token=2` });
  });
  const ours = [graph.host, elsewhere.host];
  client = createGraphClient({
    endpoints: { graph: graph.origin, login: graph.origin },
    clock: { epochMillis: () => Date.now() },
    scheduler: {
      after(millis, task) {
        const timer = setTimeout(task, millis);
        return () => clearTimeout(timer);
      },
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      asked.push(request.url);
      // Were the rule broken, nothing would leave this machine all the same.
      if (!ours.includes(new URL(request.url).host)) throw new Error('not one of the listeners');
      return fetch(request);
    },
    limits: { ...limits, maxAttempts: 1 },
  });
});
beforeEach(() => {
  [graph, elsewhere].forEach(({ seen }) => seen.splice(0));
  asked = [];
});
afterAll(async () => {
  await Promise.all([graph.close(), elsewhere.close()]);
});

function session(source: TokenSource = tokens(token)): GraphSession {
  return { tenant: 'contoso.example', source, isFresh: false, signal: new AbortController().signal };
}

/** Nothing was asked of anyone but of Graph below its version, or of the sign-in, and the token is at Graph only. */
function expectNothingElsewhere(): void {
  expect(elsewhere.seen).toEqual([]);
  expect(
    asked.filter((url) => !url.startsWith(`${graph.origin}/v1.0/`) && !url.endsWith('/oauth2/v2.0/token')),
  ).toEqual([]);
  expect(graph.seen.map(({ url }) => graph.origin + url)).toEqual(asked);
}

describe('the listeners', () => {
  it('notice a request, so that their silence is a proof', async () => {
    await fetch(`${elsewhere.origin}/v1.0/x`, { headers: { authorization: 'Bearer x' } });
    expect(elsewhere.seen).toEqual([{ url: '/v1.0/x', authorization: 'Bearer x' }]);
  });

  it("are asked with the token where the links are Graph's own", async () => {
    named = `${graph.origin}/v1.0/list/next?$skiptoken=1`;
    const handed: string[] = [];
    const read = await client.pages(session(), 'list', item, (items) => void handed.push(...items.map(({ id }) => id)));
    expect(read).toMatchObject({ pages: 2, failure: null });
    expect(graph.seen).toEqual([
      { url: '/v1.0/list', authorization: `Bearer ${token}` },
      { url: '/v1.0/list/next?$skiptoken=1', authorization: `Bearer ${token}` },
    ]);
    named = `${graph.origin}/v1.0/changes?token=3`;
    expect(await client.delta(session(), 'changes', item, () => {})).toMatchObject({ deltaLink: named, failure: null });
    named = `${graph.origin}/v1.0/anew?token=4`;
    await client.delta(session(), 'old?token=1', item, () => {});
    expect(graph.seen.at(-1)?.url).toBe('/v1.0/anew?token=4');
  });
});

describe('300 hostile addresses', () => {
  /** Every form, over the listener that would be reached. */
  const each = async (work: (address: string) => Promise<void>): Promise<void> => {
    const addresses = hostileAddresses(graph.origin, elsewhere.host);
    expect(addresses.length).toBeGreaterThanOrEqual(300);
    for (const address of addresses) {
      named = address;
      await work(address);
    }
  };

  it('as a nextLink end the reading as a part', async () => {
    await each(async (address) => {
      const read = await client.pages(session(), 'list', item, () => {});
      expect(read, address).toMatchObject({
        items: 1,
        pages: 1,
        failure: { collection: 'failed', reason: { providerCode: 'refused_link' } },
      });
    });
    expectNothingElsewhere();
    expect(asked.every((url) => url === `${graph.origin}/v1.0/list`)).toBe(true);
  });

  it('as a deltaLink are not kept', async () => {
    await each(async (address) => {
      const read = await client.delta(session(), 'changes', item, () => {});
      expect(read, address).toMatchObject({ deltaLink: null, failure: { reason: { providerCode: 'refused_link' } } });
    });
    expectNothingElsewhere();
  });

  it('as a deltaLink that was kept are read as a path below Graph, or not at all', async () => {
    await each(async (address) => {
      const read = await client.delta(session(), address, item, () => {});
      expect(read.isRestart, address).toBe(false);
    });
    expectNothingElsewhere();
  });

  it('as a Location are not followed', async () => {
    await each(async (address) => {
      const answer = await client.get(session(), 'moved', z.unknown());
      expect(answer.isErr(), address).toBe(true);
    });
    expectNothingElsewhere();
    expect(asked.every((url) => url === `${graph.origin}/v1.0/moved`)).toBe(true);
  });

  it('as the Location of a round that begins anew are replaced by its start', async () => {
    let restarts = 0;
    await each(async (address) => {
      const read = await client.delta(session(), 'old?token=1', item, () => {}, { startPath: 'start' });
      // The platform reads no header with a zero inside, so that no answer came.
      if (read.isRestart) restarts += 1;
      else expect(read.failure?.reason.code, address).toBe('network_unreachable');
    });
    expect(restarts).toBeGreaterThan(280);
    expectNothingElsewhere();
    expect([...new Set(asked)].toSorted()).toEqual([`${graph.origin}/v1.0/old?token=1`, `${graph.origin}/v1.0/start`]);
  });

  it('as the Location of a sign-in get no secret', async () => {
    const source = clientSecret({
      clientId: '11111111-2222-3333-4444-555555555555',
      clientSecret: 'planted~secret~of~the~app',
    });
    await each(async (address) => {
      const answer = await client.get(session(source), 'organization', z.unknown());
      expect(answer.isErr(), address).toBe(true);
    });
    expectNothingElsewhere();
    expect(asked.every((url) => url === `${graph.origin}/contoso.example/oauth2/v2.0/token`)).toBe(true);
  });
});
