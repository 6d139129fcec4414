import {
  Client,
  PageIterator,
  RetryHandler,
  RetryHandlerOptions,
  type Context,
  type Middleware,
  type PageCollection,
} from '@microsoft/microsoft-graph-client';
import type { Contestant, GraphSite } from './contract.ts';
import { createTokens } from './tokens.ts';

/** Microsoft's own client: its PageIterator, behind its RetryHandler as it is by default. */
export function microsoftClient(site: GraphSite): Contestant {
  const tokenOf = createTokens(site);
  const clientOf = (tenant: string): Client => {
    const retry = new RetryHandler(new RetryHandlerOptions());
    retry.setNext(sender(() => tokenOf(tenant)));
    return Client.initWithMiddleware({ baseUrl: `${site.graph}/`, middleware: retry });
  };
  return {
    async collection(tenant, path, onPage) {
      const client = clientOf(tenant);
      const first = (await client.api(`/${path}`).get()) as PageCollection;
      let [objects, inPage] = [0, 0];
      const size = first.value.length;
      const iterator = new PageIterator(client, first, () => {
        objects += 1;
        inPage += 1;
        // It hands over objects, and a consumer that works on a page ends the iteration and goes on with it later.
        return inPage < size;
      });
      await iterator.iterate();
      for (;;) {
        await onPage(inPage);
        inPage = 0;
        if (iterator.isComplete()) return objects;
        await iterator.resume();
      }
    },
    async objects(tenant, paths) {
      const client = clientOf(tenant);
      for (const path of paths) await client.api(`/${path}`).get();
      return paths.length;
    },
  };
}

/** Sends with a token. The client puts its base before a next link on loopback, which is taken away. */
function sender(tokenOf: () => Promise<string>): Middleware {
  return {
    async execute(context: Context) {
      // Its types are those of a browser, which this package is compiled without.
      const request = context.request as string | Request;
      const address = (typeof request === 'string' ? request : request.url).replace(/^.+(?=http:\/\/)/, '');
      const headers = new Headers(context.options?.headers);
      headers.set('authorization', `Bearer ${await tokenOf()}`);
      context.response = await fetch(address, { ...context.options, headers });
    },
  };
}
