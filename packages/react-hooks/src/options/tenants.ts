// Query options of tenants, for hosts that use their query client themselves, and for servers that fill it. They load nothing of React.
import { pagesOf, queryOf } from '../query/atlas-query.ts';

/** What `useTenants` reads. */
export const tenantsOptions = /* @__PURE__ */ pagesOf('tenants.list');

/** What `useTenant` reads. */
export const tenantOptions = /* @__PURE__ */ queryOf('tenants.get');
