import type { ControlPaused } from '@tenantatlas/core/browser';
import type { AnyAtlasError, DeniedError } from './error.ts';

/** What a reading hook answers. A component that handles the five states has handled everything. */
export type HookResult<T> =
  | { readonly state: 'loading'; readonly refresh: () => void }
  | {
      readonly state: 'ready';
      readonly data: T;
      /** The data is older than it should be, because the last refresh failed with `staleBecause`. */
      readonly isStale: boolean;
      readonly staleBecause: AnyAtlasError | null;
      /** When the data was read, in milliseconds since 1970. */
      readonly readAt: number;
      readonly refresh: () => void;
    }
  /** The caller may not see it, or it does not exist; data that was shown before is removed. */
  | { readonly state: 'denied'; readonly error: DeniedError; readonly refresh: () => void }
  | { readonly state: 'paused'; readonly error: ControlPaused; readonly refresh: () => void }
  | {
      readonly state: 'failed';
      readonly error: Exclude<AnyAtlasError, DeniedError | ControlPaused>;
      readonly refresh: () => void;
    };

/** What a writing hook answers, besides the function that writes. Nothing is shown as done before the server has said so. */
export type WriteState<T> =
  | { readonly state: 'idle' }
  | { readonly state: 'pending' }
  | { readonly state: 'done'; readonly data: T }
  | { readonly state: 'denied'; readonly error: DeniedError }
  | { readonly state: 'paused'; readonly error: ControlPaused }
  | { readonly state: 'failed'; readonly error: Exclude<AnyAtlasError, DeniedError | ControlPaused> };
