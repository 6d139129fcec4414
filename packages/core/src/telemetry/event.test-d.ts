import { describe, expectTypeOf, it } from 'vitest';
import { createTenantAtlas, type Atlas } from '../atlas.ts';
import { workspaceUser } from '../access/actor.ts';
import { defineEvents, type builtInEvents } from './catalog.ts';
import type { RecordableEvent } from './event.ts';
import { flag, instant, integer, token, type FieldValue } from './metadata.ts';

const events = defineEvents({
  'acme.campaign.sent': {
    featureArea: 'campaigns',
    label: 'Campaigns sent',
    metadata: { channel: token(['email', 'teams']), template_key: token(), recipients: integer(), dry_run: flag() },
  },
  'acme.campaign.planned': { featureArea: 'campaigns', label: 'Campaigns planned', metadata: { at: instant() } },
  'acme.opened': { featureArea: 'acme', label: 'Opened', metadata: {} },
});
type HostEvent = RecordableEvent<typeof events>;
const take = (event: HostEvent) => event;

const actor = workspaceUser({ id: 'u-1', label: 'Bo' });
const where = { workspaceId: 'w-1', tenantId: 't-1', actor, subjectType: 'campaign', subjectId: 'c-7' } as const;

describe('an event', () => {
  it('has the name and the metadata of its definition', () => {
    take({ eventName: 'acme.campaign.sent', ...where, metadata: { channel: 'email', recipients: 3, dry_run: true } });
    take({ eventName: 'acme.campaign.sent', ...where, metadata: { channel: null, template_key: undefined } });
    take({ eventName: 'acme.campaign.planned', ...where, metadata: { at: '2026-11-21T10:00:00Z' } });
    take({ eventName: 'acme.opened', ...where });
    // @ts-expect-error: misspelt name
    take({ eventName: 'acme.campaign.snet', ...where });
    // @ts-expect-error: misspelt key
    take({ eventName: 'acme.campaign.sent', ...where, metadata: { chanel: 'email' } });
    // @ts-expect-error: the key of another event
    take({ eventName: 'acme.campaign.sent', ...where, metadata: { at: '2026-11-21T10:00:00Z' } });
    // @ts-expect-error: a value that the closed list does not have
    take({ eventName: 'acme.campaign.sent', ...where, metadata: { channel: 'fax' } });
    // @ts-expect-error: an integer is a number
    take({ eventName: 'acme.campaign.sent', ...where, metadata: { recipients: '3' } });
    // @ts-expect-error: a flag is a boolean
    take({ eventName: 'acme.campaign.sent', ...where, metadata: { dry_run: 1 } });
    // @ts-expect-error: a token is text
    take({ eventName: 'acme.campaign.sent', ...where, metadata: { template_key: 7 } });
    // @ts-expect-error: an instant is text
    take({ eventName: 'acme.campaign.planned', ...where, metadata: { at: new Date() } });
    // @ts-expect-error: an event without metadata takes none
    take({ eventName: 'acme.opened', ...where, metadata: { channel: 'email' } });
    // @ts-expect-error: an event of the SDK is not of this catalog
    take({ eventName: 'product.operations.started', ...where });
  });

  it('names a tenant, a person and a subject', () => {
    take({ eventName: 'acme.opened', ...where, actor: { kind: 'user', id: 'u-1' }, subjectId: 7 });
    // @ts-expect-error: no tenant
    take({ eventName: 'acme.opened', ...where, tenantId: null });
    // @ts-expect-error: no person
    take({ eventName: 'acme.opened', ...where, actor: 'u-1' });
    // @ts-expect-error: no such kind of person
    take({ eventName: 'acme.opened', ...where, actor: { kind: 'admin', id: 'u-1' } });
    // @ts-expect-error: a subject is a token or a number
    take({ eventName: 'acme.opened', ...where, subjectId: { id: 7 } });
    // @ts-expect-error: misspelt member
    take({ eventName: 'acme.opened', ...where, occuredAt: '2026-11-21T10:00:00Z' });
  });
});

describe('a definition', () => {
  it('declares each key by one of the four functions', () => {
    const of = (metadata: Parameters<typeof defineEvents>[0][string]['metadata']) => metadata;
    of({ channel: token(), at: instant() });
    // @ts-expect-error: free text cannot be declared
    of({ channel: String });
    // @ts-expect-error: there is no such kind
    of({ channel: { kind: 'text' } });
    expectTypeOf<FieldValue<(typeof events)['acme.campaign.sent']['metadata']['channel']>>().toEqualTypeOf<
      'email' | 'teams'
    >();
  });
});

describe('an atlas', () => {
  type EventsIn<Given> = Given extends Atlas<infer Catalogs> ? Catalogs['events'] : never;
  type Name = EventsIn<ReturnType<typeof compose>> extends { readonly eventName: infer Name } ? Name : never;
  const compose = () => createTenantAtlas({ catalogs: { events: [events] } });

  it('takes the catalogs of the host beside the events of the SDK', () => {
    expectTypeOf<Name>().toEqualTypeOf<keyof typeof builtInEvents | keyof typeof events>();
    expectTypeOf<EventsIn<Atlas>>().toEqualTypeOf<RecordableEvent<typeof builtInEvents>>();
    // @ts-expect-error: not a catalog
    void createTenantAtlas({ catalogs: { events: [{ 'acme.sent': 7 }] } });
  });
});
