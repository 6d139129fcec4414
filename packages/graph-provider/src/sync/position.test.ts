import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { hostileAddresses } from '../../test/support/hostile-addresses.ts';
import type { SyncCollection } from './collection.ts';
import { readPosition, writePosition, type Place, type Position } from './position.ts';

const origin = 'https://graph.microsoft.com';
const collection: SyncCollection = {
  name: 'users',
  reads: 'changes',
  path: 'users/delta?$select=id',
  item: z.object({ id: z.string() }),
};
const place: Place = { collection, tenant: 'contoso.example', origin };
const link = `${origin}/v1.0/users/delta?$deltatoken=1`;
const position: Position = {
  phase: 'complete',
  mode: 'full',
  generation: '0199aaaa-0000-4000-8000-000000000001',
  link,
  beganAt: 1,
};
const list: Place = { ...place, collection: { ...collection, reads: 'list', path: 'users?$select=id' } };
const listLink = `${origin}/v1.0/users?$skiptoken=1`;

describe('a position', () => {
  it.each<[string, Place, Position]>([
    ['that is complete', place, position],
    ['at the start of a full round', place, { ...position, phase: 'reading', link: null }],
    ['within a full round', place, { ...position, phase: 'reading' }],
    ['within a round of changes', place, { ...position, phase: 'reading', mode: 'changes' }],
    ['before a reconciliation', place, { ...position, phase: 'reconciling' }],
    ['of a list', list, { ...position, phase: 'reading', link: listLink }],
    ['of a list that is complete', list, { ...position, link: null }],
    ['of a list before a reconciliation', list, { ...position, phase: 'reconciling', link: null }],
  ])('%s is read unchanged', (_, of, written) => {
    expect(readPosition(of, writePosition(of, written))._unsafeUnwrap()).toEqual(written);
  });

  it.each(['users/delta', 'users/delta()', 'users/microsoft.graph.delta()'])('has a link to %s', (path) => {
    const written = { ...position, link: `${origin}/v1.0/${path}?$deltatoken=1` };
    expect(readPosition(place, writePosition(place, written)).isOk()).toBe(true);
  });

  it.each<[string, Place]>([
    ['another tenant', { ...place, tenant: 'fabrikam.example' }],
    ['other members', { ...place, collection: { ...collection, path: 'users/delta?$select=id,mail' } }],
  ])('of %s is not that of the definition', (_, other) => {
    expect(readPosition(other, writePosition(place, position))._unsafeUnwrapErr()).toBe('definition_changed');
  });

  it.each<[string, Place, Position]>([
    ['of another cloud', { ...place, origin: 'https://graph.microsoft.us' }, position],
    ['of the beta version', { ...place, collection: { ...collection, version: 'beta' } }, position],
    ['to another collection', place, { ...position, link: `${origin}/v1.0/groups/delta?$deltatoken=1` }],
    ['to an object', place, { ...position, link: `${origin}/v1.0/users/delta/messages` }],
    ['that is missing at the end', place, { ...position, link: null }],
    ['that is missing within changes', place, { ...position, phase: 'reading', mode: 'changes', link: null }],
    ['at the end of a list', list, { ...position, link: listLink }],
    ['that makes changes of a list', list, { ...position, phase: 'reading', mode: 'changes', link: listLink }],
    ['before a reconciliation of changes', place, { ...position, phase: 'reconciling', mode: 'changes' }],
  ])('with a link %s is refused', (_, of, written) => {
    expect(readPosition(of, writePosition(of, written))._unsafeUnwrapErr()).toBe('checkpoint_refused');
  });

  it('with one of 300 hostile links is refused', () => {
    const addresses = hostileAddresses(origin, 'evil.example');
    expect(addresses.length).toBeGreaterThanOrEqual(300);
    for (const address of addresses)
      for (const phase of ['reading', 'complete'] as const) {
        const text = writePosition(place, { ...position, phase, link: address });
        expect(readPosition(place, text)._unsafeUnwrapErr(), address).toBe('checkpoint_refused');
      }
  });

  const written = JSON.parse(writePosition(place, position)) as { readonly [member: string]: unknown };
  it.each<[string, unknown]>([
    ['nothing', ''],
    ['half of the text', writePosition(place, position).slice(0, 90)],
    ['null', 'null'],
    ['a list', '[]'],
    ['no text', { ...written }],
    ['too much', writePosition(place, { ...position, link: `${link}${'x'.repeat(50_000)}` })],
    ['a member more', JSON.stringify({ ...written, claim: 1 })],
    ['another format', JSON.stringify({ ...written, format: 2 })],
    ['an unknown phase', JSON.stringify({ ...written, phase: 'done' })],
    ['an unknown mode', JSON.stringify({ ...written, mode: 'delta' })],
    ['a generation that is not a UUID', JSON.stringify({ ...written, generation: "'; drop table users" })],
    ['a link that is not a text', JSON.stringify({ ...written, link: [link] })],
    ['an instant that is not a number', JSON.stringify({ ...written, beganAt: '1' })],
    ['a prototype', `{"__proto__":{"phase":"complete"},${JSON.stringify(written).slice(1)}`],
  ])('of %s is refused', (_, text) => {
    expect(readPosition(place, text as string)._unsafeUnwrapErr()).toBe('checkpoint_refused');
  });
});
