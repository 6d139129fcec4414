/** Runs something later. Injected, because core itself has no timers. */
export interface Scheduler {
  /**
   * Calls `task` once after `millis` milliseconds; the returned function cancels it. A task in the background MUST NOT keep the process alive, any other
   * MUST.
   */
  after(millis: number, task: () => void, options?: { readonly background?: boolean }): () => void;
}
