import { expect, it } from 'vitest';
import { InvariantError, StorageFault } from '@tenantatlas/core/ports';
import { SqlError } from '../executor/sql-error.ts';
import { translateError } from './translate-error.ts';

const failed = (state: string, rowSecurity = false) =>
  translateError(new SqlError(state, `SQLSTATE ${state}`, 'some_constraint', rowSecurity));

it.each(['42P01', '42703', '42883', '42704', '3F000', '22023', '42501'])(
  '%s: the database is not prepared for this version',
  (state) => {
    expect(failed(state)).toMatchObject({ name: 'StorageFault', kind: 'schema_outdated', outcome: 'not_written' });
  },
);

it.each(['40001', '40P01', '55P03', '57014', '25P02', '25006'])('%s: may be temporary', (state) => {
  expect(failed(state)).toMatchObject({ name: 'StorageFault', kind: 'unavailable', outcome: 'not_written' });
});

it.each(['26000', '42P05', '08P01'])('%s: a pooler is in between, and the text gives the remedy', (state) => {
  const error = failed(state);
  expect(error).toMatchObject({ name: 'StorageFault', kind: 'unavailable', outcome: 'not_written' });
  expect((error as Error).message).toMatch(/SQLSTATE .*pooler.*`prepare: false`/);
});

it.each(['23505', '23503', '22P02', '42601', 'P0001'])('%s: a bug', (state) => {
  expect(failed(state)).toBeInstanceOf(InvariantError);
});

it('a policy violation is a bug, not a missing grant', () => {
  expect(failed('42501', true)).toBeInstanceOf(InvariantError);
});

it.each([new Error('of the host'), new StorageFault('locked', 'x'), 'text', null])('passes %o through', (error) => {
  expect(translateError(error)).toBe(error);
});
