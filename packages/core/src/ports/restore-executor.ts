/** The request of a restore. */
export interface RestoreRequest {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly backupSetId: string;
  /** Null restores the whole set. */
  readonly itemIds: readonly string[] | null;
  /** Which attempt this is, from 1: a restore may be taken up again after a crash, and MUST handle its own earlier work. */
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
  /** Items that failed, each with a message that names it, as `failures` of an operation's report. @default none */
  readonly failures?: readonly { readonly reasonCode: string; readonly message: string }[];
}

/** Executes restores. The host implements it: the SDK governs a restore and does not perform it. */
export interface RestoreExecutor {
  /** Restores, reporting progress on the way. SHOULD stop soon after `signal` fires. A rejection fails the run. */
  execute(request: RestoreRequest): Promise<RestoreResult>;
}

/**
 * The platform's own `AbortSignal` where the types of a host have one (DOM or `@types/node`), so that a handler can pass it on: `fetch(url, { signal })`. Core
 * compiles without these types; where there are none, it is {@link AbortSignalParts}. At run time it is the signal of an `AbortController` in both cases.
 */
export type AbortSignalLike = typeof globalThis extends { readonly AbortSignal: { readonly prototype: infer Signal } }
  ? Signal
  : AbortSignalParts;

/** The part of an `AbortSignal` that is known without the types of a platform. */
export interface AbortSignalParts {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
