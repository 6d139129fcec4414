/** A broken guarantee. The text says which one, and shows what was expected beside what was found. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}
