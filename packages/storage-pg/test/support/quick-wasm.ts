/**
 * For programs that open PGlite, do little and end: WebAssembly stays at the first, quick compilation. A better one costs more time than it saves there. The
 * programs themselves are the same; on Node 22, `npm test` runs the commands without it.
 */
export const quickWasm = '--liftoff-only';
