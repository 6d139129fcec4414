import { createTenantAtlas, orThrow, systemActor, type VerificationReportView } from '@tenantatlas/core';
import { microsoftPermissions } from '../capabilities/manifest.ts';
import { createGraphProvider } from '../provider.ts';
import { describeCheck, type Checked } from './describe-check.ts';
import type { GraphCommandResult } from './result.ts';
import { limits, type Work } from './work.ts';

const [workspaceId, tenantId] = ['command', 'tenant'] as const;

/** Checks a tenant and says whether it is ready. */
export async function checkTenant(work: Work, colours: boolean): Promise<GraphCommandResult> {
  const checked = await check(work);
  const code = exitCodeOf(checked.report);
  const { tenant, clientId, cloud, endpoints, json } = work.args;
  const subject = { tenant, clientId, cloud: endpoints === null ? cloud : null };
  if (!json) return { code, out: describeCheck(subject, checked, colours), err: '' };
  return { code, out: `${JSON.stringify(jsonOf(subject, checked), null, 2)}\n`, err: '' };
}

/**
 * The check of a connection, `provider.connection.check`, of an atlas in memory that ends with it: the same rules as in a host. The app is the caller's own, so the
 * connection is `dedicated`.
 */
async function check({ args, source, permissions, fetch }: Work): Promise<Checked> {
  const { cloud, endpoints } = args;
  const provider = createGraphProvider({
    ...(endpoints === null ? { cloud } : { endpoints }),
    limits,
    fetch,
  });
  const atlas = createTenantAtlas({
    providers: [provider],
    credentials: { resolve: () => Promise.resolve(source) },
    catalogs: { permissions: permissions.filter((manifest) => manifest.provider === microsoftPermissions.provider) },
  });
  try {
    atlas.worker.start();
    const system = atlas.as(systemActor('tenantatlas-graph-check'));
    orThrow(await system.workspaces.create({ workspaceId, name: 'Command line' }));
    orThrow(await system.tenants.create({ workspaceId, tenantId, name: 'Tenant' }));
    const { id: connectionId } = orThrow(
      await system.connections.create({
        workspaceId,
        tenantId,
        provider: provider.provider,
        connectionType: 'dedicated',
        credentialReference: 'environment',
        displayName: 'Tenant',
        externalTenantId: args.tenant,
      }),
    );
    orThrow(await system.connections.verify({ workspaceId, connectionId }));
    await atlas.worker.idle();
    const { report } = orThrow(await system.connections.get({ workspaceId, connectionId }));
    if (report === null) throw new Error('The check ended without a report.');
    return { report, permissions: orThrow(await system.connections.permissions({ workspaceId, connectionId })) };
  } finally {
    await atlas.close();
  }
}

/**
 * 0 ready. 1 where a check has no verdict because Microsoft could not be asked, or did not answer all of it. Else 4: Microsoft answered, and a person has to change
 * something.
 */
function exitCodeOf({ overall, checks }: VerificationReportView): 0 | 1 | 4 {
  if (overall === 'ready') return 0;
  if (overall !== 'unknown') return 4;
  const refused = ['forbidden', 'not_licensed'];
  const isRefused = checks.some(
    ({ status, evidence }) =>
      status === 'unknown' &&
      evidence.some(({ collection, reason }) => reason !== null && refused.includes(collection)),
  );
  return isRefused ? 4 : 1;
}

/** What `--json` prints. Ids of the atlas in memory are left out. */
function jsonOf(subject: object, { report, permissions }: Checked): object {
  const { overall, primaryReason, checks, createdAt } = report;
  const { connectionId: _, ...overview } = permissions;
  return {
    ...subject,
    ready: overall === 'ready',
    overall,
    reasonCode: primaryReason?.diagnosticCode ?? null,
    checkedAt: createdAt,
    checks,
    permissions: overview,
  };
}
