import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { namesByScript, unsafeValues, type UnsafeValue } from '../../test/support/unsafe-values.ts';
import { compiledReader } from './compiled-reader.ts';
import { eventIssues } from './event-issues.ts';
import { eventReaders } from './event-readers.ts';
import { flag, instant, integer, token } from './metadata.ts';
import { readEvent } from './read-event.ts';

declare const process: { readonly env: { readonly [name: string]: string | undefined } };

const catalog = {
  'acme.sent': {
    featureArea: 'campaigns',
    label: 'Campaigns sent',
    metadata: { template_key: token(), channel: token(['email']), size: integer(), dry_run: flag(), at: instant() },
  },
};
const readers = [eventReaders(catalog, compiledReader), eventReaders(catalog, () => null)] as const;
const numRuns = Math.max(500, Math.ceil(100_000 * Number(process.env['TA_SCALE'] ?? 0.05)));

const safe = {
  eventName: 'acme.sent',
  workspaceId: 'w-1',
  tenantId: 't-1',
  actor: { kind: 'user', id: 'u-1' },
  subjectType: 'campaign',
  subjectId: 'c-7',
  metadata: { template_key: 'autumn', channel: 'email', size: 3, dry_run: true, at: '2026-11-21T10:00:00.000Z' },
};
const members = ['workspaceId', 'tenantId', 'subjectType', 'subjectId', 'id', 'occurredAt', 'eventName'];

/** Where an unsafe value is put. */
const places = fc.oneof(
  fc.constantFrom(...Object.keys(safe.metadata)).map((key) => ({
    name: `metadata.${key}`,
    put: (value: unknown): object => ({ ...safe, metadata: { ...safe.metadata, [key]: value } }),
  })),
  fc.constantFrom(...members).map((name) => ({ name, put: (value: unknown): object => ({ ...safe, [name]: value }) })),
  fc.constantFrom('id', 'kind').map((name) => ({
    name: `actor.${name}`,
    put: (value: unknown): object => ({ ...safe, actor: { ...safe.actor, [name]: value } }),
  })),
  fc.constant({ name: 'actor', put: (value: unknown): object => ({ ...safe, actor: value }) }),
  fc.constant({
    name: 'metadata.extra',
    put: (value: unknown): object => ({ ...safe, metadata: { ...safe.metadata, extra: value } }),
  }),
);

/** What an identity provider's ids may hold, and so a person's id here. An id is not read by people. */
const isIdOfAPerson = (value: unknown): boolean =>
  typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value) && !/["'\\,@]/.test(value);
/** Ids of workspaces, tenants and events are chosen by the host; a web address without a query can be one. */
const isHostId = (value: unknown): boolean => typeof value === 'string' && /^[A-Za-z0-9._:+/-]{1,120}$/.test(value);

function isTakenHere(name: string, value: unknown): boolean {
  if (name === 'actor.id') return isIdOfAPerson(value);
  return ['workspaceId', 'tenantId', 'id'].includes(name) && isHostId(value);
}

describe('an event with an unsafe value', () => {
  it(`is refused by both readers, and its value is in no error (${String(numRuns)} values)`, () => {
    const seen = new Set<string>();
    holds(
      fc.property(unsafeValues, places, ({ kind, make }: UnsafeValue, { name, put }) => {
        if (isTakenHere(name, make())) return;
        seen.add(kind);
        for (const reader of readers) {
          expect(readEvent(put(make()), reader)).toBeNull();
          const issues = eventIssues(put(make()), reader);
          expect(issues.length).toBeGreaterThan(0);
          for (const { path, rule, fix } of issues) {
            expect(path.startsWith(name) || path === 'request').toBe(true);
            expect(rule).toMatch(/^[a-z_]+$/);
            expect(fix.text).not.toBe('');
          }
          const value = make();
          const told = JSON.stringify(issues);
          expect(told).not.toContain('@example');
          if (typeof value === 'string' && value.length > 3)
            expect(told).not.toContain(JSON.stringify(value).slice(1, -1));
        }
      }),
      { numRuns },
    );
    expect([...seen].toSorted()).toEqual(
      [
        ...['bigint', 'boxed text', 'credential', 'date', 'e-mail address', 'float', 'free text', 'function', 'list'],
        ...['long text', 'lookalike', 'name', 'nested object', 'own __proto__', 'proxy', 'proxy of a function'],
        ...['proxy that throws', 'revoked proxy', 'symbol', 'text that changes', 'user principal name', 'web address'],
      ].toSorted(),
    );
  });

  it('has names of at least 12 scripts among its values', () => {
    expect(Object.keys(namesByScript).length).toBeGreaterThanOrEqual(12);
    for (const name of Object.values(namesByScript).flat())
      for (const reader of readers) expect(readEvent({ ...safe, metadata: { template_key: name } }, reader)).toBeNull();
  });
});

const isSafe = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  Number.isSafeInteger(value) ||
  (typeof value === 'string' && /^[A-Za-z0-9._:+/-]{1,120}$/.test(value) && !value.includes('//'));

it('both readers answer the same for anything, never throw, and keep safe values only', () => {
  const keys = [...Object.keys(safe.metadata), '__proto__', 'constructor', 'extra'];
  const anyValue = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<unknown>('autumn', ' email ', 3, -0, true, '2026-11-21T10:00:00Z', null) },
    { weight: 1, arbitrary: fc.anything() },
  );
  const metadata = fc.oneof(fc.dictionary(fc.constantFrom(...keys), anyValue), fc.anything());
  let kept = 0;
  holds(
    fc.property(metadata, anyValue, (given, subjectId) => {
      const [compiled, interpreted] = readers.map((reader) =>
        readEvent({ ...safe, metadata: given, subjectId }, reader),
      );
      expect(compiled).toStrictEqual(interpreted);
      for (const reader of readers)
        expect(eventIssues({ ...safe, metadata: given, subjectId }, reader).length).toBeGreaterThan(0);
      if (!compiled) return;
      kept += 1;
      expect(Object.values(compiled.metadata).every(isSafe)).toBe(true);
      expect(Object.keys(compiled.metadata).every((key) => Object.hasOwn(safe.metadata, key))).toBe(true);
      expect(isSafe(compiled.subjectId)).toBe(true);
    }),
    { numRuns },
  );
  expect(kept).toBeGreaterThan(numRuns / 100);
});

/** What `read` answers while every object inherits these members. */
function onPollutedPrototype<T>(names: readonly string[], written: unknown[], read: () => T): T {
  const member = {
    configurable: true,
    enumerable: true,
    get: () => 'polluted',
    set: (value: unknown) => written.push(value),
  };
  try {
    for (const name of names) Object.defineProperty(Object.prototype, name, member);
    return read();
  } finally {
    for (const name of names) delete (Object.prototype as { [name: string]: unknown })[name];
  }
}

describe.each([
  ['compiled', readers[0]],
  ['interpreted', readers[1]],
] as const)('the %s reader', (_, reader) => {
  /** An object whose member answers each value once, in order. */
  const answering = (name: string, ...values: readonly unknown[]) => {
    let reads = 0;
    const object = Object.defineProperty({}, name, { enumerable: true, get: () => values[reads++] });
    return { object, reads: () => reads };
  };

  it('reads each member once, and keeps what it judged', () => {
    const key = answering('template_key', 'autumn', 'bo@example.com');
    expect(readEvent({ ...safe, metadata: key.object }, reader)?.metadata).toEqual({ template_key: 'autumn' });
    expect(key.reads()).toBe(1);
    const late = answering('template_key', 'bo@example.com', 'autumn');
    expect(readEvent({ ...safe, metadata: late.object }, reader)).toBeNull();
    for (const name of ['eventName', ...members, 'actor', 'metadata'] as const) {
      const valid = { id: 'e-1', occurredAt: '2026-11-21T10:00:00Z', ...safe }[name];
      const member = answering(name, valid, 'bo@example.com');
      const given = Object.defineProperties({ ...safe }, Object.getOwnPropertyDescriptors(member.object));
      const event = readEvent(given, reader);
      expect(JSON.stringify(event)).not.toContain('@');
      expect(event).not.toBeNull();
      expect(member.reads()).toBe(1);
    }
    const person = answering('id', 'u-1', 'bo@example.com');
    const actor = Object.assign(person.object, { kind: 'user' });
    expect(readEvent({ ...safe, actor }, reader)?.actor).toEqual({ kind: 'user', personId: 'u-1' });
    expect(person.reads()).toBe(1);
  });

  it('judges a proxy by what it answers, once', () => {
    let reads = 0;
    const proxy = new Proxy({ template_key: 'autumn' }, { get: () => ((reads += 1) === 1 ? 'winter' : 'Bo Berg') });
    expect(readEvent({ ...safe, metadata: proxy }, reader)?.metadata).toEqual({ template_key: 'winter' });
    expect(reads).toBe(1);
    const whole = new Proxy({ ...safe }, {});
    expect(readEvent(whole, reader)).toEqual(readEvent(safe, reader));
  });

  it('neither reads nor writes a member of a prototype', () => {
    const written: unknown[] = [];
    const { metadata: _, tenantId: __, ...bare } = safe;
    const answers = onPollutedPrototype(
      ['id', 'occurredAt', 'template_key', 'metadata', 'size', 'extra'],
      written,
      () => [
        readEvent({ ...bare, tenantId: 't-1' }, reader),
        readEvent({ ...safe, metadata: { size: 3, dry_run: true } }, reader),
        eventIssues(bare, reader).map(({ path }) => path),
      ],
    );
    expect(answers[0]).toMatchObject({ id: null, occurredAt: null, metadata: {} });
    expect(answers[1]).toMatchObject({ id: null, metadata: { size: 3, dry_run: true } });
    expect(Object.keys((answers[1] as { metadata: object }).metadata)).toEqual(['size', 'dry_run']);
    expect(answers[2]).toEqual(['tenantId']);
    expect(written).toEqual([]);
  });

  it('takes the plain objects of another realm, and no members that a class or a prototype has', () => {
    const foreign = Object.assign(Object.create(Object.create(null) as object) as object, { size: 3 });
    expect(readEvent({ ...safe, metadata: foreign }, reader)?.metadata).toEqual({ size: 3 });
    expect(readEvent({ ...safe, metadata: Object.create({ size: 3 }) as object }, reader)).toBeNull();
    expect(readEvent(Object.create(safe), reader)).toBeNull();
  });
});
