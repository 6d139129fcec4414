import { describe, expect, it } from 'vitest';
import { platformOperator, systemActor, workspaceUser } from '../access/actor.ts';
import { mergeEvents } from '../catalogs.ts';
import { defineEvents } from './catalog.ts';
import { compiledReader } from './compiled-reader.ts';
import { eventIssues } from './event-issues.ts';
import { eventReaders } from './event-readers.ts';
import { flag, instant, integer, token } from './metadata.ts';
import { readEvent } from './read-event.ts';

const events = defineEvents({
  'acme.sent': {
    featureArea: 'campaigns',
    label: 'Campaigns sent',
    metadata: {
      channel: token(['email', 'teams']),
      template_key: token(),
      recipients: integer(),
      dry_run: flag(),
      planned_at: instant(),
      class: token(),
    },
  },
  'acme.opened': { featureArea: 'acme', label: 'Opened', metadata: {} },
});
const catalog = mergeEvents([events]);

/** Both ways to judge, with the name of each. */
const readers = [
  ['compiled', eventReaders(catalog, compiledReader)],
  ['interpreted', eventReaders(catalog, () => null)],
] as const;

const sent = {
  eventName: 'acme.sent',
  workspaceId: 'w-1',
  tenantId: 't-1',
  actor: { kind: 'user', id: 'auth0|507f1f77' },
  subjectType: 'campaign',
  subjectId: 'c-7',
};
const whole = { channel: 'email', template_key: 'autumn-1', recipients: 42, dry_run: false, class: 'a/b:c+d.e_f-g' };

it('the platform of the tests compiles: else one reader would be tested twice', () => {
  for (const { metadata } of Object.values(catalog)) expect(compiledReader(metadata, () => null)).not.toBeNull();
});

describe.each(readers)('the %s reader', (_, reader) => {
  const read = (change: object) => readEvent({ ...sent, ...change }, reader);
  const metadataOf = (metadata: unknown) => read({ metadata })?.metadata;
  const issuesOf = (given: unknown) => eventIssues(given, reader).map(({ path, rule }) => [path, rule]);

  it.each<[given: unknown, kept: object]>([
    [undefined, {}],
    [null, {}],
    [{}, {}],
    [whole, whole],
    [Object.fromEntries(Object.entries(whole).toReversed()), whole],
    [{ channel: undefined, template_key: null, dry_run: true }, { dry_run: true }],
    [{ template_key: '  autumn-1\n' }, { template_key: 'autumn-1' }],
    [{ channel: ' teams ' }, { channel: 'teams' }],
    [{ template_key: 'x'.repeat(120) }, { template_key: 'x'.repeat(120) }],
    [{ recipients: -0 }, { recipients: 0 }],
    [{ recipients: Number.MIN_SAFE_INTEGER }, { recipients: Number.MIN_SAFE_INTEGER }],
    [{ planned_at: '2026-11-21T10:00:00+02:00' }, { planned_at: '2026-11-21T08:00:00.000Z' }],
    [Object.assign(Object.create(null) as object, { channel: 'email' }), { channel: 'email' }],
    [
      { template_key: '1b2c3d4e-aaaa-4bbb-8ccc-0123456789ab' },
      { template_key: '1b2c3d4e-aaaa-4bbb-8ccc-0123456789ab' },
    ],
    [{ template_key: 'urn:acme:template/7' }, { template_key: 'urn:acme:template/7' }],
  ])('keeps of the metadata %j what is safe, in the order of the declaration', (given, kept) => {
    const metadata = metadataOf(given);
    expect(metadata).toStrictEqual(kept);
    expect(Object.keys(metadata ?? {})).toEqual(Object.keys(kept));
    expect(Object.values(metadata ?? {}).some((value) => Object.is(value, -0))).toBe(false);
  });

  it.each<[given: unknown, path: string, rule: string]>([
    [{ chanel: 'email' }, 'metadata.chanel', 'unknown_key'],
    [{ chanel: undefined }, 'metadata.chanel', 'unknown_key'],
    [{ constructor: 'email' }, 'metadata.constructor', 'unknown_key'],
    [{ toString: 'email' }, 'metadata.toString', 'unknown_key'],
    [JSON.parse('{"__proto__":"email"}'), 'metadata.__proto__', 'unknown_key'],
    [JSON.parse('{"__proto__":{"channel":"email"}}'), 'metadata.__proto__', 'unknown_key'],
    [{ channel: 'fax' }, 'metadata.channel', 'one_of'],
    [{ channel: ['email'] }, 'metadata.channel', 'one_of'],
    [{ template_key: '' }, 'metadata.template_key', 'token'],
    [{ template_key: '   ' }, 'metadata.template_key', 'token'],
    [{ template_key: 'x'.repeat(121) }, 'metadata.template_key', 'token'],
    [{ template_key: `a${' '.repeat(1_000)}` }, 'metadata.template_key', 'token'],
    [{ template_key: 'Autumn news' }, 'metadata.template_key', 'token'],
    [{ template_key: 'bo@example.com' }, 'metadata.template_key', 'token'],
    [{ template_key: 'b'.repeat(24) + '@example.com' }, 'metadata.template_key', 'token'], // as long as a UUID
    [{ template_key: 'https://example.com/bo' }, 'metadata.template_key', 'token'],
    [{ template_key: '//example.com/bo' }, 'metadata.template_key', 'token'],
    [{ template_key: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789' }, 'metadata.template_key', 'token'],
    [{ template_key: 'eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl' }, 'metadata.template_key', 'token'],
    [{ template_key: 7 }, 'metadata.template_key', 'token'],
    [{ template_key: true }, 'metadata.template_key', 'token'],
    [{ template_key: new String('autumn') }, 'metadata.template_key', 'token'],
    [{ template_key: { toString: () => 'autumn' } }, 'metadata.template_key', 'token'],
    [{ template_key: () => 'autumn' }, 'metadata.template_key', 'token'],
    [{ template_key: Symbol('autumn') }, 'metadata.template_key', 'token'],
    [{ recipients: 1.5 }, 'metadata.recipients', 'type'],
    [{ recipients: Number.NaN }, 'metadata.recipients', 'type'],
    [{ recipients: Infinity }, 'metadata.recipients', 'type'],
    [{ recipients: 2 ** 53 }, 'metadata.recipients', 'type'],
    [{ recipients: 42n }, 'metadata.recipients', 'type'],
    [{ recipients: '42' }, 'metadata.recipients', 'type'],
    [{ recipients: new Number(42) }, 'metadata.recipients', 'type'],
    [{ dry_run: 0 }, 'metadata.dry_run', 'type'],
    [{ dry_run: 'true' }, 'metadata.dry_run', 'type'],
    [{ dry_run: new Boolean(false) }, 'metadata.dry_run', 'type'],
    [{ planned_at: new Date(0) }, 'metadata.planned_at', 'instant'],
    [{ planned_at: 0 }, 'metadata.planned_at', 'instant'],
    [{ planned_at: '2026-11-31T10:00:00Z' }, 'metadata.planned_at', 'instant'],
    [{ planned_at: '2026-11-21' }, 'metadata.planned_at', 'instant'],
    [['email'], 'metadata', 'type'],
    ['email', 'metadata', 'type'],
    [42, 'metadata', 'type'],
    [() => whole, 'metadata', 'type'],
    [new Map([['channel', 'email']]), 'metadata', 'type'],
    [
      new (class Sent {
        channel = 'email';
      })(),
      'metadata',
      'type',
    ],
  ])('refuses the metadata %o whole, and names %s and the rule %s', (given, path, rule) => {
    expect(read({ metadata: given })).toBeNull();
    expect(issuesOf({ ...sent, metadata: given })).toEqual([[path, rule]]);
  });

  it('refuses what has one mistake among much that is right, and names every mistake', () => {
    const metadata = { ...whole, recipients: 1.5, dry_run: 'no', chanel: 'email' };
    expect(read({ metadata })).toBeNull();
    expect(issuesOf({ ...sent, metadata, subjectId: null, tenantId: 't 1' })).toEqual([
      ['tenantId', 'id'],
      ['subjectId', 'required'],
      ['metadata.recipients', 'type'],
      ['metadata.dry_run', 'type'],
      ['metadata.chanel', 'unknown_key'],
    ]);
  });

  it.each<[change: object, path: string, rule: string]>([
    [{ eventName: undefined }, 'eventName', 'required'],
    [{ eventName: 'acme.snet' }, 'eventName', 'one_of'],
    [{ eventName: 'constructor' }, 'eventName', 'one_of'],
    [{ eventName: ['acme.sent'] }, 'eventName', 'one_of'],
    [{ workspaceId: undefined }, 'workspaceId', 'required'],
    [{ workspaceId: 'w 1' }, 'workspaceId', 'id'],
    [{ workspaceId: ' w-1' }, 'workspaceId', 'id'],
    [{ tenantId: null }, 'tenantId', 'required'],
    [{ tenantId: 7 }, 'tenantId', 'id'],
    [{ actor: undefined }, 'actor', 'required'],
    [{ actor: 'u-1' }, 'actor', 'type'],
    [{ actor: {} }, 'actor.kind', 'one_of'],
    [{ actor: { kind: 'admin', id: 'u-1' } }, 'actor.kind', 'one_of'],
    [{ actor: { kind: 'user', id: 'bo@example.com' } }, 'actor.id', 'id'],
    [{ actor: { kind: 'user', id: 7 } }, 'actor.id', 'id'],
    [{ actor: { kind: 'user' } }, 'actor.id', 'id'],
    [{ subjectType: undefined }, 'subjectType', 'required'],
    [{ subjectType: 'a campaign' }, 'subjectType', 'token'],
    [{ subjectType: 7 }, 'subjectType', 'token'],
    [{ subjectId: 1.5 }, 'subjectId', 'token'],
    [{ subjectId: 7n }, 'subjectId', 'token'],
    [{ subjectId: 'bo@example.com' }, 'subjectId', 'token'],
    [{ subjectId: 'https://example.com' }, 'subjectId', 'token'],
    [{ id: 'e 1' }, 'id', 'id'],
    [{ id: 7 }, 'id', 'id'],
    [{ occurredAt: 'yesterday' }, 'occurredAt', 'instant'],
    [{ occurredAt: new Date(0) }, 'occurredAt', 'instant'],
    [{ occuredAt: '2026-11-21T10:00:00Z' }, 'occuredAt', 'unknown_key'],
    [{ userId: 'u-1' }, 'userId', 'unknown_key'],
  ])('refuses an event with %o, and names %s and the rule %s', (change, path, rule) => {
    expect(read(change)).toBeNull();
    expect(issuesOf({ ...sent, ...change })).toEqual([[path, rule]]);
  });

  it.each([null, undefined, 'acme.sent', 7, [], [sent], () => sent, new Map(Object.entries(sent))])(
    'refuses %o, which is not an event',
    (given) => {
      expect(readEvent(given, reader)).toBeNull();
      expect(issuesOf(given)).toEqual([['request', 'type']]);
    },
  );

  it('takes actors as their functions make them, and integers and surrounded tokens as subjects', () => {
    const people = [
      [workspaceUser({ id: 'u-1', label: 'Bo' }), { kind: 'user', personId: 'u-1' }],
      [platformOperator({ id: 'op-1', label: 'Ada', capabilities: [] }), { kind: 'platform', personId: 'op-1' }],
      [systemActor('deploy-hook'), { kind: 'system', personId: 'deploy-hook' }],
    ] as const;
    for (const [actor, kept] of people) expect(read({ actor })?.actor).toStrictEqual(kept);
    expect(read({ subjectId: 42 })?.subjectId).toBe('42');
    expect(read({ subjectId: -0 })?.subjectId).toBe('0');
    expect(read({ subjectId: ' c-7 ', subjectType: 'campaign\n' })).toMatchObject({
      subjectId: 'c-7',
      subjectType: 'campaign',
    });
  });

  it('answers the area of the catalog, and id and instant as they were given', () => {
    expect(read({})).toStrictEqual({
      workspaceId: 'w-1',
      tenantId: 't-1',
      actor: { kind: 'user', personId: 'auth0|507f1f77' },
      eventName: 'acme.sent',
      featureArea: 'campaigns',
      subjectType: 'campaign',
      subjectId: 'c-7',
      metadata: {},
      id: null,
      occurredAt: null,
    });
    expect(read({ id: 'e-1', occurredAt: '2026-11-21T10:00:00Z' })).toMatchObject({
      id: 'e-1',
      occurredAt: '2026-11-21T10:00:00.000Z',
    });
  });
});

it('a catalog that may not be compiled asks the platform once', () => {
  let asked = 0;
  const reader = eventReaders(catalog, () => {
    asked += 1;
    return null;
  });
  for (const eventName of reader.names) expect(readEvent({ ...sent, eventName }, reader)?.eventName).toBe(eventName);
  expect(asked).toBe(1);
});

it('a key that is not a word is not repeated, because it may be an address or a name', () => {
  const [, reader] = readers[0];
  const said = JSON.stringify(
    eventIssues({ ...sent, 'bo@example.com': 1, metadata: { 'Bo Berg': 1, 'eva@example.com': 1 } }, reader),
  );
  expect(said).toContain('unknown_key');
  expect(said).not.toMatch(/@|Berg/);
});
