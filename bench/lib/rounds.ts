/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The value below which `share` of the numbers lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}

/** Something timed: does its work `times` times and answers a number that depends on every answer, so that no work can be left out. */
export interface Contender {
  readonly name: string;
  /** Repetitions per round; slow contenders take fewer. */
  readonly times: number;
  readonly run: (times: number) => number | Promise<number>;
}

/** Nanoseconds per repetition of each contender, round by round, interleaved: contender after contender within each round. */
export async function interleaved(
  contenders: readonly Contender[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const taken = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  let sink = 0;
  for (let round = -2; round < rounds; round += 1) {
    for (const { name, times, run } of contenders) {
      const started = process.hrtime.bigint();
      sink += await run(times);
      const nanos = Number(process.hrtime.bigint() - started) / times;
      if (round >= 0) taken.get(name)?.push(nanos); // the first two rounds warm up
    }
  }
  if (Number.isNaN(sink)) throw new Error('A contender did not answer.');
  return taken;
}

/** The median of the ratios of two contenders, pair by pair. */
export function medianRatio(taken: ReadonlyMap<string, readonly number[]>, over: string, under: string): number {
  const left = taken.get(over) ?? [];
  const right = taken.get(under) ?? [];
  return median(left.map((value, round) => value / (right[round] as number)));
}
