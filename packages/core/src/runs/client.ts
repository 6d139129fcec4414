import type { AccessRefusal } from '../access/use-case.ts';
import type { ControlPaused } from '../controls/paused-error.ts';
import type { Conflict, Immutable } from '../kernel/errors.ts';
import type { Page } from '../kernel/page.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { RunOutcome, RunStatus } from '../ports/run-store.ts';
import type { WindowKey } from '../kernel/windows.ts';
import type { AttentionKind } from './attention-runs.ts';
import type { RunElsewhereView, RunsAttentionView } from './attention.ts';
import type { OperationRunView, StartAnswer } from './view.ts';

export type { AttentionKind } from './attention-runs.ts';
export type { RunElsewhereView, RunsAttentionView, WorkspaceFailuresView } from './attention.ts';
export type { RunCancelView } from './cancel-access.ts';
export type { RunInputValue, RunInputView } from './readable-inputs.ts';
export type { OperationRunView, RunTenantView, StartAnswer } from './view.ts';

/** What a start can be asked. `Inputs` maps operation types to their inputs. */
export type StartRequest<Inputs extends object> = {
  readonly [Type in keyof Inputs & string]: {
    readonly type: Type;
    readonly workspaceId: string;
    readonly tenantId: string;
    readonly inputs: Inputs[Type];
    /** Repeating a start under the same key answers with the run of the first; kept 24 hours, or as long as the run is in progress. */
    readonly idempotencyKey?: string | null | undefined;
  };
}[keyof Inputs & string];

/** Why an operation was not started. */
export type StartError = AccessRefusal | ControlPaused | Conflict | Immutable;

/** Governed operations and their runs. `Start` is what can be started, see {@link StartRequest}. */
export interface OperationsClient<Start = StartRequest<{ readonly [type: string]: unknown }>, Transport = never> {
  /**
   * Starts an operation, or refuses for exactly one reason, in the order access, input, control, state. A paused control leaves only its audit entry.
   *
   * @example
   * const started = await user.operations.start({
   *   type: 'restore.execute', workspaceId: 'w-1', tenantId: 't-1', idempotencyKey: 'click-81',
   *   inputs: { backupSetId: 'b-7', acknowledgedImpact: true, confirmTenantName: 'Contoso' },
   * });
   */
  start(request: Start): ResultAsync<StartAnswer, StartError | Transport>;
  /** One run. A run of a tenant that the caller may not see is `not_found`. */
  get(request: {
    readonly workspaceId: string;
    readonly runId: string;
  }): ResultAsync<OperationRunView, AccessRefusal | Transport>;
  /**
   * Runs of a workspace that the caller may see, newest first. `window`, or `from` and `to`, narrow the list to runs that were requested in that time: `from` is
   * included, `to` is not. A window together with a range, a range that ends where it begins or before, an operation type that the atlas does not have, and outcomes
   * that none of the statuses can have are `invalid_input`: nothing could be found by them. Runs of a type that has left the catalog are in a list without `types`.
   */
  list(request: {
    readonly workspaceId: string;
    readonly tenantId?: string | null | undefined;
    readonly types?: readonly string[] | null | undefined;
    readonly statuses?: readonly RunStatus[] | null | undefined;
    /** How they ended, `pending` for those that have not. */
    readonly outcomes?: readonly RunOutcome[] | null | undefined;
    /** Runs requested within this long before now. */
    readonly window?: WindowKey | null | undefined;
    /** Runs requested at this instant (RFC 3339) or later. */
    readonly from?: string | null | undefined;
    /** Runs requested before this instant (RFC 3339). */
    readonly to?: string | null | undefined;
    readonly cursor?: string | null | undefined;
    readonly limit?: number | null | undefined;
  }): ResultAsync<Page<OperationRunView>, AccessRefusal | Transport>;
  /**
   * Runs of all workspaces that an operator should look at: those that failed or were blocked in the window (24 hours unless asked otherwise), counted by workspace, and
   * those that are stuck now. Lists are short, counts are exact. The store takes the same number of statements however many workspaces there are.
   */
  attention(request?: {
    readonly window?: WindowKey | null | undefined;
  }): ResultAsync<RunsAttentionView, AccessRefusal | Transport>;
  /**
   * The same runs in full, page by page: `failed` ones, which failed or were blocked in the window or between `from` (included) and `to` (not included), the newest end first;
   * `stuck` ones of now, the oldest first, for which a time range is `invalid_input`. The store takes one statement for each page.
   */
  attentionRuns(request: {
    readonly kind: AttentionKind;
    readonly window?: WindowKey | null | undefined;
    readonly from?: string | null | undefined;
    readonly to?: string | null | undefined;
    readonly cursor?: string | null | undefined;
    readonly limit?: number | null | undefined;
  }): ResultAsync<Page<RunElsewhereView>, AccessRefusal | Transport>;
  /** Ends a run that is queued or running. A completed one is `immutable`. */
  cancel(request: {
    readonly workspaceId: string;
    readonly runId: string;
  }): ResultAsync<OperationRunView, AccessRefusal | Immutable | Transport>;
}
