import type { RoleFact, RoleHolding } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { collecting, guid, scriptedGraph } from '../../test/support/scripted-graph.ts';
import { tooLarge } from './evidence.ts';
import { createRoleReading, maxFacts, readPart } from './role-reading.ts';
import { directoryObject } from './shapes/roles.ts';

const holding = (number: number): RoleHolding => ({
  kind: 'holding',
  roleId: guid(number),
  principal: { id: guid(1), kind: 'group', displayName: null },
  state: 'assigned',
  throughGroup: null,
  scope: '/',
  until: null,
});

describe('the memory of a reading', () => {
  it('is bounded: what does not fit makes the reading incomplete', () => {
    const reading = createRoleReading(scriptedGraph({}), () => {}, 2);
    expect([reading.remember('a'), reading.remember('b'), reading.remember('a')]).toEqual([true, true, true]);
    expect(reading.overflow()).toBeNull();
    expect(reading.remember('c')).toBe(false);
    expect(reading.isRemembered('c')).toBe(false);
    expect(reading.overflow()).toBe(tooLarge);
  });

  it('holds a bounded number of holdings of groups', () => {
    const reading = createRoleReading(scriptedGraph({}), () => {}, 2);
    for (const number of [1, 2]) reading.note(holding(number));
    expect(reading.overflow()).toBeNull();
    reading.note(holding(3));
    expect(reading.overflow()).toBe(tooLarge);
    expect(reading.groups.get(guid(1))?.holdings).toHaveLength(2);
  });
});

const member = { id: guid(2), displayName: 'Ada' };
const many = { m: { pages: [[member]] } };
const facts = function* (): Iterable<RoleFact> {
  for (let number = 0; number < maxFacts * 2 + 1; number += 1) yield holding(number);
};

it('a page that gives many facts is handed over in pieces', async () => {
  const sizes: number[] = [];
  const reading = createRoleReading(scriptedGraph(many), (items) => void sizes.push(items.length));
  expect(await readPart(reading, 'm', directoryObject, facts)).toEqual({ items: maxFacts * 2 + 1, failure: null });
  expect(sizes).toEqual([maxFacts, maxFacts, 1]);
});

it('no piece follows once the signal has fired', async () => {
  const controller = new AbortController();
  const { items, onItems } = collecting<RoleFact>();
  const reading = createRoleReading(scriptedGraph(many, { signal: controller.signal }), (page) => {
    onItems(page);
    controller.abort(new Error('enough'));
  });
  await expect(readPart(reading, 'm', directoryObject, facts)).rejects.toThrow('enough');
  expect(items).toHaveLength(maxFacts);
});
