import type { Migration } from '../../src/migrations/migration.ts';
import { migrations } from '../../src/schema.ts';

const next = (migrations.at(-1)?.number ?? 0) + 1;

/** The real migrations, one that takes its time, and one behind it. */
export const sleepyMigrations: readonly Migration[] = [
  ...migrations,
  {
    number: next,
    name: 'sleepy',
    worksWith: next,
    up: (schema) =>
      `CREATE TABLE ${schema}.before_sleep (id int);SELECT pg_sleep(1.5);CREATE TABLE ${schema}.after_sleep (id int);`,
  },
  { number: next + 1, name: 'last', worksWith: next, up: (schema) => `CREATE TABLE ${schema}.last (id int);` },
];
