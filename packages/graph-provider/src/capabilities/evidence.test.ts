import { describe, expect, it } from 'vitest';
import { failure, unreachable, wrongShape } from '../answers/failure.ts';
import { forbidden, malformed, noConsent, noon, notLicensed, throttled } from '../../test/support/scripted-graph.ts';
import { evidenceOfParts, isRefusedSignIn, notCollected, partlyCollected, readParts } from './evidence.ts';

const full = { part: 'a', items: 2, failure: null };
const empty = { part: 'b', items: 0, failure: null };
const failures = [
  ['a missing permission', forbidden, 'forbidden', 'provider_permission_missing'],
  ['a licence', notLicensed, 'not_licensed', 'unknown_error'],
  ['a limit', throttled, 'throttled', 'rate_limited'],
  ['another shape', malformed, 'failed', 'unknown_error'],
  ['no answer', unreachable, 'failed', 'network_unreachable'],
  ['a refused sign-in', noConsent, 'forbidden', 'provider_consent_missing'],
] as const;

describe('parts', () => {
  it.each([
    ['all read', [full, empty]],
    ['none', []],
  ])('%s: collected', (_, parts) => {
    const value = parts.map(({ part, items }) => ({ part, items }));
    expect(evidenceOfParts(parts, noon)).toEqual({ collection: 'collected', value, observedAt: noon });
  });

  it.each(failures)('all missing because of %s: its state, and no value', (_, found, collection, code) => {
    const parts = [
      { part: 'a', items: 0, failure: found },
      { part: 'b', items: 0, failure: forbidden },
    ];
    const evidence = evidenceOfParts(parts, noon);
    expect(evidence).toEqual({ collection, lastKnown: null, observedAt: noon, reason: found.reason });
    expect(evidence).toMatchObject({ reason: { code } });
  });

  it.each(failures)('one missing because of %s: partial, and the part says why', (_, found, collection) => {
    const evidence = evidenceOfParts([full, { part: 'b', items: 0, failure: found }], noon);
    expect(evidence).toEqual({
      collection: 'partial',
      part: [
        { part: 'a', items: 2 },
        { part: 'b', items: 0, collection, reason: found.reason },
      ],
      lastKnown: null,
      observedAt: noon,
      reason: found.reason,
    });
  });

  it('one read to its end and empty, one missing: partial, because the empty one is known', () => {
    expect(evidenceOfParts([empty, { part: 'c', items: 0, failure: forbidden }], noon).collection).toBe('partial');
  });

  it('one that ended half-way: partial with what was read, although no part is whole', () => {
    expect(evidenceOfParts([{ part: 'a', items: 7, failure: throttled }], noon)).toMatchObject({
      collection: 'partial',
      part: [{ part: 'a', items: 7, collection: 'partial', reason: { code: 'rate_limited' } }],
    });
  });

  it('with several reasons: the first one', () => {
    const parts = [full, { part: 'b', items: 0, failure: notLicensed }, { part: 'c', items: 0, failure: throttled }];
    expect(evidenceOfParts(parts, noon)).toMatchObject({ reason: notLicensed.reason });
  });
});

it('a failure becomes evidence without its path and status', () => {
  const found = wrongShape(['value', 0, 'hunter2'], 200);
  expect(JSON.stringify([notCollected(found, noon), partlyCollected([], found, noon)])).not.toContain('hunter2');
});

describe('reading part by part', () => {
  const step = (part: string, found: typeof forbidden | null, asked: string[]) => ({
    part,
    read: async () => {
      asked.push(part);
      return { items: 1, failure: found };
    },
  });

  it('asks every part after a failure of one', async () => {
    const asked: string[] = [];
    const steps = [step('a', forbidden, asked), step('b', null, asked), step('c', throttled, asked)];
    const parts = await readParts(steps);
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(parts.map(({ failure: found }) => found)).toEqual([forbidden, null, throttled]);
  });

  it('sends no request after a refused sign-in, and reports it for the other parts', async () => {
    const asked: string[] = [];
    const parts = await readParts([step('a', null, asked), step('b', noConsent, asked), step('c', null, asked)]);
    expect(asked).toEqual(['a', 'b']);
    expect(parts[2]).toEqual({ part: 'c', items: 0, failure: noConsent });
  });
});

it.each([
  [noConsent, true],
  [failure('forbidden', 'provider_auth_failed'), true],
  [failure('forbidden', 'dedicated_credential_invalid'), true],
  [forbidden, false],
  [notLicensed, false],
  [failure('failed', 'provider_auth_failed'), false],
])('%j is a refused sign-in: %s', (found, expected) => {
  expect(isRefusedSignIn(found)).toBe(expected);
});
