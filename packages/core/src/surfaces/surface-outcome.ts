/** What an embedded surface can offer. `refresh` reads again and starts nothing. */
export const surfaceActions = [
  'open_operation',
  'open_operations',
  'open_current_run',
  'open_previous_run',
  'open_monitoring',
  'start_verification',
  'refresh',
  'continue_onboarding',
] as const;

/** See {@link surfaceActions}. */
export type SurfaceAction = (typeof surfaceActions)[number];

/** What is said beside an action: that it is paused, that it leads to the whole workspace, that it is for details, or that it is about an earlier run. */
export const surfaceMarks = ['paused', 'workspace_wide', 'advanced', 'previous'] as const;

/** See {@link surfaceMarks}. */
export type SurfaceMark = (typeof surfaceMarks)[number];

/** Why an action is shown but disabled. */
export const surfaceTooltips = ['capability', 'connection_disabled', 'connection_unserved'] as const;

/** See {@link surfaceTooltips}. */
export type SurfaceTooltip = (typeof surfaceTooltips)[number];

/** What a surface says instead of offering something. */
export const surfaceNotices = ['lifecycle', 'connection_missing'] as const;

/** See {@link surfaceNotices}. */
export type SurfaceNotice = (typeof surfaceNotices)[number];

/** An action that can be used. A paused one can be pressed: that explains the pause and changes nothing. */
export interface OfferedAction {
  readonly action: SurfaceAction;
  readonly mark: SurfaceMark | null;
}

/** An action that is shown and cannot be used. */
export interface DisabledAction {
  readonly action: SurfaceAction;
  readonly tooltip: SurfaceTooltip;
}

/** What an embedded surface shows. Null and the empty list stand for nothing. */
export interface SurfaceOutcome<State extends string = string> {
  /** The row of the table that decided. */
  readonly state: State;
  /** The one thing to do. For recent operations it is that of each row. */
  readonly primary: OfferedAction | null;
  readonly secondary: OfferedAction | null;
  /** The link to what is worked on, beside the primary action. */
  readonly inspect: OfferedAction | null;
  /** Links for technical details. */
  readonly diagnostics: readonly OfferedAction[];
  /** Only where there is no primary action. */
  readonly disabled: DisabledAction | null;
  readonly notice: SurfaceNotice | null;
}

/** An outcome that shows nothing besides what `shown` says. */
export function outcomeOf<State extends string>(
  state: State,
  shown: Partial<Omit<SurfaceOutcome, 'state'>> = {},
): SurfaceOutcome<State> {
  return {
    state,
    primary: null,
    secondary: null,
    inspect: null,
    diagnostics: [],
    disabled: null,
    notice: null,
    ...shown,
  };
}

/** An action without a mark, or with one. */
export function offer(action: SurfaceAction, mark: SurfaceMark | null = null): OfferedAction {
  return { action, mark };
}
