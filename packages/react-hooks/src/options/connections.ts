// Query options of connections, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { pagesOf, queryOf } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';

/** What `useConnections` reads. */
export const connectionsOptions = /* @__PURE__ */ pagesOf('connections.list', live);

/** What `useConnection` reads. */
export const connectionOptions = /* @__PURE__ */ queryOf('connections.get', live);

/** What `usePermissions` reads. */
export const permissionsOptions = /* @__PURE__ */ queryOf('connections.permissions', live);
