import type { AccessRefusal } from '../access/use-case.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { RequestOf } from '../kernel/input.ts';
import type { oneInput } from '../onboarding/schema.ts';
import type { OnboardingVerificationSurface, RecentOperationsView, TenantVerificationView } from './embedded-view.ts';
import type { recentOperationsInput, tenantVerificationInput } from './schema.ts';
import type { ActionView, PauseView } from './view.ts';

export type {
  DisabledActionView,
  OfferedActionView,
  OnboardingVerificationSurface,
  RecentOperationsView,
  SurfaceNoticeView,
  TenantVerificationView,
} from './embedded-view.ts';
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
  /**
   * How the verification of a tenant stands, and the one thing to do about it: to open the run, or to start the first one. An archived tenant has its lifecycle as a notice
   * and nothing to do. It is about the default connection of the tenant: of `provider`, or the newest one where several providers have one.
   *
   * @example
   * const { primary, connection } = orThrow(await user.surfaces.tenantVerification({ workspaceId: 'w-1', tenantId: 't-1' }));
   * if (primary?.action === 'start_verification') await user.connections.verify({ workspaceId: 'w-1', connectionId: connection.id });
   */
  tenantVerification(
    request: RequestOf<ReturnType<typeof tenantVerificationInput>>,
  ): ResultAsync<TenantVerificationView, AccessRefusal | Transport>;
  /**
   * The newest operations of a tenant, 5 unless `limit` asks for up to 25. Each row opens its operation, and one link leads to all operations of the workspace. A caller
   * without `operations.view` gets no rows and the capability that is missing. Rows of an archived tenant stay readable.
   *
   * @example
   * const { items, primary } = orThrow(await user.surfaces.recentOperations({ workspaceId: 'w-1', tenantId: 't-1' }));
   */
  recentOperations(
    request: RequestOf<typeof recentOperationsInput>,
  ): ResultAsync<RecentOperationsView, AccessRefusal | Transport>;
  /**
   * How the verification in an onboarding stands, and the one thing to do about it: to start the first one, to read again while one is in progress, or to go on. The
   * current run is one link away; links for technical details are for those who may open support diagnostics.
   *
   * @example
   * const { primary, connection } = orThrow(await user.surfaces.onboardingVerification({ workspaceId: 'w-1', onboardingId: 'o-1' }));
   * if (primary?.action === 'start_verification') await user.connections.verify({ workspaceId: 'w-1', connectionId: connection.id });
   */
  onboardingVerification(
    request: RequestOf<typeof oneInput>,
  ): ResultAsync<OnboardingVerificationSurface, AccessRefusal | Transport>;
}
