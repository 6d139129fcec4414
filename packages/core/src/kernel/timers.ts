// Every runtime that the SDK supports has these; core compiles without the types of a runtime.
declare const setTimeout: (task: () => void, millis: number) => number | { unref?: () => void };
declare const clearTimeout: (handle: number | { unref?: () => void }) => void;

/** The platform's timers. */
export const timers = {
  after(millis: number, task: () => void, options: { readonly background?: boolean } = {}): () => void {
    const handle = setTimeout(task, millis);
    // Node keeps a process alive for a timer unless it is unreferenced; a browser's handle is a number.
    if (options.background && typeof handle === 'object') handle.unref?.();
    return () => clearTimeout(handle);
  },
} as const;
