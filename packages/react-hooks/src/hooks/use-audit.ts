import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasPages } from '../query/atlas-query.ts';
import { usePages } from '../query/use-pages.ts';

type Request = Omit<NonNullable<Parameters<AnyAtlasClient['audit']['list']>[0]>, 'cursor'>;

/** Query options of {@link useAudit}, for hosts that use their query client themselves. */
export function auditOptions(connection: AtlasConnection, request: Request = {}) {
  return atlasPages(connection, 'audit.list', request, (client, cursor) => client.audit.list({ ...request, cursor }));
}

/** Audit entries of one ledger, newest first; without a workspace, of the platform. */
export function useAudit(request: Request = {}) {
  return usePages((connection) => auditOptions(connection, request));
}
