import type { AccessRefusal } from '../access/use-case.ts';
import type { Conflict, Immutable } from '../kernel/errors.ts';
import type { Page } from '../kernel/page.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { ControlChangeView } from './changes.ts';
import type { ControlDecision } from './decision.ts';
import type { ControlHistory, ControlSummary, ImpactPreview, PauseAnswer, ResumeAnswer } from './view.ts';

export type { ControlChangeView } from './changes.ts';
export type { MentionedPlace } from './places.ts';
export type {
  ActivationView,
  ControlHistory,
  ControlSummary,
  ImpactPreview,
  PauseAnswer,
  ResumeAnswer,
} from './view.ts';

/** Where a pause applies. */
export type ControlScopeInput =
  | { readonly type: 'global' }
  | { readonly type: 'workspace'; readonly workspaceId: string };

/** What a pause says. */
export interface PauseFields {
  readonly scope: ControlScopeInput;
  /** 5 to 500 characters after trimming. */
  readonly reason: string;
  /** What workspace users read instead of the reason; same bounds. */
  readonly publicMessage?: string | null | undefined;
  /** An RFC 3339 instant in the future; without one the pause lasts until it is resumed. */
  readonly expiresAt?: string | null | undefined;
  /** The version that was read; a changed activation is a `conflict` (`version`). */
  readonly expectedVersion?: number | null | undefined;
}

/** Operational controls: audited kill switches over risky operations. */
export interface ControlsClient<Key extends string = string, Transport = never> {
  /** Every control of the catalog with its active pauses. */
  list(): ResultAsync<readonly ControlSummary[], AccessRefusal | Transport>;
  /** One control with its active pauses. */
  summary(request: { readonly control: Key }): ResultAsync<ControlSummary, AccessRefusal | Transport>;
  /** Whether the control lets operations start, everywhere or in one workspace. */
  evaluate(request: {
    readonly control: Key;
    readonly workspaceId?: string | null | undefined;
  }): ResultAsync<ControlDecision, AccessRefusal | Transport>;
  /**
   * What a pause, or its end, would touch. A workspace scope without a workspace answers zero and asks for one. `intent` says which of the two `changed` counts:
   * `pause` without one.
   */
  previewImpact(request: {
    readonly control: Key;
    readonly intent?: 'pause' | 'resume' | null | undefined;
    readonly scope:
      | { readonly type: 'global' }
      | { readonly type: 'workspace'; readonly workspaceId?: string | null | undefined };
  }): ResultAsync<ImpactPreview, AccessRefusal | Transport>;
  /**
   * Pauses the control, or replaces all fields of the pause that is there. Once it has returned with `settled: true`, no operation that it
   * stops becomes visible any more.
   *
   * @example
   * const paused = await operator.controls.pause({
   *   control: 'restore.execute', scope: { type: 'workspace', workspaceId: 'w-1' }, reason: 'Restore safety review',
   * });
   */
  pause(
    request: PauseFields & { readonly control: Key },
  ): ResultAsync<PauseAnswer, AccessRefusal | Conflict | Immutable | Transport>;
  /**
   * Moves an active pause to another scope in one step, without a moment in which neither is paused. What the request leaves out stays as it is; null clears the public
   * message or the end. An occupied scope is a `conflict` (`exists`).
   */
  rescope(
    request: Omit<PauseFields, 'reason'> & {
      readonly activationId: string;
      readonly reason?: string | null | undefined;
    },
  ): ResultAsync<PauseAnswer, AccessRefusal | Conflict | Immutable | Transport>;
  /** Ends the pause of a scope; `already_enabled`, and nothing written, when none is active. */
  resume(request: {
    readonly control: Key;
    readonly scope: ControlScopeInput;
  }): ResultAsync<ResumeAnswer, AccessRefusal | Immutable | Transport>;
  /** The latest ten audit entries about the control. */
  history(request: { readonly control: Key }): ResultAsync<ControlHistory, AccessRefusal | Transport>;
  /**
   * The audit entries about one control or all of them, on the platform and in every workspace, newest first, page by page: what was paused, changed and resumed, and which starts a
   * pause has blocked. `activationId` narrows them to one pause, `actions` to some of the four kinds. An operator with an allowed set does not see entries of other
   * tenants. The store takes the same number of statements for each page, however many workspaces and tenants its entries mention.
   *
   * @example
   * const blocked = await operator.controls.changes({
   *   activationId: pause.id, actions: ['operational_control.execution_blocked'],
   * });
   */
  changes(request?: {
    readonly control?: Key | null | undefined;
    readonly activationId?: string | null | undefined;
    readonly actions?: readonly string[] | null | undefined;
    readonly cursor?: string | null | undefined;
    readonly limit?: number | null | undefined;
  }): ResultAsync<Page<ControlChangeView>, AccessRefusal | Transport>;
}
