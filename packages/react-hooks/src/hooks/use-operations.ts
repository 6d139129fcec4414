import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasPages } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';
import { usePages } from '../query/use-pages.ts';

type Request = Omit<NonNullable<Parameters<AnyAtlasClient['operations']['list']>[0]>, 'cursor'>;

/** Query options of {@link useOperations}, for hosts that use their query client themselves. */
export function operationsOptions(connection: AtlasConnection, request: Request) {
  const pages = atlasPages(connection, 'operations.list', request, (client, cursor) =>
    client.operations.list({ ...request, cursor }),
  );
  return live(pages);
}

/** Runs, newest first. */
export function useOperations(request: Request) {
  return usePages((connection) => operationsOptions(connection, request));
}
