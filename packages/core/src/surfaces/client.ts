import type { AccessRefusal } from '../access/use-case.ts';
import type { ControlDecision } from '../controls/decision.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { Sentence } from '../kernel/sentence.ts';

/** Whether a person can start an operation from a surface. */
export interface ActionView {
  readonly type: string;
  /** What people call the operation. */
  readonly label: string;
  /** False for what is not started from a workspace at all; such an action is not shown. */
  readonly visible: boolean;
  /**
   * - `available`: it would start.
   * - `denied`: shown and disabled. Says nothing of a pause, whether there is one or not.
   * - `paused`: shown and operable; using it explains the pause and changes nothing.
   */
  readonly state: 'available' | 'denied' | 'paused';
  /** Why it is denied or paused; null when it is available. */
  readonly reason: Sentence | null;
  /** The capability that is missing, where that is why it is denied. */
  readonly capability: string | null;
  /** What explains a pause. */
  readonly pause: { readonly title: Sentence; readonly message: Sentence; readonly decision: ControlDecision } | null;
  /** What the operation will change, said before it starts; null where its definition says nothing. */
  readonly mutationScope: Sentence | null;
}

/** What surfaces show to a workspace user. */
export interface SurfacesClient<Transport = never> {
  /**
   * For each operation whether the caller can start it for the tenant, from the same access and control truth as the start itself. A
   * display: the start is judged anew. Without `types`, all operations that can be started from a workspace.
   *
   * @see spec: operator surfaces, access on surfaces
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
