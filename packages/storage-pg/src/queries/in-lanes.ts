/**
 * Does `work` for each item in turn, on `lanes` items at a time. False, and no further item is begun, as soon as one answers false. An error ends it as
 * well. Resolves when nothing is in progress any more.
 */
export async function inLanes<T>(
  lanes: number,
  items: readonly T[],
  work: (item: T) => Promise<boolean>,
): Promise<boolean> {
  const rest = items.values();
  let goesOn = true;
  const lane = async (): Promise<void> => {
    try {
      for (const item of rest) {
        if (!goesOn) return;
        if (!(await work(item))) goesOn = false;
      }
    } catch (error) {
      goesOn = false;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(lanes, items.length) }, lane));
  for (const outcome of ended) if (outcome.status === 'rejected') throw outcome.reason;
  return goesOn;
}
