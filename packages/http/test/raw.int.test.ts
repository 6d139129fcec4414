import { describe, expect, it } from 'vitest';
import type { AtlasHandlerOptions } from '../src/server/index.ts';
import { headOf, listening, sendRaw } from './support/listening.ts';
import { pause, pausePath } from './support/requests.ts';
import { servedWorld } from './support/served-world.ts';

const inMillis = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
const head = (method: string, target: string, ...more: readonly string[]): string =>
  headOf(`${method} ${target} HTTP/1.1`, 'Host: atlas.example.com', 'X-Actor: operator', ...more);
const json = 'Content-Type: application/json';
const lengthOf = (length: number): string => `Content-Length: ${String(length)}`;

async function running(change: Partial<AtlasHandlerOptions> = {}) {
  const world = await servedWorld(change);
  return { ...world, ...(await listening(world.handler)) };
}

describe('over a socket', () => {
  it('an answer reveals nothing about the server', async () => {
    const { port } = await running();
    for (const request of [head('GET', '/v1/controls'), head('GET', '/nowhere'), head('PATCH', '/v1/controls')]) {
      const answer = await sendRaw(port, request);
      const names = answer?.head
        .split('\r\n')
        .slice(1)
        .map((line) => (line.split(':')[0] ?? '').toLowerCase());
      expect(names).toEqual(
        expect.arrayContaining(['cache-control', 'x-content-type-options', 'x-request-id', 'content-type']),
      );
      expect(answer?.head).not.toMatch(/^(server|x-powered-by|via):|hono|express/im);
    }
  });

  it('HEAD returns headers and no body', async () => {
    const { port } = await running();
    for (const target of ['/v1/controls', '/nowhere', `/v1/${'x'.repeat(9_000)}`, '/v1/workspaces/w-none']) {
      const answer = await sendRaw(port, head('HEAD', target, 'Connection: close'), {});
      expect([target, answer?.body]).toEqual([target, '']);
    }
  });

  it('a cross-site form changes nothing', async () => {
    const { port, seen, dump } = await running();
    const before = await dump();
    const origin = ['Origin: https://evil.example', 'Sec-Fetch-Site: cross-site'];
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
      const answer = await sendRaw(
        port,
        head('POST', pausePath, ...origin, `Content-Type: ${type}`, lengthOf(pause.length)) + pause,
      );
      expect([type, answer?.status]).toEqual([type, 403]);
    }
    const twice = ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'];
    expect((await sendRaw(port, head('POST', pausePath, ...twice, json, lengthOf(pause.length)) + pause))?.status).toBe(
      403,
    );
    const port2 = [`Origin: http://atlas.example.com:81`];
    expect((await sendRaw(port, head('POST', pausePath, ...port2, json, lengthOf(pause.length)) + pause))?.status).toBe(
      403,
    );
    expect(seen.signIns).toBe(0);
    expect(await dump()).toBe(before);
    const own = ['Origin: http://atlas.example.com'];
    expect((await sendRaw(port, head('POST', pausePath, ...own, json, lengthOf(pause.length)) + pause))?.status).toBe(
      200,
    );
  });

  it.each([
    ['a header in the request id', 'X-Request-Id: a\rSet-Cookie: x=1'],
    ['a NUL in the request id', 'X-Request-Id: a\0b'],
    ['a folded request id', 'X-Request-Id: a\r\n Set-Cookie: x=1'],
    ['two request ids', 'X-Request-Id: a\r\nX-Request-Id: b'],
    ['bytes that are not ASCII', 'X-Request-Id: \xe4\xff'],
  ])('%s is not echoed', async (_, line) => {
    const { port } = await running();
    const answer = await sendRaw(port, head('GET', '/v1/controls', line));
    // The answer has an id of the handler's own, which may begin with any digit.
    expect(answer?.head ?? '').not.toMatch(
      /set-cookie|^x-request-id: (?![0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\r?$)/im,
    );
    expect([200, 400]).toContain(answer?.status);
  });
});

describe('an address over a socket', () => {
  it.each([
    ['dot segments are resolved once', '/v1/workspaces/../controls', 200],
    ['escaped dot segments as well', '/v1/workspaces/%2e%2e/controls', 200],
    ['an escaped slash stays in its id', '/v1/workspaces/a%2fb', 200],
    ['dots as clients escape them', '/v1/workspaces/~..', 200],
    ['a backslash is not a slash', '/v1\\controls', 400],
    ['NUL', '/v1/controls\0', 400],
    ['bytes that are not ASCII', '/v1/workspaces/\xc3\xa4', 400],
    ['half an escape', '/v1/workspaces/%', 404],
    ['two slashes', '//v1/controls', 404],
    ['another host in the target', 'http://evil.example/v1/controls', 200],
    ['a target that is not a path', '*', 400],
    ['a query alone', '?x', 400],
    ['8 KB', `/v1/workspaces?x=${'y'.repeat(8_100)}`, 422],
    ['more than 8 KB', `/v1/workspaces?x=${'y'.repeat(8_200)}`, 414],
    ['more than Node reads', `/v1/workspaces?x=${'y'.repeat(20_000)}`, 431],
  ])('%s', async (_, target, status) => {
    const { port, seen } = await running();
    expect((await sendRaw(port, head('GET', target)))?.status).toBe(status);
    expect(seen.logged).toEqual([]);
  });

  it.each(['OPTIONS', 'TRACE', 'PATCH', 'PROPFIND', 'QUERY'])('%s is a 405 that echoes nothing', async (verb) => {
    const { port } = await running();
    const answer = await sendRaw(port, head(verb, '/v1/controls', 'Cookie: session=secret'));
    expect(answer?.status).toBe(405);
    expect(answer?.head).toMatch(/^allow: GET, HEAD$/im);
    expect(answer?.head ?? '').not.toMatch(/access-control-/i);
    expect(`${answer?.head ?? ''}${answer?.body ?? ''}`).not.toContain('secret');
  });
});

describe('a body over a socket', () => {
  it('may be chunked', async () => {
    const { port } = await running();
    const chunks = [...pause].map((letter) => `1\r\n${letter}\r\n`).join('');
    const answer = await sendRaw(
      port,
      `${head('POST', pausePath, json, 'Transfer-Encoding: chunked')}${chunks}0\r\n\r\n`,
    );
    expect(answer?.status).toBe(200);
  });

  it('in endless chunks is rejected at 64 KB', async () => {
    const { port, dump } = await running();
    const before = await dump();
    const chunk = `2000\r\n${' '.repeat(8_192)}\r\n`;
    const answer = await sendRaw(port, head('POST', pausePath, json, 'Transfer-Encoding: chunked'), {
      then: Array.from({ length: 12 }, () => chunk),
      pause: 2,
    });
    expect(answer?.status).toBe(413);
    expect(await dump()).toBe(before);
  });

  it('that declares too great a length is rejected before it arrives', async () => {
    const { port, seen } = await running();
    expect((await sendRaw(port, head('POST', pausePath, json, lengthOf(65_537))))?.status).toBe(413);
    expect(seen.calls).toBe(0);
  });

  it('longer than declared is cut there, and the rest is not a request', async () => {
    const { port, seen, dump } = await running();
    const before = await dump();
    const answer = await sendRaw(port, head('POST', pausePath, json, lengthOf(10)) + pause);
    expect([answer?.status, seen.calls]).toEqual([400, 0]);
    expect(await dump()).toBe(before);
  });

  it.each([
    ['two lengths', [lengthOf(pause.length), lengthOf(5)]],
    ['a length and chunks', [lengthOf(pause.length), 'Transfer-Encoding: chunked']],
    ['a length that is none', ['Content-Length: 12x']],
    ['a negative length', ['Content-Length: -1']],
  ])('with %s is rejected', async (_, lines) => {
    const { port, seen } = await running();
    const answer = await sendRaw(port, head('POST', pausePath, json, ...lines) + pause);
    expect([answer?.status, seen.calls]).toEqual([400, 0]);
  });

  it('shorter than declared is a 408 after the timeout', async () => {
    const { port, seen, dump } = await running({ limits: { bodyMillis: 100 } }); // short on purpose: the body never ends
    const before = await dump();
    const answer = await sendRaw(port, head('POST', pausePath, json, lengthOf(pause.length + 1)) + pause);
    expect([answer?.status, seen.calls, seen.logged]).toEqual([408, 0, []]);
    expect(await dump()).toBe(before);
  });

  it('that trickles in is a 408 too, however often a byte arrives', async () => {
    const { port, seen } = await running({ limits: { bodyMillis: 150 } }); // short on purpose: the body takes forty seconds
    const begun = performance.now();
    const answer = await sendRaw(port, head('POST', pausePath, json, lengthOf(4_000)), {
      then: Array.from({ length: 2_000 }, () => ' '),
      pause: 20,
    });
    expect([answer?.status, seen.calls, seen.logged]).toEqual([408, 0, []]);
    expect(performance.now() - begun).toBeLessThan(20_000); // half of what the bytes would take
  });

  it('whose sender disconnects affects no other caller', async () => {
    const { port, seen, dump } = await running();
    const before = await dump();
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note).on('uncaughtException', note);
    const hanging = [
      head('POST', pausePath, json, lengthOf(1_000)),
      head('POST', pausePath, json, lengthOf(1_000)) + pause,
      `${head('POST', pausePath, json, 'Transfer-Encoding: chunked')}5\r\n{"a`,
      'POST /v1',
    ];
    for (const request of hanging) for (const hangUpAfter of [0, 5, 20]) await sendRaw(port, request, { hangUpAfter });
    await inMillis(200);
    process.off('unhandledRejection', note).off('uncaughtException', note);
    expect([unhandled, seen.calls, seen.logged]).toEqual([[], 0, []]);
    expect(await dump()).toBe(before);
    expect((await sendRaw(port, head('GET', '/v1/controls')))?.status).toBe(200);
  });

  it('of a caller who is not signed in is not read', async () => {
    const { port } = await running();
    const withoutCaller = headOf(`POST ${pausePath} HTTP/1.1`, 'Host: atlas.example.com', json, lengthOf(1_000));
    expect((await sendRaw(port, withoutCaller))?.status).toBe(401);
  });
});

it('a caller who disconnects during a method loses only the answer', async () => {
  const { port, seen, dump } = await running({ rateLimit: async () => (await inMillis(30), null) });
  const before = await dump();
  await sendRaw(port, head('POST', pausePath, json, lengthOf(pause.length)) + pause, { hangUpAfter: 5 });
  await inMillis(200);
  expect([seen.logged]).toEqual([[]]);
  // The whole body was there when the connection closed, so either all of it happened or nothing.
  expect([0, 1]).toContain(seen.calls);
  expect((await dump()) === before).toBe(seen.calls === 0);
});
