import type { AccessRefusal } from '../access/use-case.ts';
import type { AuditEntryView } from '../audit/view.ts';
import type { Conflict, Immutable } from '../kernel/errors.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { ControlDecision } from './decision.ts';
import type { ActivationView } from './view.ts';

/** Where a pause applies. */
export type ControlScopeInput =
  { readonly type: 'global' } | { readonly type: 'workspace'; readonly workspaceId: string };

/** What a pause of a control would touch. */
export interface ImpactPreview {
  readonly controlKey: string;
  readonly scopeType: 'global' | 'workspace';
  readonly workspaceId: string | null;
  readonly workspaceCount: number;
  readonly tenantCount: number;
  /** Runs that are queued or running; a pause leaves them alone. */
  readonly runsInFlight: number;
  readonly runsInFlightNote: Sentence;
  readonly summary: Sentence;
}

/** What became of a pause. */
export interface PauseAnswer {
  readonly disposition: 'created' | 'updated';
  readonly activation: ActivationView;
  /** What was replaced; null when the pause is new. */
  readonly previous: ActivationView | null;
  /** True once no start that had not seen the pause is under way. The pause is in force for every new start either way. */
  readonly settled: boolean;
  /** Starts still open when waiting ended: 0 when settled, null when the store could not say. */
  readonly openStarts: number | null;
}

/** What became of a resume. */
export type ResumeAnswer =
  | { readonly disposition: 'resumed'; readonly activation: ActivationView }
  | { readonly disposition: 'already_enabled'; readonly activation: null };

/** One control and what is active of it. */
export interface ControlSummary {
  readonly controlKey: string;
  readonly label: string;
  readonly effectiveState: 'enabled' | 'paused';
  readonly stateLabel: Sentence;
  readonly supportedScopes: readonly ('global' | 'workspace')[];
  readonly operationTypes: readonly string[];
  readonly affectedSurfaces: readonly string[];
  readonly policy: { readonly requireExpiry: boolean; readonly maxDuration: number | null };
  /** Global first, then by workspace id; at most 200. */
  readonly activations: readonly ActivationView[];
  /** How many workspace pauses are active, also those beyond the 200 listed. */
  readonly workspacePauseCount: number;
  /** Entries of the history, capped at ten. */
  readonly historyCount: number;
}

/** The latest of a control's audit entries. */
export interface ControlHistory {
  readonly controlKey: string;
  /** Newest first, at most ten. */
  readonly entries: readonly AuditEntryView[];
  readonly count: number;
}

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
  /** Every control of the catalog with what is active of it. */
  list(): ResultAsync<readonly ControlSummary[], AccessRefusal | Transport>;
  /** One control with what is active of it. */
  summary(request: { readonly control: Key }): ResultAsync<ControlSummary, AccessRefusal | Transport>;
  /** Whether the control lets operations start, everywhere or in one workspace. */
  evaluate(request: {
    readonly control: Key;
    readonly workspaceId?: string | null | undefined;
  }): ResultAsync<ControlDecision, AccessRefusal | Transport>;
  /** What a pause would touch. A workspace scope without a workspace answers zero and asks for one. */
  previewImpact(request: {
    readonly control: Key;
    readonly scope:
      { readonly type: 'global' } | { readonly type: 'workspace'; readonly workspaceId?: string | null | undefined };
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
  /** Moves an active pause to another scope in one step, without a moment in which neither is paused. An occupied scope is a `conflict` (`exists`). */
  rescope(
    request: PauseFields & { readonly activationId: string },
  ): ResultAsync<PauseAnswer, AccessRefusal | Conflict | Immutable | Transport>;
  /** Ends the pause of a scope; `already_enabled`, and nothing written, when none is active. */
  resume(request: {
    readonly control: Key;
    readonly scope: ControlScopeInput;
  }): ResultAsync<ResumeAnswer, AccessRefusal | Immutable | Transport>;
  /** The latest ten audit entries about the control. */
  history(request: { readonly control: Key }): ResultAsync<ControlHistory, AccessRefusal | Transport>;
}
