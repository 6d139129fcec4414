/**
 * Does all work, `lanes` pieces at a time. A lane that is free takes the next piece, so work that is sorted by its length, the longest first, ends in all lanes at
 * about the same time. The number of its lane is told to each piece, from 0 on.
 */
export async function inLanes(lanes: number, work: readonly ((lane: number) => Promise<void>)[]): Promise<void> {
  const left = work.values();
  const follow = async (lane: number): Promise<void> => {
    for (const piece of left) await piece(lane);
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => follow(lane)));
}
