import { expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

it('reads a whole command line', () => {
  expect(
    readArguments([
      'migrate',
      '--database',
      'postgres://h/d',
      '--schema',
      'brand',
      '--login',
      'app',
      '--json',
      '--dry-run',
    ]),
  ).toEqual({
    kind: 'run',
    arguments: {
      command: 'migrate',
      database: 'postgres://h/d',
      data: null,
      config: null,
      schema: 'brand',
      login: 'app',
      maintenanceLogin: null,
      json: true,
      dryRun: true,
      roles: false,
      days: null,
    },
  });
});

it.each([1, 30, 36_500])('reads that %d days are kept', (days) => {
  expect(readArguments(['prune', '--days', String(days)])).toMatchObject({
    kind: 'run',
    arguments: { command: 'prune', days },
  });
});

it.each([['--help'], ['-h'], ['migrate', '--help']])('prints help for %s %s', (...argv) => {
  expect(readArguments(argv)).toEqual({ kind: 'help' });
});

it('prints the version', () => {
  expect(readArguments(['--version'])).toEqual({ kind: 'version' });
});

const secret = 'postgres://u:secret@h/d';

it.each([
  { argv: [], about: 'what to do' },
  { argv: ['destroy'], about: 'unknown' },
  { argv: ['migrate', secret], about: 'no further words' },
  { argv: [secret], about: 'unknown' },
  { argv: ['migrate', `--databse=${secret}`], about: '--databse' },
  { argv: ['migrate', '--database'], about: '--database' },
  { argv: ['migrate', '--database', '--json'], about: '--database' },
  { argv: ['migrate', '--json=secret'], about: '--json' },
  { argv: ['migrate', '--database', secret, '--data', 'x'], about: 'either' },
  { argv: ['status', '--config', 'secret.ts', '--data', 'x'], about: 'leave out --config' },
  { argv: ['status', '--roles'], about: '--roles' },
  { argv: ['plan', '--dry-run'], about: '--dry-run' },
  { argv: ['doctor', '--login', 'x'], about: '--login' },
  {
    argv: ['migrate', `--databse=${secret}`],
    about: 'There is no option --databse. There are --database, --data, --config',
  },
  { argv: ['migrate', '-x'], about: 'There is no option -x. There are --database' },
  { argv: ['migrate', '--database'], about: '--database needs a value' },
  { argv: ['migrate', '--json=secret'], about: '--json takes no value' },
  { argv: ['migrate', '--data', ''], about: '--data needs a value' },
  { argv: ['plan', '--maintenance-login', 'x'], about: '--maintenance-login belongs to' },
  { argv: ['status', '--days', '30'], about: '--days belongs to prune' },
  ...['0', '36501', '-1', '1.5', '1e3', '0x10', 'NaN', 'secret', '٣'].map((days) => ({
    argv: ['prune', `--days=${days}`],
    about: '--days is a whole number from 1 to 36500',
  })),
  { argv: ['prune', '--days', ' '], about: '--days needs a value' },
])('rejects $argv with the reason, without repeating a value', ({ argv, about }) => {
  const parsed = readArguments(argv);
  expect(parsed.kind).toBe('wrong');
  expect(JSON.stringify(parsed)).toContain(about);
  expect(JSON.stringify(parsed)).not.toContain('secret');
});
