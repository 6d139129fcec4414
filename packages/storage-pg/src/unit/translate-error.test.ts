import { describe, expect, it } from 'vitest';
import { InvariantError, StorageFault, type UnitScope } from '@tenantatlas/core/ports';
import { causeOf, withCause } from '../executor/cause.ts';
import { SqlError } from '../executor/sql-error.ts';
import type { UnitRole } from '../roles/index.ts';
import type { DatabaseState } from './database-state.ts';
import { translateError } from './translate-error.ts';

const healthy: DatabaseState = {
  serverVersion: 180_004,
  encoding: 'UTF8',
  installed: true,
  lacking: [],
  isAltered: () => Promise.resolve(false),
};

const failed = (
  state: string,
  database: Partial<DatabaseState> = {},
  { rowSecurity = false, plane = 'workspace' }: { rowSecurity?: boolean; plane?: UnitScope['plane'] | null } = {},
) =>
  translateError(
    new SqlError(state, `SQLSTATE ${state}`, 'some_constraint', rowSecurity),
    () => Promise.resolve({ ...healthy, ...database }),
    plane,
  );

describe('the SQLSTATE alone', () => {
  it.each([
    ...['40001', '40P01', '55P03', '57014'].map((state) => [state, 'unavailable'] as const),
    ...['26000', '42P05', '08P01'].map((state) => [state, 'pooler'] as const),
    ['25006', 'read_only'],
    ['25P01', 'no_transaction'],
    ['25P02', 'transaction_aborted'],
  ] as const)('%s is %s', async (state, kind) => {
    const untouched = () => Promise.reject(new Error('The database must not be asked.'));
    const error = await translateError(new SqlError(state, `SQLSTATE ${state}`, null), untouched);
    expect(error).toMatchObject({ name: 'StorageFault', kind, outcome: 'not_written' });
  });

  it.each(['26000', '42P05', '08P01'])('%s: the text gives the remedy of a pooler', async (state) => {
    expect(((await failed(state)) as Error).message).toMatch(/pooler.*`prepare: false`.*SQLSTATE/);
  });
});

const application: readonly UnitRole[] = ['ta_workspace', 'ta_member', 'ta_platform'];
const altered = { isAltered: () => Promise.resolve(true) };

describe('with the state of the database', () => {
  it.each<[string, Partial<DatabaseState>, UnitScope['plane'] | null, string]>([
    ['42501', { lacking: application }, 'workspace', 'roles_not_granted'],
    ['22023', { lacking: application }, 'platform', 'roles_not_granted'],
    ['42704', { lacking: application }, null, 'roles_not_granted'],
    ['42501', { lacking: ['ta_maintenance'] }, 'maintenance', 'roles_not_granted'],
    ['42501', { lacking: ['ta_maintenance'] }, 'workspace', 'permission_denied'],
    ['42501', {}, 'workspace', 'permission_denied'],
    ['42501', { installed: false, lacking: application }, null, 'permission_denied'],
    ['42501', { installed: false, lacking: application }, 'workspace', 'schema_missing'],
    ['22023', { installed: false, lacking: application }, 'workspace', 'schema_missing'],
    ['3F000', { installed: false, lacking: application }, 'workspace', 'schema_missing'],
    ['42P01', { installed: false }, 'workspace', 'schema_missing'],
    ...['42P01', '42703', '23505', '23514', '23502', '42804', 'P0001'].map(
      (state): [string, Partial<DatabaseState>, UnitScope['plane'], string] => [
        state,
        altered,
        'workspace',
        'schema_altered',
      ],
    ),
    ['22P05', { encoding: 'LATIN1' }, 'workspace', 'encoding'],
    ['42601', { serverVersion: 140_010 }, 'workspace', 'unsupported_server'],
    ['42501', { serverVersion: 140_010, lacking: application }, 'workspace', 'unsupported_server'],
  ])('%s with %o on plane %s is %s', async (state, database, plane, kind) => {
    expect(await failed(state, database, { plane })).toMatchObject({
      name: 'StorageFault',
      kind,
      outcome: 'not_written',
    });
  });

  it('a refused policy is altered too, when the schema is', async () => {
    expect(await failed('42501', altered, { rowSecurity: true })).toMatchObject({ kind: 'schema_altered' });
  });

  it.each(['23505', '23503', '22P02', '42601', 'P0001', '22P05', '42P01'])(
    '%s on a database without a fault is a bug',
    async (state) => {
      expect(await failed(state)).toBeInstanceOf(InvariantError);
    },
  );

  it('a policy violation is a bug, not a missing grant', async () => {
    expect(await failed('42501', { lacking: application }, { rowSecurity: true })).toBeInstanceOf(InvariantError);
  });
});

it.each([new Error('of the host'), new StorageFault('locked', 'x'), 'text', null])(
  'passes %o through',
  async (error) => {
    expect(await translateError(error, () => Promise.reject(new Error('unused')))).toBe(error);
  },
);

it('hands the cause on', async () => {
  const error = withCause(new SqlError('25006', 'SQLSTATE 25006', null), '25006', 'read-only; password=hunter2');
  const fault = await translateError(error, () => Promise.reject(new Error('unused')));
  expect(causeOf(fault)).toEqual({ state: '25006', text: expect.not.stringContaining('hunter2') as string });
});
