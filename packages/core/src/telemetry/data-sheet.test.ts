import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createTenantAtlas } from '../atlas.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { builtInEvents, defineEvents } from './catalog.ts';
import type { UsageDataSheet } from './data-sheet.ts';
import { flag, instant, integer, token } from './metadata.ts';

const hostEvents = defineEvents({
  'acme.campaign.sent': {
    featureArea: 'campaigns',
    label: 'Campaigns | sent <b>*now*</b> `x`',
    metadata: {
      channel: token(['email', 'teams']),
      template: token(),
      recipients: integer(),
      dry_run: flag(),
      sent_at: instant(),
    },
  },
  'acme.page.pinned': { featureArea: 'pages', label: 'Pages pinned', metadata: {} },
});
const host = () => createTenantAtlas({ catalogs: { events: [hostEvents] } });
const jsonOf = (atlas = host()) => JSON.parse(atlas.usageDataSheet({ format: 'json' })) as UsageDataSheet;

describe('the data sheet', () => {
  it('names every event of the SDK and of the host with all of its keys, in the order of the catalog', () => {
    const catalog = { ...builtInEvents, ...hostEvents };
    expect(
      jsonOf().events.map(({ eventName, featureArea, label, metadata }) => [
        eventName,
        featureArea,
        label,
        metadata.map(({ key }) => key),
      ]),
    ).toEqual(
      Object.entries(catalog).map(([name, { featureArea, label, metadata }]) => [
        name,
        featureArea,
        label,
        Object.keys(metadata),
      ]),
    );
  });

  it('says every field that an event has besides its metadata', () => {
    expect(jsonOf().fields.map(({ name }) => name)).toEqual([
      'id',
      'workspaceId',
      'tenantId',
      'user',
      'eventName',
      'featureArea',
      'subjectType',
      'subjectId',
      'occurredAt',
      'recordedAt',
    ]);
  });

  it('claims no more than a token holds: one word can be a name, so it says what the word is for', () => {
    expect(jsonOf().excluded).not.toMatch(/can hold [^:]*name of a person/);
    expect(jsonOf().excluded).toContain('not for names of people');
  });

  it('says who sees it, and how long it is kept', () => {
    const { readers, retention } = jsonOf();
    expect(readers.capabilities).toEqual(['platform.console.view', 'platform.ops.view']);
    expect(retention).toMatchObject({ days: 90, text: expect.stringContaining('older than 90 days') as string });
    expect(retention.text).toContain('The hour in which a workspace had its last event is kept');
    const short = host().usageDataSheet({ retentionDays: 1 });
    expect(short).toContain('older than 1 day.');
  });

  it('has the same bytes each time, in both forms', () => {
    for (const format of ['markdown', 'json'] as const)
      expect(host().usageDataSheet({ format })).toBe(host().usageDataSheet({ format }));
    expect(host().usageDataSheet()).toBe(host().usageDataSheet({ format: 'markdown', retentionDays: 90 }));
  });

  it('reads as a document', () => {
    const text = createTenantAtlas().usageDataSheet();
    expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Product usage: what is recorded',
      '## How long',
      '## Who sees it',
      '## What every event holds',
      '## Events',
      ...Object.values(builtInEvents).map(({ label }) => `### ${label}`),
    ]);
    expect(text).toContain(
      [
        '`product.review_pack.requested`, of the capability `review_pack`.',
        '',
        '| key | what |',
        '| --- | --- |',
        '| `source_surface` | A short text without spaces and @: 1 to 120 characters of A-Z a-z 0-9 . \\_ : + / -, no web address and no credential |',
        '| `include_operations` | True or false |',
        '| `include_pii` | True or false |',
        '',
      ].join('\n'),
    );
  });

  it('keeps a label of the host as text', () => {
    const text = host().usageDataSheet();
    expect(text).toContain(String.raw`### Campaigns \| sent \<b\>\*now\*\</b\> \`x\``);
    expect(text).toContain('It holds nothing else.');
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    // Every row has two cells: three signs that no backslash precedes.
    expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length).filter((signs) => signs !== 3)).toEqual([]);
  });

  it('describes the metadata by schemas that accept what can be recorded, and nothing else', () => {
    const event = jsonOf().events.find(({ eventName }) => eventName === 'acme.campaign.sent');
    const schema = z.fromJSONSchema(event?.metadataSchema as Parameters<typeof z.fromJSONSchema>[0]);
    const safe = {
      channel: 'email',
      template: 'welcome-1',
      recipients: 3,
      dry_run: true,
      sent_at: '2026-11-21T12:00:00.000Z',
    };
    expect(schema.safeParse(safe).success).toBe(true);
    expect(schema.safeParse({}).success).toBe(true);
    for (const unsafe of [
      { channel: 'phone' },
      { template: 'Dear Ada' },
      { template: 'ada@contoso.example' },
      { recipients: 1.5 },
      { dry_run: 'yes' },
      { sent_at: 'yesterday' },
      { note: 'x' },
    ])
      expect(schema.safeParse({ ...safe, ...unsafe }).success).toBe(false);
  });

  it.each([
    { options: { format: 'pdf' }, says: '"format" is one of markdown, json' },
    { options: { retentionDays: 0 }, says: '"retentionDays" is a whole number from 1 to 36500' },
    { options: { retentionDays: 1.5 }, says: '"retentionDays"' },
    { options: { retentionDays: Number.NaN }, says: '"retentionDays"' },
    { options: { days: 30 }, says: '"days" is not an option' },
    { options: null, says: 'pass an object' },
  ])('refuses $options', ({ options, says }) => {
    const write = () => host().usageDataSheet(options as never);
    expect(write).toThrow(InvariantError);
    expect(write).toThrow(says);
  });
});
