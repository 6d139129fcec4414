import type { Sentence } from '../kernel/sentence.ts';
import { saySurface, type surfaceMessages } from './messages.ts';
import type { OnboardingVerificationState } from './onboarding-verification-rules.ts';
import type { SurfaceAction, SurfaceMark, SurfaceNotice, SurfaceTooltip } from './surface-outcome.ts';
import type { TenantVerificationState } from './tenant-verification-rules.ts';

type Words<Key extends string> = { readonly [key in Key]: keyof typeof surfaceMessages };

const actions: Words<SurfaceAction> = {
  open_operation: 'surfaces.do.open_operation',
  open_operations: 'surfaces.do.open_operations',
  open_current_run: 'surfaces.do.open_current_run',
  open_previous_run: 'surfaces.do.open_previous_run',
  open_monitoring: 'surfaces.do.open_monitoring',
  start_verification: 'surfaces.do.start_verification',
  refresh: 'surfaces.do.refresh',
  continue_onboarding: 'surfaces.do.continue_onboarding',
};
const marks: Words<SurfaceMark> = {
  paused: 'surfaces.mark.paused',
  workspace_wide: 'surfaces.mark.workspace_wide',
  advanced: 'surfaces.mark.advanced',
  previous: 'surfaces.mark.previous',
};
const tooltips: Words<SurfaceTooltip> = {
  capability: 'surfaces.action.needs_capability',
  connection_disabled: 'surfaces.tooltip.connection_disabled',
  connection_unserved: 'surfaces.tooltip.connection_unserved',
};
const notices: Words<SurfaceNotice> = {
  lifecycle: 'surfaces.notice.lifecycle',
  connection_missing: 'surfaces.notice.connection_missing',
};
const verificationStates: Words<TenantVerificationState | OnboardingVerificationState> = {
  archived: notices.lifecycle,
  ended: 'surfaces.verification.ended',
  active_run: 'surfaces.verification.active_run',
  completed_run: 'surfaces.verification.completed_run',
  stale_run: 'surfaces.verification.stale_run',
  startable: 'surfaces.verification.not_run',
  not_startable: 'surfaces.verification.not_run',
  not_connected: notices.connection_missing,
};

/** The ids of the messages for what an outcome names. */
export const surfaceWords = { actions, marks, tooltips, notices, verificationStates } as const;

/** What an action is called. */
export function sayAction(action: SurfaceAction): Sentence {
  return saySurface(actions[action]);
}

/** What is said beside an action. */
export function sayMark(mark: SurfaceMark): Sentence {
  return saySurface(marks[mark]);
}

/** Why an action is disabled. `capability` is the missing one. */
export function sayTooltip(tooltip: SurfaceTooltip, capability: string): Sentence {
  return saySurface(tooltips[tooltip], tooltip === 'capability' ? { capability } : {});
}

/** What a surface says in place of an action. */
export function sayNotice(notice: SurfaceNotice): Sentence {
  return saySurface(notices[notice]);
}

/** How a verification stands. */
export function sayVerificationState(state: TenantVerificationState | OnboardingVerificationState): Sentence {
  return saySurface(verificationStates[state]);
}
