import { describe, expect, it } from 'vitest';
import { InvariantError } from '../kernel/invariant.ts';
import {
  auditActorOf,
  personOf,
  platformOperator,
  assertActor,
  systemActor,
  workspaceUser,
  type Actor,
} from './actor.ts';

const goodIds = ['1', 'u-1', 'a.b_c:d+e/f-g', 'x'.repeat(120)];
const badIds = ['', 'x'.repeat(121), 'ada@example.com', 'Ada Lovelace', 'u\u0000', 'ü', 'u-1\n', '\ud800'];

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
    expect(() => make(id)).toThrow(/1 to 120 characters/);
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
  it('counts code points: 200 keys fit, 201 do not', () => {
    expect(labelled('🗝'.repeat(200))).toHaveLength(400);
    expect(() => labelled('🗝'.repeat(201))).toThrow(InvariantError);
  });
  it.each(['', '   ', 'a\u0000b', 'a\ud800'])('is rejected: %j', (label) => {
    expect(() => labelled(label)).toThrow(/label of 1 to 200 characters/);
    expect(() => platformOperator({ id: 'op-1', label, capabilities: [] })).toThrow(InvariantError);
  });
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
      expect(assertActor(actor as Actor)).toBe(actor);
    },
  );

  it.each([
    undefined,
    null,
    'system',
    { kind: 'root' },
    { id: 'hook' },
    { kind: 'system' },
    { kind: 'system', id: 'deploy hook' },
    { kind: 'system', id: 7 },
    { kind: 'user', id: 'u-1' },
    { kind: 'user', id: 'ada@example.com', label: 'Ada' },
    { kind: 'user', id: 'u-1', label: 'a'.repeat(201) },
    { ...operator, id: '' },
    { ...operator, capabilities: 'platform.directory.manage' },
    { ...operator, capabilities: ['platform.root'] },
    { kind: 'platform', id: 'op-1', label: 'Ada', capabilities: [], breakGlass: null },
    { kind: 'platform', id: 'op-1', label: 'Ada', capabilities: [], allowedTenants: null },
  ])('throws an invariant otherwise: %j', (actor) => {
    expect(() => assertActor(actor as Actor)).toThrow(InvariantError);
  });
});
