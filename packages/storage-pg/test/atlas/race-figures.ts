import { expect } from 'vitest';
import { below, reported } from '../../../../bench/lib/figures.ts';
import { isSoak, keepFigures } from '../../../../bench/lib/keep-figures.ts';

/** Durations in milliseconds, as they are reported. */
interface Durations {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Sums up durations. */
function summedUp(millis: readonly number[]): Durations {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0);
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** Prints the durations, and holds their bound: the target when soaking, elsewhere what even a very busy machine keeps. */
export function reportLatency(what: string, millis: readonly number[], target: number): void {
  const { count, p50, p95, max } = summedUp(millis);
  const bound = isSoak ? target : 30_000;
  console.log(`${what}: p50 ${p50} ms, p95 ${p95} ms, max ${max} ms over ${count}, bound ${bound} ms`);
  keepFigures('gate', () => [below(`${what}, p95`, p95, target, 'ms'), reported(`${what}, p50`, p50, 'ms')]);
  expect(p95).toBeLessThan(bound);
}
