/** WebAssembly stays at the first, quick compilation: for servers that open PGlite and answer a few requests, a better one costs more time than it saves. */
export const quickWasm = '--liftoff-only';
