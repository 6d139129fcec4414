import { join } from 'node:path';
import { orThrow, type ConnectionView, type WorkspaceUser } from '@tenantatlas/core';
import type { RunId, WorkspaceId } from '@tenantatlas/core/ports';
import { createPgStorage } from '@tenantatlas/storage-pg';
import { pglite } from '@tenantatlas/storage-pg/pglite';
import { bo, cleo, gus } from '../../server/people.ts';
import { externalIdOf } from '../../server/provider/directory.ts';
import { startMicrosoft } from '../../server/provider/microsoft.ts';
import { referenceOf } from '../../server/provider/vault.ts';
import { toItsEnd } from '../../server/seed/history.ts';
import { atlasOfThePast } from '../../server/seed/past.ts';

/**
 * What takes days, or a worker that dies, in the seeded data directory of a console that is not running: the onboarding `acme-sandbox` has a verification of nine days ago, and
 * Gus may complete it as well as Bo; that of `nordwind-netz` uses the customer's own app, whose second verification was given up.
 */
export async function ageOnboardings(data: string): Promise<void> {
  const storage = orThrow(await createPgStorage({ database: pglite(join(data, 'database')) }));
  const microsoft = await startMicrosoft();
  const past = atlasOfThePast(storage, microsoft);
  try {
    const verify = async (person: WorkspaceUser, { workspaceId, id }: Pick<ConnectionView, 'workspaceId' | 'id'>) =>
      orThrow(await past.atlas.as(person, { source: 'ui' }).connections.verify({ workspaceId, connectionId: id })).run;
    past.atlas.worker.start();
    past.daysAgo(9);
    const { connections, workspaces } = past.atlas.as(bo, { source: 'ui' });
    const beside = { workspaceId: 'acme', userId: gus.id } as const;
    orThrow(await workspaces.addMember({ ...beside, role: 'manager' }));
    orThrow(await workspaces.grantTenant({ ...beside, tenantId: 'acme-sandbox' }));
    const [sandbox] = orThrow(await connections.list({ workspaceId: 'acme', tenantId: 'acme-sandbox' })).items;
    if (!sandbox) throw new Error('The seed has connected acme-sandbox.');
    await toItsEnd(past, await verify(bo, sandbox));

    past.daysAgo(1);
    const owner = past.atlas.as(cleo, { source: 'ui' });
    const netz = orThrow(
      await owner.connections.create({
        workspaceId: 'nordwind',
        tenantId: 'nordwind-netz',
        provider: 'microsoft',
        connectionType: 'dedicated',
        displayName: "Nordwind's own app",
        externalTenantId: externalIdOf('nordwind-netz'),
        credentialReference: referenceOf('nordwind'),
        isDefault: false,
      }),
    );
    await toItsEnd(past, await verify(cleo, netz));
    const session = { workspaceId: 'nordwind', onboardingId: 'nordwind-netz' } as const;
    orThrow(await owner.onboarding.update({ ...session, connectionId: netz.id, expectedVersion: 1 }));
    await past.atlas.worker.stop();
    const { id, createdAt } = await verify(cleo, netz);
    const scope = { workspaceId: 'nordwind' as WorkspaceId };
    // As a worker ends a run that was taken up too often.
    const given = { id: 'runs.failure.attempts_exhausted', params: { attempts: 3 } } as const;
    const text = 'The operation was attempted 3 times and did not finish.';
    const ended = await storage.unit({ plane: 'workspace', ...scope, actor: null }, ({ runs }) =>
      runs.complete(
        scope,
        { id: id as RunId, attempt: null },
        {
          outcome: 'failed',
          counts: null,
          failures: [{ reasonCode: 'attempts_exhausted', message: { ...given, text } }],
          at: createdAt,
        },
      ),
    );
    if (!ended) throw new Error('The run was to be given up.');
  } finally {
    await past.atlas.close();
    await microsoft.close();
  }
}
