import { expect, it } from 'vitest';
import { errors } from '../../test/support/samples.ts';
import type { AnyAtlasError } from '../error.ts';
import { readResult } from './read-result.ts';

const { notFound, forbidden, unauthenticated, paused, conflict, down } = errors;

interface Row {
  readonly data: readonly number[] | undefined;
  readonly error: AnyAtlasError | null;
  readonly state: string;
  readonly isStale?: boolean;
}

it.each<Row>([
  { data: undefined, error: null, state: 'loading' },
  { data: [1], error: null, state: 'ready', isStale: false },
  { data: [1], error: down, state: 'ready', isStale: true },
  { data: [1], error: conflict, state: 'ready', isStale: true },
  { data: undefined, error: down, state: 'failed' },
  { data: undefined, error: paused, state: 'paused' },
  ...[notFound, forbidden, unauthenticated].flatMap((error) => [
    { data: undefined, error, state: 'denied' },
    { data: [1], error, state: 'denied' }, // data that the caller may no longer see is removed
  ]),
])('$data with $error.code is $state, stale: $isStale', ({ data, error, state, isStale }) => {
  const answer = readResult({ data, error, dataUpdatedAt: 7, refetch: () => undefined });
  expect(answer.state).toBe(state);
  expect('data' in answer).toBe(state === 'ready');
  if (answer.state === 'ready') expect(answer).toMatchObject({ isStale, staleBecause: error, readAt: 7 });
});
