import * as z from 'zod';
import type { ConnectionView } from '../connections/view.ts';
import { connectionAnswer } from '../connections/view.ts';
import { described, idAnswer, sentenceAnswer } from '../kernel/answers.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { presentationAnswer } from '../lifecycle/answer.ts';
import type { LifecyclePresentation } from '../lifecycle/presentation.ts';
import { runAnswer, type OperationRunView } from '../runs/view.ts';
import { onboardingVerificationStates, type OnboardingVerificationState } from './onboarding-verification-rules.ts';
import { recentOperationsStates, type RecentOperationsState } from './recent-operations-rules.ts';
import {
  surfaceActions,
  surfaceMarks,
  surfaceNotices,
  surfaceTooltips,
  type DisabledAction,
  type OfferedAction,
  type SurfaceNotice,
} from './surface-outcome.ts';
import { sayAction, sayMark, sayTooltip } from './surface-words.ts';
import { tenantVerificationStates, type TenantVerificationState } from './tenant-verification-rules.ts';
import { actionAnswer, type ActionView } from './view.ts';

/** An action of a surface that can be used, with its words. */
export interface OfferedActionView extends OfferedAction {
  readonly label: Sentence;
  /** The words for `mark`. */
  readonly markLabel: Sentence | null;
}

/** An action of a surface that is shown and cannot be used, with its words. */
export interface DisabledActionView extends DisabledAction {
  readonly label: Sentence;
  /** Why it cannot be used. */
  readonly reason: Sentence;
  /** The missing capability, where that is why. */
  readonly capability: string | null;
}

/** What a surface says instead of offering something, with its words. */
export interface SurfaceNoticeView {
  readonly notice: SurfaceNotice;
  readonly message: Sentence;
}

/** What every embedded surface of a tenant answers. */
interface EmbeddedView {
  readonly workspaceId: string;
  readonly tenantId: string;
  /** The lifecycle of the tenant. */
  readonly presentation: LifecyclePresentation;
  readonly disabled: DisabledActionView | null;
  readonly notice: SurfaceNoticeView | null;
}

/** The verification of a tenant as a surface shows it. */
export interface TenantVerificationView extends EmbeddedView {
  readonly state: TenantVerificationState;
  /** The state in words. */
  readonly summary: Sentence;
  /** The connection that it is about: the default of the tenant, the newest where several providers have one. */
  readonly connection: ConnectionView | null;
  /** The last verification of that connection; null before the first, and for a viewer who may not open operations. */
  readonly run: OperationRunView | null;
  /** The one thing to do. */
  readonly primary: OfferedActionView | null;
  /** How a start would go, where the primary action is to start: available or paused, with the explanation of the pause. */
  readonly start: ActionView | null;
}

/** The recent operations of a tenant as a surface shows them. */
export interface RecentOperationsView extends EmbeddedView {
  readonly state: RecentOperationsState;
  /** The newest first. Empty for a viewer who may not open operations. */
  readonly items: readonly OperationRunView[];
  /** What each row offers. */
  readonly primary: OfferedActionView | null;
  /** The link to all operations of the workspace. */
  readonly secondary: OfferedActionView | null;
}

/** The verification in an onboarding as a surface shows it. */
export interface OnboardingVerificationSurface {
  readonly workspaceId: string;
  readonly onboardingId: string;
  /** Null until a tenant is identified. */
  readonly tenantId: string | null;
  /** The lifecycle of the tenant. */
  readonly presentation: LifecyclePresentation | null;
  readonly state: OnboardingVerificationState;
  /** The state in words. */
  readonly summary: Sentence;
  /** The connection that the onboarding has selected. */
  readonly connection: ConnectionView | null;
  /** The last verification of that connection; null before the first, and for a viewer who may not open operations. */
  readonly run: OperationRunView | null;
  /** The one thing to do. `refresh` reads again and starts nothing. */
  readonly primary: OfferedActionView | null;
  /** How a start would go, where the primary action is to start: available or paused, with the explanation of the pause. */
  readonly start: ActionView | null;
  /** The link to the current run. */
  readonly inspect: OfferedActionView | null;
  /** Links for technical details, for those who may open support diagnostics. */
  readonly diagnostics: readonly OfferedActionView[];
  /** What `open_previous_run` leads to, where it is offered. */
  readonly previousRunId: string | null;
  readonly disabled: DisabledActionView | null;
  readonly notice: SurfaceNoticeView | null;
}

const offeredAnswer = described<OfferedActionView>()('OfferedAction', () =>
  z.strictObject({
    action: z.enum(surfaceActions),
    mark: z.enum(surfaceMarks).nullable(),
    label: sentenceAnswer(),
    markLabel: sentenceAnswer().nullable(),
  }),
);
const disabledAnswer = described<DisabledActionView>()('DisabledAction', () =>
  z.strictObject({
    action: z.enum(surfaceActions),
    tooltip: z.enum(surfaceTooltips),
    label: sentenceAnswer(),
    reason: sentenceAnswer(),
    capability: z.string().nullable(),
  }),
);
const noticeAnswer = described<SurfaceNoticeView>()('SurfaceNotice', () =>
  z.strictObject({ notice: z.enum(surfaceNotices), message: sentenceAnswer() }),
);
const embedded = () => ({
  workspaceId: idAnswer(),
  tenantId: idAnswer(),
  presentation: presentationAnswer(),
  disabled: disabledAnswer().nullable(),
  notice: noticeAnswer().nullable(),
  primary: offeredAnswer().nullable(),
});

/** The answer of `surfaces.tenantVerification`. */
export const tenantVerificationAnswer = described<TenantVerificationView>()('TenantVerification', () =>
  z.strictObject({
    ...embedded(),
    state: z.enum(tenantVerificationStates),
    summary: sentenceAnswer(),
    connection: connectionAnswer().nullable(),
    run: runAnswer().nullable(),
    start: actionAnswer().nullable(),
  }),
);

/** The answer of `surfaces.recentOperations`. */
export const recentOperationsAnswer = described<RecentOperationsView>()('RecentOperations', () =>
  z.strictObject({
    ...embedded(),
    state: z.enum(recentOperationsStates),
    items: z.array(runAnswer()),
    secondary: offeredAnswer().nullable(),
  }),
);

/** The answer of `surfaces.onboardingVerification`. */
export const onboardingVerificationAnswer = described<OnboardingVerificationSurface>()(
  'OnboardingVerificationSurface',
  () =>
    z.strictObject({
      ...embedded(),
      onboardingId: idAnswer(),
      tenantId: idAnswer().nullable(),
      presentation: presentationAnswer().nullable(),
      state: z.enum(onboardingVerificationStates),
      summary: sentenceAnswer(),
      connection: connectionAnswer().nullable(),
      run: runAnswer().nullable(),
      start: actionAnswer().nullable(),
      inspect: offeredAnswer().nullable(),
      diagnostics: z.array(offeredAnswer()),
      previousRunId: idAnswer().nullable(),
    }),
);

/** An action with its words. */
export function offeredView(offered: OfferedAction | null): OfferedActionView | null {
  if (!offered) return null;
  const { action, mark } = offered;
  return { action, mark, label: sayAction(action), markLabel: mark && sayMark(mark) };
}

/** A disabled action with its words. `missing` is the capability that would enable it. */
export function disabledView(disabled: DisabledAction | null, missing: string): DisabledActionView | null {
  if (!disabled) return null;
  const { action, tooltip } = disabled;
  return {
    action,
    tooltip,
    label: sayAction(action),
    reason: sayTooltip(tooltip, missing),
    capability: tooltip === 'capability' ? missing : null,
  };
}
