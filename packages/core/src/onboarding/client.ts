import type { AccessRefusal } from '../access/use-case.ts';
import type { Conflict, Immutable } from '../kernel/errors.ts';
import type { RequestOf } from '../kernel/input.ts';
import type { Page } from '../kernel/page.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { OnboardingReadiness } from './readiness-view.ts';
import type * as schema from './schema.ts';
import type { OnboardingView } from './view.ts';

export type { VerificationAssist } from './assist.ts';
export type {
  DueItemView,
  OnboardingActionView,
  OnboardingBlockerView,
  OnboardingDraftView,
  OnboardingFreshnessView,
  OnboardingLinkView,
  OnboardingPermissionsView,
  OnboardingProgressView,
  OnboardingReadiness,
  OnboardingStepView,
  OnboardingVerificationView,
} from './readiness-view.ts';
export type { OnboardingSection, PermissionGroupView } from './sections.ts';
export type { OnboardingTone, OnboardingView } from './view.ts';

/** The onboarding of tenants, from a name to a tenant in service. */
export interface OnboardingClient<Transport = never> {
  /**
   * Starts an onboarding. With a tenant it is identified at once: a tenant that is a `draft` becomes `onboarding`. `conflict` (`exists`) when the id is taken, and when the
   * tenant has an open onboarding, which it names; `lifecycle` when the tenant is active already. `invalid_input` for a connection of another tenant, and for one without a tenant.
   *
   * @example
   * const { id, version } = orThrow(await user.onboarding.start({ workspaceId: 'w-1', tenantId: 't-1' }));
   */
  start(
    request: RequestOf<typeof schema.startInput>,
  ): ResultAsync<OnboardingView, AccessRefusal | Conflict | Immutable | Transport>;
  /** One onboarding, with its state as of now. */
  get(request: RequestOf<typeof schema.oneInput>): ResultAsync<OnboardingView, AccessRefusal | Transport>;
  /** Onboardings of the tenants that the caller may see and those without a tenant, newest first. All statuses unless `statuses` says otherwise. */
  list(request: RequestOf<typeof schema.listInput>): ResultAsync<Page<OnboardingView>, AccessRefusal | Transport>;
  /**
   * Changes an open onboarding. Members left out stay; `draftName: null` and `connectionId: null` take them away. A tenant is identified once: to identify another one, cancel
   * and start again. `conflict` (`version`) when it was changed meanwhile, `nothing_to_do` for a change without a change; otherwise as {@link OnboardingClient.start}.
   * `immutable` once it has ended.
   */
  update(
    request: RequestOf<typeof schema.updateInput>,
  ): ResultAsync<OnboardingView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Everything that a page shows of one onboarding, with the one thing to do next. It writes nothing. */
  readiness(request: RequestOf<typeof schema.oneInput>): ResultAsync<OnboardingReadiness, AccessRefusal | Transport>;
  /**
   * Completes the onboarding: the tenant becomes `active`. `conflict` (`not_ready`) unless the state is `ready_for_activation`, `version` when it was changed meanwhile, and
   * `lifecycle` when the tenant cannot become active. `immutable` once it has ended: of two people who complete it at once, the second one finds in `get` who was first.
   */
  complete(
    request: RequestOf<typeof schema.endInput>,
  ): ResultAsync<OnboardingView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Cancels the onboarding. A tenant that is `onboarding` becomes a `draft` again. `conflict` (`version`) when it was changed meanwhile; `immutable` once it has ended. */
  cancel(
    request: RequestOf<typeof schema.endInput>,
  ): ResultAsync<OnboardingView, AccessRefusal | Conflict | Immutable | Transport>;
}
