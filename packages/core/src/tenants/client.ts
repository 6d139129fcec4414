import type { AccessRefusal } from '../access/use-case.ts';
import type { Conflict, Immutable } from '../kernel/errors.ts';
import type { RequestOf } from '../kernel/input.ts';
import type { Page } from '../kernel/page.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type * as schema from './schema.ts';
import type { TenantView } from './view.ts';

export type { TenantView } from './view.ts';

/** The managed tenants of a workspace. */
export interface TenantsClient<Transport = never> {
  /**
   * Adds a tenant. Platform operators and the system may adopt one that is in service already (`lifecycle: 'active'`); then `conflict` (`exists`) says
   * that its external id is active elsewhere. A workspace user always gets a `draft`, so that they cannot learn of another workspace's tenant, and is
   * entitled to it.
   */
  create(
    request: RequestOf<typeof schema.createInput>,
  ): ResultAsync<TenantView, AccessRefusal | Conflict | Immutable | Transport>;
  /** One tenant. */
  get(request: RequestOf<typeof schema.oneInput>): ResultAsync<TenantView, AccessRefusal | Transport>;
  /** The tenants that the caller may see, by id, in every lifecycle unless `lifecycles` says otherwise. An empty list is refused. */
  list(request: RequestOf<typeof schema.listInput>): ResultAsync<Page<TenantView>, AccessRefusal | Transport>;
  /** Moves a tenant along its life. `conflict` (`lifecycle`) for a step that is not allowed, `version` when it was changed meanwhile. */
  changeLifecycle(
    request: RequestOf<typeof schema.changeInput>,
  ): ResultAsync<TenantView, AccessRefusal | Conflict | Immutable | Transport>;
}
