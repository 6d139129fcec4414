import { clientConformance } from '@tenantatlas/core/conformance';
import { expect, it } from 'vitest';
import { routes } from '../src/contract/index.ts';
import type { Exchange } from './support/recorder.ts';
import { runOverHttp } from './support/run-over-http.ts';
import { isFull } from './support/scale.ts';

/**
 * People who among them get every answer of every method: HTTP adds no rule, so an answer that passes once passes for all. Who gets which answer is judged in process,
 * and here in the soak.
 */
const whoDiffer = [
  'platform with nothing',
  'platform with everything',
  'break-glass without a reason',
  'member not entitled',
  'readonly',
  'owner',
  'system',
];

const refusals = clientConformance.filter(({ name }) => name.startsWith('refusals: '));
const nameOf = ({ name }: (typeof refusals)[number]) => / as (.+)$/.exec(name)?.[1];

// Every route, in scopes that exist, are foreign, missing, malformed or archived.
const exchanges = runOverHttp(
  refusals.filter((refusal) => {
    const who = nameOf(refusal);
    return isFull || who === undefined || whoDiffer.includes(who);
  }),
);

it('runs as people of the suite', () => {
  const names = refusals.map(nameOf);
  expect(whoDiffer.filter((name) => !names.includes(name))).toEqual([]);
});

it('every route has returned success and refusal', () => {
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
