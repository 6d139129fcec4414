import { clientConformance } from '@tenantatlas/core/conformance';
import { expect, it } from 'vitest';
import { runOverHttp } from './support/run-over-http.ts';

// What every method answers; the order of refusal has a separate file, so that the two run beside each other.
const exchanges = runOverHttp(clientConformance.filter(({ name }) => !name.startsWith('refusals: ')));

it('has produced every kind of failure of an atlas', () => {
  const statuses = [...new Set(exchanges.map(({ status }) => status))];
  expect(statuses.toSorted()).toEqual([200, 201, 403, 404, 409, 422, 503]);
});
