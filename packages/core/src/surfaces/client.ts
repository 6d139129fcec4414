import type { AccessRefusal } from '../access/use-case.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { ActionView } from './view.ts';

export type { ActionView } from './view.ts';

/** What surfaces show to a workspace user. */
export interface SurfacesClient<Transport = never> {
  /**
   * For each operation whether the caller can start it for the tenant, from the same access and control rules as the start itself. It is for display
   * only: a start is judged again. Without `types`, all operations that can be started from a workspace.
   *
   * @example
   * const [restore] = orThrow(await user.surfaces.actions({ workspaceId: 'w-1', tenantId: 't-1', types: ['restore.execute'] }));
   * button.disabled = restore.state === 'denied';
   */
  actions(request: {
    readonly workspaceId: string;
    readonly tenantId: string;
    readonly types?: readonly string[] | null | undefined;
  }): ResultAsync<readonly ActionView[], AccessRefusal | Transport>;
}
