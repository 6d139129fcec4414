import { describe, expect, it, vi } from 'vitest';
import { collectionStates, verdict, type Evidence } from './evidence.ts';
import { toInstant } from './instant.ts';

const observedAt = toInstant(0);
const judge = (items: readonly string[]): 'ok' | 'failed' => (items.length === 0 ? 'ok' : 'failed');

function notCollected(
  collection: Exclude<(typeof collectionStates)[number], 'collected'>,
): Evidence<readonly string[]> {
  return collection === 'never'
    ? { collection, lastKnown: null, observedAt: null }
    : { collection, lastKnown: [], observedAt };
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
    expect(verdict({ collection: 'collected', value, observedAt }, judge)).toBe(expected);
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
