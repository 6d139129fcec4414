import { createTenantAtlas, orThrow, systemActor, type builtInEvents, type RecordableEvent } from '@tenantatlas/core';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pgPool } from '@tenantatlas/storage-pg/pg';
import pg from 'pg';
import { kinds, rightEvent, tenantOf, workspaceOf } from './events.ts';
import { createPlainTable } from './plain-table.ts';

/** Makes the schema of the SDK with so many workspaces of one tenant each, and the table that a host writes by hand. The kinds of the events get their codes, as a fold gives them. */
export async function prepareLedger(url: string, workspaces: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  try {
    const storage = orThrow(await createPgStorage({ database: pgPool(pool) }));
    orThrow(await storage.migrate());
    const system = createTenantAtlas({ storage }).as(systemActor('bench'));
    for (let index = 0; index < workspaces; index += 1) {
      const [workspaceId, tenantId] = [workspaceOf(index), tenantOf(index)];
      orThrow(await system.workspaces.create({ workspaceId, name: `Workspace ${workspaceId}` }));
      orThrow(await system.tenants.create({ workspaceId, tenantId, name: `Tenant ${tenantId}`, lifecycle: 'active' }));
    }
    const ofEachKind = kinds.map((_, index) => rightEvent(index, 1) as RecordableEvent<typeof builtInEvents>);
    orThrow(await createTenantAtlas({ storage }).recordMany(ofEachKind));
    await storage.unit({ plane: 'platform', actor: null }, ({ usage }) => usage.fold(1_000));
    await pool.query(createPlainTable);
  } finally {
    await pool.end();
  }
}
