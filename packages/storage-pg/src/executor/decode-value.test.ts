import { expect, it } from 'vitest';
import { InvariantError } from '@tenantatlas/core';
import { decodeValue } from './decode-value.ts';

it.each([
  { type: 'boolean', id: 16, given: 't', then: true },
  { type: 'boolean', id: 16, given: 'f', then: false },
  { type: 'bigint', id: 20, given: '9007199254740991', then: 9007199254740991 },
  { type: 'integer', id: 23, given: '-7', then: -7 },
  { type: 'jsonb', id: 3802, given: '{"a":[1,null]}', then: { a: [1, null] } },
  { type: 'jsonb', id: 3802, given: 'null', then: null },
  { type: 'text', id: 25, given: '12', then: '12' },
  { type: 'numeric', id: 1700, given: '1.50', then: '1.50' },
  { type: 'timestamptz', id: 1184, given: '2026-11-21 10:00:00+00', then: '2026-11-21T10:00:00.000Z' },
  { type: 'timestamptz', id: 1184, given: '2026-11-21 10:00:00.5+00', then: '2026-11-21T10:00:00.500Z' },
  { type: 'timestamptz', id: 1184, given: '2026-11-21 15:30:00.123+05:30', then: '2026-11-21T10:00:00.123Z' },
  { type: 'timestamptz', id: 1184, given: '2026-11-21 05:00:00-05', then: '2026-11-21T10:00:00.000Z' },
  { type: 'timestamptz', id: 1184, given: '0001-01-01 00:00:00+00', then: '0001-01-01T00:00:00.000Z' },
  {
    type: 'text[]',
    id: 1009,
    given: '{a,"b c","say \\"hi\\"",NULL,"NULL",""}',
    then: ['a', 'b c', 'say "hi"', null, 'NULL', ''],
  },
  { type: 'text[]', id: 1009, given: '{}', then: [] },
  { type: 'bigint[]', id: 1016, given: '{1,2}', then: [1, 2] },
])('reads $type $given', ({ id, given, then }) => {
  expect(decodeValue(id, given)).toEqual(then);
});

it('rejects an integer that JavaScript cannot represent', () => {
  expect(() => decodeValue(20, '9007199254740992')).toThrow(InvariantError);
});

it('rejects a timestamp in a local style instead of guessing', () => {
  expect(() => decodeValue(1184, '21.11.2026 10:00:00 UTC')).toThrow(InvariantError);
});
