import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import type { Contestant, GraphSite } from './contract.ts';
import { createTokens } from './tokens.ts';

interface Page {
  readonly value: readonly unknown[];
  readonly '@odata.nextLink'?: string;
}

/** The shortest loop that reads everything: one request after the other, and a wait where one is asked for. It checks nothing. */
export function bareLoop(site: GraphSite): Contestant {
  const tokenOf = createTokens(site);
  const get = async (tenant: string, url: string): Promise<unknown> => {
    for (;;) {
      const headers = { authorization: `Bearer ${await tokenOf(tenant)}` };
      const { statusCode, headers: told, body } = await request(url, { headers });
      if (statusCode === 200) return body.json();
      await body.dump();
      if (statusCode !== 429) throw new Error(`Graph answered ${String(statusCode)}.`);
      await pause(Number(told['retry-after'] ?? 1) * 1_000);
    }
  };
  return {
    async collection(tenant, path, onPage) {
      let objects = 0;
      for (let next: string | undefined = `${site.graph}/v1.0/${path}`; next !== undefined;) {
        const { value, '@odata.nextLink': link } = (await get(tenant, next)) as Page;
        objects += value.length;
        await onPage(value.length);
        next = link;
      }
      return objects;
    },
    async objects(tenant, paths) {
      for (const path of paths) await get(tenant, `${site.graph}/v1.0/${path}`);
      return paths.length;
    },
  };
}
