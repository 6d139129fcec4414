import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, inject, it } from 'vitest';
import { exactly } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { createTestDatabase } from '../../test/support/database.ts';
import { clonePglite } from '../../test/support/pglite.ts';
import { quickWasm } from '../../test/support/quick-wasm.ts';
import { sleepyMigrations } from '../../test/support/sleepy-migrations.ts';
import type { SqlDatabase } from '../executor/sql-database.ts';
import { pgPool } from '../pg/index.ts';
import { pglite } from '../pglite/index.ts';
import { createMigrator, readApplied } from './index.ts';

const migrating = fileURLToPath(new URL('../../test/support/migrating-process.ts', import.meta.url));

/** Starts a migration in a separate process and kills it while the sleepy one is in progress. */
async function killInside(kind: 'pg' | 'pglite', location: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [quickWasm, '--conditions=tenantatlas-source', '--no-warnings', migrating, kind, location],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const signal = new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('sleeping')) {
    if (child.exitCode !== null) throw new Error('The process ended before it slept.');
    await sleep(5);
  }
  await sleep(300);
  expect(said).toBe('sleeping\n');
  child.kill('SIGKILL');
  expect(await signal).toBe('SIGKILL');
}

/** Keeps how many migrations were killed inside, and how many of them ended differently from one that was not killed. */
function keepKills(where: string): { kills: number; different: number } {
  const seen = { kills: 0, different: 1 };
  keepFigures('faults', () => [
    exactly(`migration killed on ${where}: kills inside a migration`, seen.kills, 1, 'kills'),
    exactly(`migration killed on ${where}: not like a clean one after the next run`, seen.different, 0, 'databases'),
  ]);
  return seen;
}

/** What a database holds, to be compared with another: versions with checksums, and every table. */
async function contents(database: SqlDatabase): Promise<unknown> {
  const applied = await readApplied(database, 'tenantatlas');
  const { rows } = await database.query(
    "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'tenantatlas'::regnamespace ORDER BY 1",
  );
  return { applied: applied.map(({ number, name, checksum }) => ({ number, name, checksum })), rows };
}

const known = sleepyMigrations.length;

it('a killed migration leaves a server unchanged, and the next run ends like a clean one', async () => {
  const seen = keepKills('a server');
  const [killed, clean] = [
    await createTestDatabase(inject('postgresUrl'), 'empty'),
    await createTestDatabase(inject('postgresUrl'), 'empty'),
  ];
  const [afterwards, reference] = [
    await pgPool({ connectionString: killed.adminUrl }).open(),
    await pgPool({ connectionString: clean.adminUrl }).open(),
  ];
  await killInside('pg', killed.adminUrl);
  seen.kills += 1;
  expect((await readApplied(afterwards, 'tenantatlas')).length).toBe(known - 2);
  const report = await createMigrator(afterwards, 'tenantatlas', sleepyMigrations).migrate();
  expect(report.applied.map(({ name }) => name)).toEqual(['sleepy', 'last']);
  await createMigrator(reference, 'tenantatlas', sleepyMigrations).migrate();
  expect(await contents(afterwards)).toEqual(await contents(reference));
  seen.different = 0;
  await Promise.all([afterwards.close(), reference.close()]);
  await Promise.all([killed.drop(), clean.drop()]);
});

it('the same holds for a data directory', async () => {
  const seen = keepKills('a data directory');
  const folder = await mkdtemp(join(tmpdir(), 'tenantatlas-migrate-'));
  await killInside('pglite', join(folder, 'killed'));
  seen.kills += 1;
  const afterwards = await pglite(join(folder, 'killed')).open();
  expect((await readApplied(afterwards, 'tenantatlas')).length).toBe(known - 2);
  await createMigrator(afterwards, 'tenantatlas', sleepyMigrations).migrate();
  const instance = await clonePglite(inject('pgliteFiles'), 'empty');
  const reference = await pglite(instance).open();
  await createMigrator(reference, 'tenantatlas', sleepyMigrations).migrate();
  expect(await contents(afterwards)).toEqual(await contents(reference));
  seen.different = 0;
  await Promise.all([afterwards.close(), reference.close()]);
  await instance.close();
  await rm(folder, { recursive: true, force: true });
});
