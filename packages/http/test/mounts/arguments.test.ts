import { InvariantError } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { honoHandler } from '../../src/hono/index.ts';
import { nextRouteHandlers, oncePerProcess } from '../../src/next/index.ts';
import { nodeListener } from '../../src/node/index.ts';

const wrong = [undefined, null, 'handler', {}, Promise.resolve(async () => new Response())];
const handlerFirst = 'pass the handler that createAtlasHandler makes';
const makerFirst = 'pass a function that makes the handler';

it.each([
  ['nodeListener', (given: unknown) => nodeListener(given as never), handlerFirst],
  ['honoHandler', (given: unknown) => honoHandler(given as never), handlerFirst],
  ['nextRouteHandlers', (given: unknown) => nextRouteHandlers(given as never), makerFirst],
  ['oncePerProcess', (given: unknown) => oncePerProcess('arguments.test', given as never), 'pass a function as make'],
  [
    'oncePerProcess',
    (given: unknown) => oncePerProcess(given === 'handler' ? '' : (given as never), async () => 1),
    'pass a name',
  ],
])('%s refuses a wrong argument when it is called, and says what to pass', (name, call, told) => {
  for (const given of wrong) {
    expect(() => call(given)).toThrow(InvariantError);
    expect(() => call(given)).toThrow(`${name}: ${told}`);
  }
});
