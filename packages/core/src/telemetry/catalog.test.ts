import { describe, expect, it } from 'vitest';
import { createTenantAtlas } from '../atlas.ts';
import { mergeEvents } from '../catalogs.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { builtInEvents, defineEvents, type EventDefinition } from './catalog.ts';
import { flag, instant, integer, token } from './metadata.ts';

const event: EventDefinition = { featureArea: 'campaigns', label: 'Campaigns sent', metadata: { dry_run: flag() } };
const named = (name: string, change: object = {}) =>
  defineEvents(Object.fromEntries([[name, { ...event, ...change }]]) as never);

describe('an event of a host', () => {
  it.each([
    ['acme', 'lower-case words joined by dots'],
    ['Acme.sent', 'lower-case words joined by dots'],
    ['acme..sent', 'lower-case words joined by dots'],
    ['acme.sent ', 'lower-case words joined by dots'],
    ['__proto__', 'lower-case words joined by dots'],
    [`acme.${'x'.repeat(116)}`, 'at most 120 characters'],
    ['product.mail.sent', 'are those of the SDK'],
    ['product.operations.started', 'are those of the SDK'],
  ])('called "%s" is rejected by its name', (name, text) => {
    expect(() => named(name)).toThrow(InvariantError);
    expect(() => named(name)).toThrow(`Event "${name}"`);
    expect(() => named(name)).toThrow(text);
  });

  it('may have a name of 120 characters, an area of 60, and 20 keys', () => {
    const keys = Array.from({ length: 20 }, (_, index) => [`k_${String(index)}`, integer()]);
    const change = { featureArea: 'a'.repeat(60), metadata: Object.fromEntries(keys) as object };
    expect(named(`acme.${'x'.repeat(115)}`, change)).toEqual({
      [`acme.${'x'.repeat(115)}`]: { ...event, ...change },
    });
  });

  it.each([
    [{ featureArea: 'a'.repeat(61) }, '"featureArea" is 1 to 60 lower-case letters'],
    [{ featureArea: 'Campaigns' }, '"featureArea" is 1 to 60 lower-case letters'],
    [{ featureArea: undefined }, '"featureArea" is 1 to 60 lower-case letters'],
    [{ label: '  ' }, 'give it a label'],
    [{ label: 'Campaigns\nsent' }, 'give it a label'],
    [{ labels: 'Campaigns' }, '"labels" is not a member of an event. Use one of featureArea, label, metadata.'],
    [{ metadata: undefined }, '"metadata" is an object of fields by key'],
    [{ metadata: [] }, '"metadata" is an object of fields by key'],
    [{ metadata: { constructor: token() } }, 'the key "constructor" of the metadata cannot be used'],
    [{ metadata: JSON.parse('{"__proto__":{"kind":"flag"}}') }, 'the key "__proto__" of the metadata cannot be used'],
    [{ metadata: { toString: token() } }, 'the key "toString" of the metadata cannot be used'],
    [{ metadata: { 'dry-run': flag() } }, 'the key "dry-run" of the metadata cannot be used'],
    [{ metadata: { ['k'.repeat(61)]: flag() } }, 'of the metadata cannot be used'],
    [{ metadata: { dry_run: 'flag' } }, '"metadata.dry_run" is what token(), integer(), flag() or instant() makes'],
    [{ metadata: { dry_run: flag } }, '"metadata.dry_run" is what token()'],
    [{ metadata: { dry_run: null } }, '"metadata.dry_run" is what token()'],
    [{ metadata: { dry_run: { kind: 'text' } } }, '"metadata.dry_run" is what token()'],
    [{ metadata: { dry_run: { kind: 'token' } } }, '"metadata.dry_run" is what token()'],
    [{ metadata: { dry_run: { kind: 'token', values: ['Bo Berg'] } } }, '"metadata.dry_run" is what token()'],
    [{ metadata: { dry_run: { kind: 'token', values: null, pattern: '.*' } } }, '"metadata.dry_run" is what token()'],
    [{ metadata: { dry_run: { kind: 'flag', values: null } } }, '"metadata.dry_run" is what token()'],
    [
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k_${String(index)}`, flag()])) },
      'at most 20 keys',
    ],
  ])('with %j is rejected', (change, text) => {
    expect(() => named('acme.sent', change)).toThrow(InvariantError);
    expect(() => named('acme.sent', change)).toThrow('Event "acme.sent": ');
    expect(() => named('acme.sent', change)).toThrow(text);
  });

  it.each([null, undefined, [], 'acme.sent'])('is refused in a catalog that is %j', (events) => {
    expect(() => defineEvents(events as never)).toThrow(/^defineEvents: pass an object of events by name/);
  });

  it('is deeply frozen and otherwise unchanged', () => {
    const metadata = { channel: token(['email', 'teams']), at: instant(), size: integer(), dry_run: flag() };
    const defined = defineEvents({ 'acme.sent': { ...event, metadata } });
    expect(defined).toEqual({ 'acme.sent': { ...event, metadata } });
    for (const part of [defined, defined['acme.sent'], defined['acme.sent'].metadata, metadata.channel.values])
      expect(Object.isFrozen(part)).toBe(true);
  });
});

describe('a closed list of tokens', () => {
  it.each([[[]], ['email'], [['Bo Berg']], [['bo@example.com']], [['']], [['a', 'a']], [[7]], [null]])(
    'is not %j',
    (values) => {
      expect(() => token(values as never)).toThrow(/^token\(values\): pass a list of 1 to 100 different tokens/);
    },
  );

  it('holds at most 100 values, and keeps a copy of them', () => {
    const values = Array.from({ length: 100 }, (_, index) => `v-${String(index)}`);
    const field = token(values);
    expect(() => token([...values, 'one-more'])).toThrow(InvariantError);
    values[0] = 'changed';
    expect(field.values?.[0]).toBe('v-0');
  });
});

describe('the events of an atlas', () => {
  it('are those of the specification, in its order, before those of the host', () => {
    const merged = mergeEvents([defineEvents({ 'acme.sent': event }), defineEvents({ 'acme.opened': event })]);
    const told = Object.entries(merged).map(([name, { featureArea, label, metadata }]) => [
      name,
      featureArea,
      label,
      ...Object.entries(metadata).map(([key, { kind }]) => `${key}: ${kind}`),
    ]);
    expect(told).toEqual([
      [
        'product.onboarding.checkpoint_completed',
        'onboarding',
        'Onboarding checkpoints',
        'checkpoint_key: token',
        'lifecycle_state: token',
        'completed_at: instant',
      ],
      [
        'product.support_diagnostics.opened',
        'support_diagnostics',
        'Support diagnostics',
        'source_surface: token',
        'operation_type: token',
      ],
      ['product.operations.started', 'operations', 'Operations started', 'operation_type: token'],
      ['product.stored_report.created', 'stored_reports', 'Stored reports', 'report_type: token'],
      [
        'product.review_pack.requested',
        'review_pack',
        'Review packs requested',
        'source_surface: token',
        'include_operations: flag',
        'include_pii: flag',
      ],
      ['acme.sent', 'campaigns', 'Campaigns sent', 'dry_run: flag'],
      ['acme.opened', 'campaigns', 'Campaigns sent', 'dry_run: flag'],
    ]);
    expect(Object.isFrozen(merged)).toBe(true);
    expect(Object.isFrozen(builtInEvents['product.operations.started'].metadata.operation_type)).toBe(true);
  });

  it('are refused when two catalogs of the host name the same one', () => {
    const once = defineEvents({ 'acme.sent': event });
    const compose = () => createTenantAtlas({ catalogs: { events: [once, defineEvents({ 'acme.sent': event })] } });
    expect(compose).toThrow(InvariantError);
    expect(compose).toThrow('The event "acme.sent" is defined twice. Rename one, or remove it from your catalog.');
  });

  it('are checked also where a host did not call defineEvents', () => {
    const compose = (events: object) => () => createTenantAtlas({ catalogs: { events: [events as never] } });
    expect(compose({ 'product.mail.sent': event })).toThrow('are those of the SDK');
    expect(compose({ ...builtInEvents })).toThrow('are those of the SDK');
    expect(compose({ 'acme.sent': { ...event, metadata: { name: 'text' } } })).toThrow('"metadata.name" is what');
  });
});
