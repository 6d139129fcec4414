import { clientConformance } from '@tenantatlas/core/conformance';
import { expect, it } from 'vitest';
import { routes } from '../src/contract/index.ts';
import type { Exchange } from './support/recorder.ts';
import { runOverHttp } from './support/run-over-http.ts';

// Every route, as everybody, in scopes that exist, are foreign, missing, malformed or archived.
const exchanges = runOverHttp(clientConformance.filter(({ name }) => name.startsWith('refusals: ')));

it('has been answered and refused by every route', () => {
  const silent = routes.filter((route) => {
    const own = exchanges.filter((exchange) => isOf(route, exchange));
    return !own.some(({ status }) => status === route.status) || !own.some(({ status }) => status >= 400);
  });
  expect(silent.map(({ verb, path }) => `${verb} ${path}`)).toEqual([]);
});

function isOf({ verb, path }: (typeof routes)[number], exchange: Exchange): boolean {
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
  return exchange.verb === verb && pattern.test(exchange.path);
}
