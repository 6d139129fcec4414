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
    },
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
])('rejects $argv with the reason, without repeating a value', ({ argv, about }) => {
  const parsed = readArguments(argv);
  expect(parsed.kind).toBe('wrong');
  expect(JSON.stringify(parsed)).toContain(about);
  expect(JSON.stringify(parsed)).not.toContain('secret');
});
