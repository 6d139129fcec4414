import { describe, expect, it, vi } from 'vitest';
import { collected, collectionStates, lastKnownOf, neverCollected, verdict, type Evidence } from './evidence.ts';
import { toInstant } from './instant.ts';

const observedAt = toInstant(0);
const reason = {
  code: 'provider_permission_denied',
  providerCode: 'Authorization_RequestDenied',
  retryAt: null,
} as const;
const judge = (items: readonly string[]): 'ok' | 'failed' => (items.length === 0 ? 'ok' : 'failed');
const lastKnown = { value: ['finding'], observedAt: toInstant(-1) };

function notCollected(
  collection: Exclude<(typeof collectionStates)[number], 'collected'>,
): Evidence<readonly string[]> {
  if (collection === 'never') return neverCollected;
  return collection === 'partial'
    ? { collection, part: [], lastKnown, observedAt, reason }
    : { collection, lastKnown, observedAt, reason };
}

it('has exactly the states of evidence', () => {
  expect(collectionStates).toEqual([
    'collected',
    'partial',
    'forbidden',
    'not_licensed',
    'throttled',
    'failed',
    'stale',
    'never',
  ]);
});

describe('a verdict', () => {
  it.each([
    [[], 'ok'],
    [['finding'], 'failed'],
  ])('on the collected list %j is %s', (value, expected) => {
    expect(verdict(collected(value, observedAt), judge)).toBe(expected);
  });

  it.each(collectionStates.filter((state) => state !== 'collected'))(
    'on evidence that is %s is unknown, without calling the judge',
    (state) => {
      const asked = vi.fn(judge);
      expect(verdict(notCollected(state), asked)).toBe('unknown');
      expect(asked).not.toHaveBeenCalled();
    },
  );
});

describe('what is last known', () => {
  it('is the value of a collected fact', () => {
    expect(lastKnownOf(collected(['a'], observedAt))).toEqual({ value: ['a'], observedAt });
  });

  it.each(collectionStates.filter((state) => state !== 'collected'))(
    'of evidence that is %s is the earlier value with its instant',
    (state) => {
      expect(lastKnownOf(notCollected(state))).toEqual(state === 'never' ? null : lastKnown);
    },
  );
});
