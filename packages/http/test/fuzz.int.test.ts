import { Agent, request as send } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Storage } from '@tenantatlas/core';
import { StorageFault } from '@tenantatlas/core/ports';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { atLeast, atMost, exactly, reported } from '../../../bench/lib/figures.ts';
import { isSoak, keepFigures } from '../../../bench/lib/keep-figures.ts';
import { listening } from './support/listening.ts';
import { randomRequest, type RandomRequest } from './support/random-requests.ts';
import { scaled, seeds } from './support/scale.ts';
import { freshStorage, servedWorld } from './support/served-world.ts';

const requests = scaled(10_000, 500);
const slices = 10;
const faultySlice = 6;
const together = 4;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

interface Seen {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly text: string;
}

it(`${String(requests)} random requests cause no bug and no write that was refused`, async () => {
  const count = { bodies: 0, json: 0, answered: 0, refused: 0, refusedInQuiet: 0, wrote: 0, faults: 0, fives: 0 };
  const heaps: number[] = [];
  let slowest = 0;

  // The rows are discarded after every slice, so that the remaining memory is the handler's own.
  let inner: Storage = await freshStorage();
  let isFaulty = false;
  const around: Storage = {
    unit: (scope, work) =>
      isFaulty && (count.faults += 1) % 2 === 0
        ? Promise.reject(new StorageFault('unavailable', 'the database is stopped'))
        : inner.unit(scope, work),
    transaction: (work) => inner.transaction(work),
    settle: (scope, waitMillis) =>
      isFaulty && (count.faults += 1) % 2 === 0
        ? Promise.reject(new StorageFault('unavailable', 'the database is stopped'))
        : inner.settle(scope, waitMillis),
    bind: (handle) => inner.bind(handle),
    isInside: () => inner.isInside(),
    close: () => inner.close(),
  };
  const { handler, seen, dump } = await servedWorld({}, () => around);
  const { port } = await listening(handler);
  const agent = new Agent({ keepAlive: true, maxSockets: together });
  console.log(`fuzz: seeds ${seeds.join(', ')}`);
  keepFigures('http', () => [
    exactly('random requests over HTTP', count.answered, requests, 'requests'),
    exactly('answers of 500 and more without a stopped database', count.fives, 0, 'answers'),
    atLeast('share of bodies that parse as JSON', count.json / count.bodies, 0.45, ''),
    atLeast('share of requests that reach a method', seen.calls / count.answered, 1 / 3, ''),
    reported('writes that came through', count.wrote, 'writes'),
    reported('refused requests after which all rows were compared', count.refusedInQuiet, 'requests'),
    reported('slowest answer, four at a time', slowest, 'ms'),
    atMost('heap after 10,000 requests against 2,000', (heaps.at(-1) ?? 0) / (heaps[1] ?? 1), 1.1, 'x'),
  ]);

  for (let slice = 0; slice < slices; slice += 1) {
    inner = await freshStorage();
    let before = await dump(inner);
    const batch = fc.sample(randomRequest, {
      seed: (seeds[slice % seeds.length] ?? 1) + slice,
      numRuns: requests / slices,
    });
    isFaulty = slice === faultySlice;
    for (let at = 0; at < batch.length; at += together) {
      const wave = batch.slice(at, at + together);
      const begun = performance.now();
      const answers = await Promise.all(wave.map((one) => sent(agent, port, one)));
      slowest = Math.max(slowest, performance.now() - begun);
      for (const [index, answer] of answers.entries()) {
        const one = wave[index] as RandomRequest;
        judge(one, answer, isFaulty);
        count.answered += 1;
        if (answer.status >= 500 && !isFaulty) count.fives += 1;
        if (one.body) count.bodies += 1;
        if (one.body && isJson(one.body)) count.json += 1;
      }
      const wrote = wave.filter(
        ({ method }, index) => method !== 'GET' && method !== 'HEAD' && (answers[index]?.status ?? 0) < 300,
      );
      const refused = answers.filter(({ status }) => status >= 400).length;
      count.wrote += wrote.length;
      count.refused += refused;
      const after = await dump(inner);
      if (wrote.length === 0) {
        count.refusedInQuiet += refused;
        expect(after === before, `rows changed by one of ${wave.map(told).join('\n')}`).toBe(true);
      }
      before = after;
    }
    collect();
    heaps.push(process.memoryUsage().heapUsed);
  }
  agent.destroy();

  expect(seen.logged).toEqual([]);
  expect(count.answered).toBe(requests);
  // Checks that the requests are useful. The shares vary over a few hundred, so a short run requires half of them.
  const part = isSoak ? 1 : 0.5;
  expect(count.json / count.bodies).toBeGreaterThan(0.45 * part);
  expect(seen.calls / count.answered).toBeGreaterThan(part / 3);
  expect(count.wrote).toBeGreaterThan((requests / 100) * part);
  expect(count.refusedInQuiet / count.refused).toBeGreaterThan(0.5 * part);
  expect(count.faults).toBeGreaterThan(5 * part);
  if (isSoak) expect((heaps.at(-1) ?? 0) / (heaps[1] ?? 1)).toBeLessThan(1.1);
}, 600_000);

/** For every request: a known status, JSON, the handler's headers, and a status above 499 only for a stopped database. */
function judge(one: RandomRequest, { status, headers, text }: Seen, isFaulty: boolean): void {
  const story = `${told(one)} -> ${String(status)} ${text.slice(0, 300)}`;
  const fine = [200, 201, 400, 401, 403, 404, 405, 409, 413, 414, 415, 422];
  expect([...fine, ...(isFaulty ? [503] : [])], story).toContain(status);
  if (status === 503 && one.method !== 'HEAD')
    expect(JSON.parse(text), story).toMatchObject({ code: 'storage_failure', kind: 'unavailable' });
  expect(headers['cache-control'], story).toBe('no-store');
  expect(headers['x-request-id'], story).toMatch(/^[A-Za-z0-9._:+/-]{1,120}$/);
  if (one.method === 'HEAD') expect(text, story).toBe('');
  else expect(() => JSON.parse(text) as unknown, story).not.toThrow();
}

function told({ method, target, headers, body }: RandomRequest): string {
  const start = Buffer.from(body ?? []).toString('latin1', 0, 300);
  return `${method} ${target} ${JSON.stringify(headers)} ${start}`;
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}

function sent(agent: Agent, port: number, { method, target, headers, body }: RandomRequest): Promise<Seen> {
  // For DELETE Node sends a body without saying so.
  const lengthened = body ? { ...headers, 'content-length': body.length } : headers;
  return new Promise((resolve, reject) => {
    const outgoing = send(
      { agent, host: '127.0.0.1', port, method, path: target, headers: lengthened, timeout: 10_000 },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part: string) => (text += part));
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }));
        incoming.on('error', reject);
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer to ${method} ${target}`)));
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}
