import { describe, expect, it } from 'vitest';
import { InvariantError } from '../kernel/invariant.ts';
import {
  audienceOf,
  auditActorOf,
  namedPersonOf,
  personOf,
  platformOperator,
  assertActor,
  systemActor,
  workspaceUser,
  type Actor,
} from './actor.ts';

const goodIds = ['1', 'u-1', 'a.b_c:d+e/f-g', 'x'.repeat(120)];
const foreignIds = [
  'auth0|507f1f77bcf86cd799439011',
  'google-oauth2|1',
  'Zm9vYmFyCg==',
  '~',
  '(a);$1--',
  'x'.repeat(255),
];
const badIds = [
  '',
  'x'.repeat(256),
  'ada@example.com',
  'Ada Lovelace',
  'u\u0000',
  'ü',
  'u-1\n',
  '\ud800',
  "a'b",
  'a"b',
];

const makers = {
  platformOperator: (id: string) => platformOperator({ id, label: 'Ada', capabilities: [] }),
  workspaceUser: (id: string) => workspaceUser({ id, label: 'Ada' }),
  systemActor: (id: string) => systemActor(id),
};

describe.each(Object.entries(makers))('%s', (_, make) => {
  it.each(goodIds)('accepts the id %j', (id) => {
    expect(make(id).id).toBe(id);
  });
  it.each(badIds)('throws an invariant with the fix for the id %j', (id) => {
    expect(() => make(id)).toThrow(InvariantError);
    expect(() => make(id)).toThrow(/1 to (?:120|255)/);
  });
  it('returns a frozen value', () => {
    expect(Object.isFrozen(make('u-1'))).toBe(true);
  });
});

describe('the label of a person', () => {
  const labelled = (label: string) => workspaceUser({ id: 'u-1', label }).label;

  it('is stored normalised and trimmed', () => {
    expect(labelled('  Zoe\u0308 ')).toBe('Zoë');
  });
  it('counts code points: 200 keys fit, the 201st is cut', () => {
    expect(labelled('🗝'.repeat(200))).toBe('🗝'.repeat(200));
    expect(labelled('🗝'.repeat(201))).toBe(`${'🗝'.repeat(199)}…`);
  });
  it.each([
    ['Eve \u202Eadmin', 'Eve admin'],
    ['Eve\nAda paused everything', 'Eve Ada paused everything'],
    ['a\u0000b', 'ab'],
    ['Ada \ud83d', 'Ada'],
    ['\u001b[31mAda', '[31mAda'],
  ])('is cleaned: %j becomes %j', (label, shown) => {
    expect(labelled(label)).toBe(shown);
  });
  it.each([undefined, null, '', '   ', '\u200b', '\u2800', '\ud800', 7])(
    'never decides about access: %j is an unknown person',
    (label) => {
      expect(labelled(label as string)).toBe('Unknown person');
      expect(platformOperator({ id: 'op-1', label: label as string, capabilities: [] }).label).toBe('Unknown person');
      expect(namedPersonOf(workspaceUser({ id: 'u-1', label: label as string }))).toBeNull();
    },
  );
});

it.each(foreignIds)('a person may have the id of an identity provider: %j', (id) => {
  expect(workspaceUser({ id, label: 'Bo' }).id).toBe(id);
  expect(platformOperator({ id, label: 'Ada', capabilities: [] }).id).toBe(id);
});

it.each([
  ['Incident\u0000 12\nall down', 'Incident 12 all down'],
  ['x'.repeat(501), `${'x'.repeat(499)}…`],
  ['\u2800', null],
  [' ', null],
  [7, null],
  [undefined, null],
])('the reason of a break-glass session is cleaned: %j becomes %j', (given, reason) => {
  const breakGlass = { reason: given as string };
  const operator = platformOperator({ id: 'op-1', label: 'Ada', capabilities: [], breakGlass });
  expect(operator.breakGlass).toEqual({ reason });
});

describe('platformOperator', () => {
  it('has all tenants and an ordinary session by default', () => {
    expect(platformOperator({ id: 'op-1', label: 'Ada', capabilities: [] })).toEqual({
      kind: 'platform',
      id: 'op-1',
      label: 'Ada',
      capabilities: [],
      allowedTenants: null,
      breakGlass: null,
    });
  });

  it.each([
    { given: ['platform.ops.vew'], about: /there is no capability "platform\.ops\.vew"\. There are platform\.access_/ },
    { given: ['platform.ops.view', 'Mail send'], about: /no capability "Mail send"/ },
    { given: ['mail'], about: /no capability "mail"/ },
    { given: [undefined], about: /no capability "undefined"/ },
    { given: undefined, about: /"capabilities" is a list, empty or of platform\.access_/ },
    { given: 'platform.ops.view', about: /"capabilities" is a list/ },
  ])('rejects unknown capabilities: $given', ({ given, about }) => {
    const make = () => platformOperator({ id: 'op-1', label: 'Ada', capabilities: given as never });
    expect(make).toThrow(InvariantError);
    expect(make).toThrow(about);
  });

  it.each([
    [{ allowedTenant: [] }, /"allowedTenant" is not an option\. Use one of kind, id, label/],
    [{ breakGlas: {} }, /"breakGlas" is not an option/],
    [{ allowedTenants: 'w' }, /"allowedTenants" is a list such as/],
    [{ allowedTenants: [{ workspace: 'a' }] }, /"allowedTenants" is a list such as/],
    [{ allowedTenants: [null] }, /"allowedTenants" is a list such as/],
    [{ allowedTenants: [{ workspaceId: 'w 1', tenantId: 't-1' }] }, /"allowedTenants" is a list such as/],
  ])('rejects %j: it would widen what the operator sees', (given, about) => {
    const make = () => platformOperator({ id: 'op-1', label: 'Ada', capabilities: [], ...(given as object) });
    expect(make).toThrow(InvariantError);
    expect(make).toThrow(about);
  });

  it('and workspaceUser name themselves when nothing is passed', () => {
    expect(() => platformOperator(undefined as never)).toThrow(/^platformOperator: pass an object/);
    expect(() => workspaceUser({ id: 'u-1', label: 'Bo', role: 'owner' } as never)).toThrow(/"role" is not an option/);
  });

  it('copies its input: the host cannot change it afterwards', () => {
    const capabilities: 'platform.ops.view'[] = [];
    const allowedTenants: { workspaceId: string; tenantId: string }[] = [];
    const operator = platformOperator({ id: 'op-1', label: 'Ada', capabilities, allowedTenants, breakGlass: {} });
    capabilities.push('platform.ops.view');
    allowedTenants.push({ workspaceId: 'w-1', tenantId: 't-1' });
    expect(operator).toMatchObject({ capabilities: [], allowedTenants: [], breakGlass: { reason: null } });
    expect(() => (operator.capabilities as string[]).push('platform.ops.view')).toThrow(TypeError);
  });
});

describe('the person of an actor', () => {
  it('has a name, and is null for the system', () => {
    expect(personOf(workspaceUser({ id: 'u-1', label: 'Bo' }))).toEqual({ kind: 'user', personId: 'u-1', label: 'Bo' });
    expect(personOf(systemActor('hook'))).toBeNull();
  });
  it('is an id in the trail, never a name', () => {
    expect(auditActorOf(workspaceUser({ id: 'u-1', label: 'Bo' }))).toEqual({ kind: 'user', id: 'u-1' });
  });
});

describe('a hand-built actor', () => {
  const operator = {
    kind: 'platform',
    id: 'op-1',
    label: 'Ada',
    capabilities: [],
    allowedTenants: null,
    breakGlass: null,
  };

  it.each([operator, { kind: 'user', id: 'u-1', label: 'Bo' }, { kind: 'system', id: 'hook' }])(
    'is accepted if valid: %j',
    (actor) => {
      expect(assertActor(actor as Actor)).toEqual(actor);
    },
  );

  it('has its label and its reason cleaned like any other', () => {
    const dirty = { ...operator, label: 'Eve\u202e', breakGlass: { reason: 'a\u0000b' } };
    expect(assertActor(dirty as Actor)).toEqual({ ...operator, label: 'Eve', breakGlass: { reason: 'ab' } });
    expect(assertActor({ kind: 'user', id: 'u-1' } as Actor)).toMatchObject({ label: 'Unknown person' });
  });

  it.each([
    undefined,
    null,
    'system',
    { kind: 'root' },
    { id: 'hook' },
    { kind: 'system' },
    { kind: 'system', id: 'deploy hook' },
    { kind: 'system', id: 7 },
    { kind: 'user', id: 7, label: 'Ada' },
    { kind: 'user', id: 'ada@example.com', label: 'Ada' },
    { ...operator, id: '' },
    { ...operator, capabilities: 'platform.directory.manage' },
    { ...operator, capabilities: ['platform.root'] },
    { kind: 'platform', id: 'op-1', label: 'Ada', capabilities: [], breakGlass: null },
    { kind: 'platform', id: 'op-1', label: 'Ada', capabilities: [], allowedTenants: null },
  ])('throws an invariant otherwise: %j', (actor) => {
    expect(() => assertActor(actor as Actor)).toThrow(InvariantError);
  });
});

describe('the audience of an actor', () => {
  it.each([
    ['user', 'workspace'],
    ['platform', 'platform'],
    ['system', 'platform'],
  ] as const)('%s: %s', (kind, audience) => {
    expect(audienceOf({ kind })).toBe(audience);
  });
});
