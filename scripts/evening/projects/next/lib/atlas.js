import { createTenantAtlas, orThrow, platformCapabilities, platformOperator, systemActor } from '@tenantatlas/core';
import { oncePerProcess } from '@tenantatlas/http/next';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pglite } from '@tenantatlas/storage-pg/pglite';

export const operator = platformOperator({ id: 'op-1', label: 'Ada', capabilities: platformCapabilities });

/** One for the process, made at the first request: `next build` opens no database. */
export const atlas = oncePerProcess('acme-atlas', async () => {
  const storage = orThrow(await createPgStorage({ database: pglite('./data') }));
  orThrow(await storage.migrate());
  const made = createTenantAtlas({ storage });
  const seeded = await made.as(systemActor('setup')).workspaces.create({ workspaceId: 'w-1', name: 'Acme' });
  if (seeded.isErr() && seeded.error.code !== 'conflict') throw new Error(seeded.error.message.text);
  return made;
});
