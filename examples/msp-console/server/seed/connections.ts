import { orThrow, type ConnectionView, type WorkspaceUser } from '@tenantatlas/core';
import { externalIdOf } from '../provider/directory.ts';
import type { Demonstration } from '../provider/demonstration.ts';
import { referenceOf } from '../provider/vault.ts';
import { bo, cleo } from '../people.ts';
import { toItsEnd } from './history.ts';
import type { Past } from './past.ts';

/** A connection, and what has happened to it. */
interface PlannedConnection {
  readonly person: WorkspaceUser;
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly displayName: string;
  readonly connectionType: 'dedicated' | 'platform';
  /** How often it was checked: once when it was made, and again after something had changed at Microsoft. */
  readonly checks: 0 | 1 | 2;
}

const planned: readonly PlannedConnection[] = [
  {
    person: bo,
    workspaceId: 'acme',
    tenantId: 'acme-production',
    displayName: 'Acme Production directory',
    connectionType: 'dedicated',
    checks: 1,
  },
  {
    person: bo,
    workspaceId: 'acme',
    tenantId: 'acme-emea',
    displayName: 'Acme EMEA directory',
    connectionType: 'dedicated',
    checks: 2,
  },
  {
    person: bo,
    workspaceId: 'acme',
    tenantId: 'acme-sandbox',
    displayName: 'Acme Sandbox directory',
    connectionType: 'dedicated',
    checks: 0,
  },
  {
    person: cleo,
    workspaceId: 'contoso-health',
    tenantId: 'contoso-clinical',
    displayName: 'Contoso Clinical directory',
    connectionType: 'dedicated',
    checks: 2,
  },
  {
    person: cleo,
    workspaceId: 'nordwind',
    tenantId: 'nordwind-hauptmandant',
    displayName: 'Nordwind Hauptmandant',
    connectionType: 'dedicated',
    checks: 1,
  },
  {
    person: cleo,
    workspaceId: 'nordwind',
    tenantId: 'nordwind-netz',
    displayName: 'Nordwind Netz',
    connectionType: 'platform',
    checks: 1,
  },
];

/**
 * Connects the tenants and checks them through the API, against the simulated Microsoft. Then Contoso takes a permission away and one tenant of Acme is throttled, and
 * both are checked again. Every step can be repeated: what an interrupted seed has made is not made again.
 */
export async function makeConnections(past: Past, demonstration: Demonstration): Promise<void> {
  past.atlas.worker.start();
  try {
    for (const { externalTenantId } of demonstration.tenants()) demonstration.restore(externalTenantId);
    past.daysAgo(3);
    for (const one of planned) {
      const connection = await connect(past, one);
      if (one.checks > 0 && connection.lastHealthCheckAt === null) await check(past, one, connection);
    }
    demonstration.begin();
    past.daysAgo(0.2);
    for (const one of planned.filter(({ checks }) => checks === 2)) {
      const connection = await connect(past, one);
      if (connection.verificationStatus === 'healthy') await check(past, one, connection);
    }
  } finally {
    await past.atlas.worker.stop();
  }
}

async function connect(past: Past, one: PlannedConnection): Promise<ConnectionView> {
  const { person, workspaceId, tenantId, displayName, connectionType } = one;
  const { connections } = past.atlas.as(person, { source: 'ui' });
  const [known] = orThrow(await connections.list({ workspaceId, tenantId, limit: 1 })).items;
  if (known) return known;
  return orThrow(
    await connections.create({
      workspaceId,
      tenantId,
      displayName,
      connectionType,
      provider: 'microsoft',
      externalTenantId: externalIdOf(tenantId),
      credentialReference: connectionType === 'dedicated' ? referenceOf(workspaceId) : null,
    }),
  );
}

async function check(past: Past, { person, workspaceId }: PlannedConnection, { id }: ConnectionView): Promise<void> {
  const started = await past.atlas.as(person, { source: 'ui' }).connections.verify({ workspaceId, connectionId: id });
  await toItsEnd(past, orThrow(started).run);
}
