import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  ok,
  orThrow,
  platformOperator,
  systemActor,
  workspaceUser,
} from '@tenantatlas/core';
import type { Storage } from '@tenantatlas/core/ports';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { onPlatform } from '../../test/support/units.ts';
import { runCli } from '../cli/run.ts';
import { createPgStorage } from '../create-pg-storage.ts';
import type { SqlDatabase } from '../executor/sql-database.ts';
import type { Migration } from '../migrations/migration.ts';
import { migrations } from '../schema.ts';
import { pgPool } from '../pg/index.ts';
import { gateSettling } from '../queries/gate-settling.ts';
import { createUnitStores } from '../queries/index.ts';
import { createSchemaCheck } from '../unit/schema-check.ts';
import { createUnitStorage } from '../unit/unit-storage.ts';
import { createMigrator } from './index.ts';

const schema = 'tenantatlas';
const latest = migrations.at(-1)?.number ?? 0;

/** What a later version adds, in a way that code of this version does not notice. */
const compatible: Migration = {
  number: latest + 1,
  name: 'a-column',
  worksWith: latest,
  up: (s) => `alter table ${s}.workspaces add column colour text;`,
};
/** What a later version changes under the feet of this one. */
const breaking: Migration = {
  number: latest + 2,
  name: 'another-meaning',
  worksWith: latest + 2,
  up: () => 'select 1;',
};

let test: TestDatabase;
let database: SqlDatabase;
beforeEach(async () => {
  test = await createTestDatabase(inject('postgresUrl'), 'empty');
  database = await pgPool({ connectionString: test.adminUrl, max: 8 }).open();
  await createMigrator(database, schema, migrations).migrate();
});
afterEach(async () => {
  await database.close();
  await test.drop();
});

/**
 * A binary that knows the migrations up to `expected`, just started. All binaries run the code of this build: the tests show which schemas a binary
 * accepts and that it works on them. They do not show that the code of an earlier release works.
 */
function binary(expected: number): Storage {
  return createUnitStorage({
    database,
    schema,
    stores: (transaction, isolation = 'read committed') => createUnitStores(transaction, { schema, isolation }),
    gate: gateSettling(schema),
    checkSchema: createSchemaCheck(schema, expected),
  });
}

const controls = defineControls({
  'test.upgrade': {
    label: 'Upgrade',
    supportedScopes: ['global'],
    operationTypes: ['test.upgrade'],
    affectedSurfaces: ['test'],
  },
});
const operations = defineOperations({
  'test.upgrade': {
    label: 'Upgrade',
    capability: 'operations.start',
    control: 'test.upgrade',
    inputs: z.strictObject({ number: z.number() }),
    run: () => Promise.resolve(ok({ processed: 1 })),
  },
});
const scope = { control: 'test.upgrade', scope: { type: 'global' } } as const;

function peopleOn(storage: Storage) {
  const atlas = createTenantAtlas({ storage, catalogs: { controls: [controls], operations: [operations] } });
  let number = 0;
  const bo = atlas.as(workspaceUser({ id: 'u-1', label: 'Bo' }));
  return {
    system: atlas.as(systemActor('test')),
    ada: atlas.as(
      platformOperator({
        id: 'op-1',
        label: 'Ada',
        capabilities: ['platform.access_system_panel', 'platform.ops.controls.manage'],
      }),
    ),
    async start(by: string): Promise<string> {
      number += 1;
      const request = { type: 'test.upgrade', workspaceId: 'w-1', tenantId: 't-1' } as const;
      const started = await bo.operations.start({
        ...request,
        idempotencyKey: `${by}-${number}`,
        inputs: { number: number + by.length * 100 },
      });
      return started.isOk() ? 'started' : started.error.code;
    },
  };
}

it('old and new run side by side on a schema that declares it: start, pause and resume on both', async () => {
  const running = binary(latest);
  await running.unit(onPlatform, () => Promise.resolve());
  const newer = createMigrator(database, schema, [...migrations, compatible]);
  expect((await newer.migrate()).applied.map(({ name }) => name)).toEqual(['a-column']);

  const sides = { running: peopleOn(running), restarted: peopleOn(binary(latest)), next: peopleOn(binary(latest + 1)) };
  const { system } = sides.restarted;
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'One' }));
  orThrow(await system.tenants.create({ workspaceId: 'w-1', tenantId: 't-1', name: 'T', lifecycle: 'active' }));
  orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'owner' }));
  orThrow(await system.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId: 'u-1' }));

  for (const [pauser, side] of Object.entries(sides)) {
    expect(orThrow(await side.ada.controls.pause({ ...scope, reason: `by ${pauser}` }))).toMatchObject({
      settled: true,
    });
    for (const [by, other] of Object.entries(sides)) expect(await other.start(by)).toBe('control_paused');
    const resumer = pauser === 'next' ? sides.restarted : sides.next;
    orThrow(await resumer.ada.controls.resume(scope));
    for (const [by, other] of Object.entries(sides)) expect(await other.start(by)).toBe('started');
  }
});

it('the older binary reports a compatible schema and changes nothing in it', async () => {
  await createMigrator(database, schema, [...migrations, compatible]).migrate();
  const storage = orThrow(await createPgStorage({ database: pgPool({ connectionString: test.adminUrl, max: 2 }) }));
  expect(orThrow(await storage.status())).toMatchObject({
    state: 'compatible',
    version: latest + 1,
    latest,
    pending: [],
  });
  expect(orThrow(await storage.migrate())).toMatchObject({
    version: latest + 1,
    applied: [],
    roles: { state: 'ready' },
  });
  await storage.unit(onPlatform, () => Promise.resolve());
  await storage.close();
});

it('is refused by a schema that does not declare it, and by one that says nothing', async () => {
  await createMigrator(database, schema, [...migrations, compatible, breaking]).migrate();
  await expect(binary(latest).unit(onPlatform, () => Promise.resolve())).rejects.toMatchObject({
    kind: 'schema_newer',
  });
  await binary(latest + 2).unit(onPlatform, () => Promise.resolve());
  await expect(createMigrator(database, schema, migrations).migrate()).rejects.toMatchObject({ kind: 'schema_newer' });
  await test.admin(`DELETE FROM tenantatlas.schema_migrations WHERE number = ${breaking.number}`);
  await binary(latest).unit(onPlatform, () => Promise.resolve());
  await test.admin(`UPDATE tenantatlas.schema_migrations SET works_with = NULL WHERE number = ${compatible.number}`);
  await expect(binary(latest).unit(onPlatform, () => Promise.resolve())).rejects.toMatchObject({
    kind: 'schema_newer',
  });
});

it('status exits 4 when something is pending, too new or altered, and 0 otherwise', async () => {
  const status = async () => {
    const { code, out } = await runCli(['status', '--json', '--database', test.adminUrl], '.', {});
    return [code, (JSON.parse(out) as { readonly state: string }).state];
  };
  expect(await status()).toEqual([0, 'current']);
  await createMigrator(database, schema, [...migrations, compatible]).migrate();
  expect(await status()).toEqual([0, 'compatible']);
  await createMigrator(database, schema, [...migrations, compatible, breaking]).migrate();
  expect(await status()).toEqual([4, 'newer']);
  await test.admin(`UPDATE tenantatlas.schema_migrations SET checksum = 'x' WHERE number = 1`);
  expect(await status()).toEqual([4, 'altered']);
  await test.admin('DELETE FROM tenantatlas.schema_migrations WHERE number <> 2');
  expect(await status()).toEqual([4, 'outdated']);
});

it('every migration declares what it works with', () => {
  for (const { number, worksWith } of migrations) {
    expect(worksWith).toBeGreaterThanOrEqual(1);
    expect(worksWith).toBeLessThanOrEqual(number);
  }
});
