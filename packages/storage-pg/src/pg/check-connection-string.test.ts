import { InvariantError } from '@tenantatlas/core';
import pg from 'pg';
import { expect, it } from 'vitest';
import { checkConnectionString } from './check-connection-string.ts';

it.each([
  'postgres://app:hunter-two@127.0.0.1:5432/app',
  'postgresql://127.0.0.1/app?sslmode=verify-full',
  'postgres://h/app?sslrootcert=/nowhere/at/all',
  'postgres:///app?host=/var/run/postgresql',
  '/var/run/postgresql app',
  'POSTGRES://h/app',
  'socket:///var/run/postgresql?db=app',
  'postgres://h/app?options=-c%20x=a://b',
])('leaves %s to the driver', (text) => {
  expect(() => checkConnectionString(pg, text)).not.toThrow();
});

it.each([
  '',
  ' ',
  undefined,
  'postgres://app:hunter-two/#@h/app',
  'postgres://app:hunter-two@h:99999/app',
  'postgres:///app?host=h&port=hunter-two',
  'postgres://app:hunter-two@h:port/app',
  'mysql://app:hunter-two@h/app',
  'https://app:hunter-two@h/app',
  '://app:hunter-two@h/app',
])('rejects %s with the rule, and does not repeat it', (text) => {
  const check = () => checkConnectionString(pg, text as string);
  expect(check).toThrow(InvariantError);
  expect(check).toThrow(/must be like postgres:/);
  expect(check).not.toThrow(/hunter-two/);
});
