import { describe, expect, it } from 'vitest';
import { asked, pause, pausePath, problemOf } from '../../test/support/requests.ts';
import { servedWorld } from '../../test/support/served-world.ts';

const deep = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
const start = (inputs: string): string => `{"type":"acme.sweep","tenantId":"t-1","inputs":${inputs}}`;
const startPath = '/v1/workspaces/w-1/operations';
const padded = (length: number): string => pause + ' '.repeat(length - pause.length);

// What a body has to be, by status: 400 and 413 for what is not read, 422 for what was read and is refused by its path.
const refused: readonly (readonly [name: string, path: string, body: BodyInit, status: number, reason: string])[] = [
  ['garbage', pausePath, 'pause it', 400, 'Not JSON'],
  ['something behind it', pausePath, `${pause} {}`, 400, 'Not JSON'],
  ['a comment', pausePath, `${pause} // planned`, 400, 'Not JSON'],
  ['a byte order mark', pausePath, `\ufeff${pause}`, 400, 'Not JSON: send it without a byte order mark'],
  ['no UTF-8', pausePath, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'Not UTF-8'],
  ['a member twice', pausePath, `{"reason":"Planned work",${pause.slice(1)}`, 400, 'A member appears twice'],
  [
    'a member twice, escaped',
    pausePath,
    `{"\\u0072eason":"Planned work",${pause.slice(1)}`,
    400,
    'A member appears twice',
  ],
  ['a member twice in inputs', startPath, start('{"list":"a","list":"b"}'), 400, 'A member appears twice'],
  ['33 levels', pausePath, deep(33), 400, 'Nested too deep'],
  ['33 levels, of which inputs are 32', startPath, start(deep(32)), 400, 'Nested too deep'],
  ['a byte more than 64 KB', pausePath, padded(65_537), 413, 'The body is too large'],
  ['null', pausePath, 'null', 422, 'scope reason body'],
  ['a list', pausePath, `[${pause}]`, 422, 'scope reason body'],
  ['a number', pausePath, '42', 422, 'scope reason body'],
  ['text', pausePath, JSON.stringify(pause), 422, 'scope reason body'],
  ['__proto__', pausePath, `{"__proto__":{"reason":"Planned work"},${pause.slice(1)}`, 422, '__proto__'],
  ['__proto__ in place of all', pausePath, `{"__proto__":${pause}}`, 422, 'scope reason __proto__'],
  ['__proto__ in the scope', pausePath, pause.replace('{"type"', '{"__proto__":{},"type"'), 422, 'scope.__proto__'],
  ['__proto__ in inputs', startPath, start('{"list":"a","__proto__":{"list":"b"}}'), 422, 'inputs'],
  ['__proto__ deep in inputs', startPath, start('{"list":"a","deep":{"__proto__":1}}'), 422, 'inputs'],
  ['constructor', pausePath, `{"constructor":{"prototype":{}},${pause.slice(1)}`, 422, 'constructor'],
  ['constructor in inputs', startPath, start('{"list":"a","constructor":1}'), 422, 'inputs.constructor'],
  ['32 levels', pausePath, deep(32), 422, 'scope reason a'],
  ['NUL', pausePath, pause.replace('Planned', 'Pla\\u0000ned'), 422, 'reason'],
  ['half of a pair', pausePath, pause.replace('Planned', 'Pla\\ud800ned'), 422, 'reason'],
  ['half of a pair in inputs', startPath, start('{"list":"\\ud800"}'), 422, 'inputs'],
  ['1e400', pausePath, `{"expectedVersion":1e400,${pause.slice(1)}`, 422, 'expectedVersion'],
  ['1e400 in inputs', startPath, start('{"list":"a","deep":1e400}'), 422, 'inputs'],
  [
    'a whole number that is not safe',
    pausePath,
    `{"expectedVersion":9007199254740993,${pause.slice(1)}`,
    422,
    'expectedVersion',
  ],
  ['what the path says', pausePath, `{"control":"acme.sweep",${pause.slice(1)}`, 422, 'body.control'],
];

describe.each(refused)('%s', (_, path, body, status, reason) => {
  it(`is answered with ${String(status)} and writes nothing`, async () => {
    const { handler, dump } = await servedWorld();
    const before = await dump();
    const answer = await handler(asked('POST', path, { actor: path === startPath ? 'owner' : 'operator', body }));
    const problem = await problemOf(answer);
    expect([answer.status, problem.status]).toEqual([status, status]);
    if (status === 422) expect(new Set(problem.issues?.map((issue) => issue.path))).toEqual(new Set(reason.split(' ')));
    else expect(problem).toEqual({ type: 'about:blank', title: reason, status });
    expect(await dump()).toBe(before);
    expect(Object.hasOwn(Object.prototype, 'reason')).toBe(false);
  });
});

describe('a body of 64 KB', () => {
  it('is read to its last byte', async () => {
    const { handler } = await servedWorld();
    expect((await handler(asked('POST', pausePath, { body: padded(65_536) }))).status).toBe(200);
  });

  it('counts in bytes', async () => {
    const { handler } = await servedWorld();
    const body = JSON.stringify({ scope: { type: 'global' }, reason: 'ä'.repeat(32_750) });
    expect(body.length).toBeLessThan(65_536);
    expect((await handler(asked('POST', pausePath, { body }))).status).toBe(413);
  });

  it('is rejected unread by its content length, and counted if the header is wrong', async () => {
    const { handler } = await servedWorld();
    let pulled = 0;
    const endless = (): ReadableStream =>
      new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(((pulled += 1), 1_024))) });
    const told = asked('POST', pausePath, { body: endless(), headers: { 'content-length': '65537' } });
    expect((await handler(told)).status).toBe(413);
    expect(pulled).toBeLessThan(3);
    const untold = asked('POST', pausePath, { body: endless(), headers: { 'content-length': '10' } });
    expect((await handler(untold)).status).toBe(413);
    expect(pulled).toBeLessThan(70);
  });
});

it('needs no body for a method without input', async () => {
  const { handler } = await servedWorld();
  expect((await handler(asked('POST', '/v1/workspaces/w-2/archive'))).status).toBe(200);
});

it('returns 408 when a body does not arrive in time, and stops reading it', async () => {
  const { handler, seen, dump } = await servedWorld({ limits: { bodyMillis: 30 } }); // short on purpose: the body never ends
  const before = await dump();
  let cancelled = false;
  const body = new ReadableStream({
    start: (to) => to.enqueue(new TextEncoder().encode(pause)),
    cancel: () => void (cancelled = true),
  });
  const answer = await handler(asked('POST', pausePath, { body }));
  expect(await problemOf(answer)).toEqual({
    type: 'about:blank',
    title: 'The body did not arrive in time',
    status: 408,
  });
  expect([cancelled, seen.calls, seen.logged]).toEqual([true, 0, []]);
  expect(await dump()).toBe(before);
});

it('is not logged as a bug when it breaks off', async () => {
  const { handler, seen, dump } = await servedWorld();
  const before = await dump();
  const body = new ReadableStream({ pull: (to) => to.error(new Error('ECONNRESET')) });
  const answer = await handler(asked('POST', pausePath, { body }));
  expect([answer.status, seen.calls, seen.logged]).toEqual([400, 0, []]);
  expect(await dump()).toBe(before);
});

describe('a body that was announced', () => {
  const grant = '/v1/workspaces/w-1/tenants/t-1/entitlements/u-owner';
  const readOnly = '{"role":"readonly"}';
  const read = (): Request => {
    const request = asked('PUT', grant, { body: readOnly });
    void request.text();
    return request;
  };
  const locked = (): Request => {
    const request = asked('PUT', grant, { body: readOnly });
    request.body?.getReader();
    return request;
  };
  const announced = (body: string | null, headers: Record<string, string>): Request =>
    asked('PUT', grant, { ...(body === null ? {} : { body }), headers });
  const before = 'The body was read before it reached the atlas: mount the atlas before code that reads bodies';
  const broken = 'The body did not arrive whole';
  const missing =
    'The body is missing: send one of the announced type, such as {}, and mount the atlas before code that reads bodies';
  const json = { 'content-type': 'application/json' };

  it.each([
    ['was read before', read, before],
    ['is held by another reader', locked, before],
    ['is absent', () => announced(null, { 'content-length': '19' }), before],
    ['is empty', () => announced('', { 'content-length': '19' }), before],
    ['is absent, in chunks', () => announced(null, { 'transfer-encoding': 'chunked' }), before],
    ['is absent, by its type', () => announced(null, json), missing],
    ['is empty, by its type', () => announced('', {}), missing],
    ['has a length that is not a number', () => announced(null, { 'content-length': 'many' }), broken],
    ['has a length that is not a number of bytes', () => announced(readOnly, { 'content-length': '0x13' }), broken],
    ['is shorter', () => announced(readOnly, { 'content-length': '20' }), broken],
    ['is longer', () => announced(readOnly, { 'content-length': '18' }), broken],
  ])('and %s is refused, and nothing is granted', async (_, request, title) => {
    const { handler, dump, seen } = await servedWorld();
    const stored = await dump();
    const answer = await handler(request());
    expect(await problemOf(answer)).toEqual({ type: 'about:blank', title, status: 400 });
    expect(seen.logged.length).toBe(title === broken ? 0 : 1);
    expect(await dump()).toBe(stored);
  });

  it.each([
    ['arrives whole', () => announced(readOnly, { 'content-length': '19' })],
    ['was decoded on the way', () => announced(readOnly, { 'content-length': '39', 'content-encoding': 'gzip' })],
    ['has the length zero', () => announced(null, { 'content-length': '0' })],
    ['has a type and the length zero', () => announced(null, { ...json, 'content-length': '0' })],
    ['is absent and has no type', () => announced(null, {})],
    ['is a DELETE with a type', () => asked('DELETE', '/v1/workspaces/w-1/members/u-owner', { headers: json })],
  ])('and %s is read', async (_, request) => {
    const { handler } = await servedWorld();
    expect((await handler(request())).status).toBe(200);
  });
});
