/** Where the contestants write. */
export interface IngestSetup {
  readonly url: string;
  /** The events of a batch are of so many workspaces. */
  readonly workspaces: number;
}

/** What a process that writes events is told to do. */
export type IngestTask =
  | { readonly kind: 'batches'; readonly batches: number; readonly size: number }
  /** So many callers, each with one event after the other. */
  | { readonly kind: 'callers'; readonly callers: number; readonly events: number };

/** What it measured. */
export interface IngestMeasured {
  readonly millis: number;
  /** Milliseconds of each call. */
  readonly calls: readonly number[];
}
