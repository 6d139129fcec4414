import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Actor } from '@tenantatlas/core';
import type { SuiteAtlas } from '@tenantatlas/core/conformance';
import { createAtlasClient } from '../../src/client/index.ts';
import { nodeListener } from '../../src/node/index.ts';
import { createAtlasHandler, type AtlasHandler } from '../../src/server/index.ts';
import type { Recorder } from './recorder.ts';

interface Session {
  readonly actor: Actor;
  readonly handler: AtlasHandler;
}

/** One server for as many atlases as a suite composes: a session says which atlas is meant and who asks. */
export interface SwitchedServer {
  readonly url: string;
  /** A client that is signed in as the actor. */
  clientFor(atlas: SuiteAtlas, actor: Actor): ReturnType<typeof createAtlasClient<SuiteAtlas>>;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1. Every answer passes the recorder. */
export async function startSwitchedServer(recorder: Recorder): Promise<SwitchedServer> {
  const sessions = new Map<string, Session>();
  const sessionOf = (request: Request): Session | undefined => {
    const token = (request.headers.get('authorization') ?? '').replace('Bearer ', '');
    const session = sessions.get(token);
    // Sessions in use move to the end, so that the first one is the one that was not used for longest.
    if (session && sessions.delete(token)) sessions.set(token, session);
    return session;
  };
  const handlers = new WeakMap<object, AtlasHandler>();
  const handlerOf = (atlas: SuiteAtlas): AtlasHandler => {
    const known = handlers.get(atlas);
    if (known) return known;
    const handler = createAtlasHandler({ atlas, authenticate: (request) => sessionOf(request)?.actor ?? null });
    handlers.set(atlas, handler);
    return handler;
  };
  const switched: AtlasHandler = async (request) =>
    (await sessionOf(request)?.handler(request)) ?? new Response('No such session.', { status: 500 });

  const server = createServer(nodeListener(switched));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  let last = 0;
  return {
    url,
    clientFor(atlas, actor) {
      const token = `session-${String((last += 1))}`;
      sessions.set(token, { actor, handler: handlerOf(atlas) });
      // Cases run one after the other, so a session that was not used for long belongs to a world that is no longer used.
      if (sessions.size > 1_000) sessions.delete(sessions.keys().next().value as string);
      const headers = { authorization: `Bearer ${token}`, 'x-request-id': 'conformance-1' };
      return createAtlasClient<SuiteAtlas>({ baseUrl: url, headers: () => headers, fetch: recorder.fetch });
    },
    close: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
