import { describe, expect, it } from 'vitest';
import { InvariantError, StorageFault } from '@tenantatlas/core/ports';
import { causeOf } from './cause.ts';
import { fromDriver } from './driver-error.ts';
import { SqlError } from './sql-error.ts';

/** What a driver makes of a server's report, secrets included. */
function report(code: string, extra: object = {}) {
  const fields = {
    code,
    severity: 'ERROR',
    detail: 'Key (id)=(secret) exists.',
    where: 'secret',
    parameters: ['secret'],
    ...extra,
  };
  return Object.assign(new Error(`message with "secret" of ${code}`), fields);
}

describe('a server error', () => {
  it.each(['08000', '08006', '57P01', '57P02', '57P03', '57P05', '25P03', '53300'])(
    '%s is unavailable and ends the connection',
    (state) => {
      const { error, connectionLost } = fromDriver(report(state));
      expect(error).toBeInstanceOf(StorageFault);
      expect(error).toMatchObject({ kind: 'unavailable', outcome: 'not_written' });
      expect(connectionLost).toBe(true);
    },
  );

  it.each([
    { state: '28P01', severity: 'FATAL', phase: 'connected' },
    { state: '28000', severity: 'FATAL', phase: 'connecting' },
    { state: '3D000', severity: 'FATAL', phase: 'connected' },
    { state: '42501', severity: 'FATAL', phase: 'connected' },
    { state: '42501', severity: 'any language', phase: 'connecting' },
    { state: '55000', severity: 'FATAL', phase: 'connecting' },
  ] as const)('$state ($severity, $phase) is a refused login', ({ state, severity, phase }) => {
    const { error, connectionLost } = fromDriver(report(state, { severity }), phase);
    expect(error).toMatchObject({ name: 'StorageFault', kind: 'login_refused', outcome: 'not_written' });
    expect(connectionLost).toBe(true);
  });

  it('keeps the cause for the log, without secrets and without values of rows', () => {
    const refused = Object.assign(new Error('no entry for postgres://app:hunter2@db/app'), {
      code: '28000',
      severity: 'FATAL',
    });
    const cause = causeOf(fromDriver(refused).error);
    expect(cause).toMatchObject({ state: '28000', text: expect.stringContaining('no entry') as string });
    expect(cause?.text).not.toContain('hunter2');
    expect(causeOf(fromDriver(report('23505')).error)).toEqual({ state: '23505', text: 'SQLSTATE 23505' });
  });

  it.each(['53100', '58030', 'XX000'])('%s is unavailable, but keeps the connection', (state) => {
    expect(fromDriver(report(state))).toMatchObject({ error: { kind: 'unavailable' }, connectionLost: false });
  });

  it.each(['23505', '40001', '42P01', '55P03', '57014', '25P02'])('%s is a fault of the statement', (state) => {
    const { error, connectionLost } = fromDriver(report(state));
    expect(error).toBeInstanceOf(SqlError);
    expect(error).toMatchObject({ state });
    expect(connectionLost).toBe(false);
  });

  it('08P01 ends the connection if the server closes it, and is a fault of the statement otherwise', () => {
    expect(fromDriver(report('08P01'))).toMatchObject({ error: { state: '08P01' }, connectionLost: false });
    const fatal = fromDriver(report('08P01', { severity: 'FATAL' }));
    expect(fatal).toMatchObject({ error: { kind: 'unavailable' }, connectionLost: true });
  });

  it.each([{ constraint: 'runs_pkey' }, { constraint_name: 'runs_pkey' }])(
    'the constraint name is read from %j',
    (extra) => {
      expect(fromDriver(report('23505', extra)).error).toMatchObject({ constraint: 'runs_pkey' });
    },
  );

  it('a policy violation is distinguished from a missing grant', () => {
    expect(fromDriver(report('42501', { routine: 'ExecWithCheckOptions' })).error).toMatchObject({ rowSecurity: true });
    expect(fromDriver(report('42501', { routine: 'aclcheck_error' })).error).toMatchObject({ rowSecurity: false });
  });

  it('no value of a row is kept', () => {
    const kept = fromDriver(report('23505', { constraint: 'runs_pkey' })).error;
    expect(JSON.stringify({ ...kept, message: kept.message, cause: kept.cause })).not.toContain('secret');
  });
});

describe('a connection error', () => {
  it.each([
    {
      name: 'refused',
      error: Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    },
    { name: 'reset', error: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) },
    {
      name: 'a broken pipe, five letters like a SQLSTATE',
      error: Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }),
    },
    {
      name: 'closed by postgres.js',
      error: Object.assign(new Error('write CONNECTION_CLOSED db:5432'), { code: 'CONNECTION_CLOSED' }),
    },
    { name: 'a pool without a free connection', error: new Error('timeout exceeded when trying to connect') },
    { name: 'ended by pg', error: new Error('Connection terminated unexpectedly') },
    { name: 'several addresses', error: new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]) },
    { name: 'nothing at all', error: undefined },
  ])('$name is unavailable', ({ error }) => {
    const { error: fault, connectionLost } = fromDriver(error);
    expect(fault).toMatchObject({ name: 'StorageFault', kind: 'unavailable' });
    expect(fault.message).not.toMatch(/10\.0|5432|db:/);
    expect(connectionLost).toBe(true);
  });
});

it('wrong use of a driver is a bug, not an outage', () => {
  expect(fromDriver(new TypeError('undefined is not a function')).error).toBeInstanceOf(InvariantError);
});
