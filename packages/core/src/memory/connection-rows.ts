import type { ConnectionId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { CheckAcknowledgement } from '../ports/check-acknowledgement.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';
import { table } from './table-declaration.ts';

/** An acknowledgement in its place. */
export interface StoredAcknowledgement extends CheckAcknowledgement {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
  readonly connectionId: ConnectionId;
}

/** Which connection of a tenant is used where none is named. */
export interface DefaultConnection {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
  readonly provider: string;
  readonly id: ConnectionId;
}

/** The tables of the connections. */
export const connectionTables = {
  acknowledgements: table<StoredAcknowledgement>({ placeOf: (row) => row }),
  connections: table<ProviderConnection>({ placeOf: (row) => row, countedAs: 'connections' }),
  defaultConnections: table<DefaultConnection>({ placeOf: (row) => row }),
};
