import type { AccessRefusal } from '../access/use-case.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { ActionView, PauseView } from './view.ts';

export type { ActionView, PauseView } from './view.ts';

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
  /**
   * The pauses that stop operations in the workspace, for a strip on its pages. It has only pauses of operations that the caller holds the capability for, and none
   * for a caller who may see no tenant of the workspace: they would not learn of them by a start either.
   *
   * @example
   * const pauses = orThrow(await user.surfaces.pauses({ workspaceId: 'w-1' }));
   */
  pauses(request: { readonly workspaceId: string }): ResultAsync<readonly PauseView[], AccessRefusal | Transport>;
}
