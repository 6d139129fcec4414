/** The request of a restore. */
export interface RestoreRequest {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly backupSetId: string;
  /** Null restores the whole set. */
  readonly itemIds: readonly string[] | null;
  /** Which attempt this is, from 1: a restore may be taken up again after a crash, and MUST cope with its own earlier work. */
  readonly attempt: number;
  /** Fires when the run was cancelled or the worker stops. */
  readonly signal: AbortSignalLike;
  /** Reports how far it is; resolves to false when the run has been taken away and work must stop. */
  readonly progress: (done: number, total?: number | null, note?: string | null) => Promise<boolean>;
}

/** What a restore did, in items. */
export interface RestoreResult {
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Executes restores. The host implements it: the SDK governs a restore and does not perform it. */
export interface RestoreExecutor {
  /** Restores, reporting progress on the way. SHOULD stop soon after `signal` fires. A rejection fails the run. */
  execute(request: RestoreRequest): Promise<RestoreResult>;
}

/** The part of the platform's `AbortSignal` that handlers need. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
