import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Where the soak leaves its figures, beside those of the benchmarks. */
const resultsFile = join(import.meta.dirname, '../../../../bench/results/gate.json');

/** Durations in milliseconds, as they are reported. */
interface Figures {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** One kept figure, in the form of the benchmarks. */
interface Kept {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string | null;
  readonly met: boolean;
}

/** Sums up durations. */
function figuresOf(millis: readonly number[]): Figures {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0);
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** Whether this run makes the full counts and holds the full targets. */
export const isSoak = Number(process.env['TA_SCALE'] ?? '0') >= 1;

/** Prints the figure, and holds its bound: the target when soaking, elsewhere what a busy machine can still keep. */
export function reportLatency(what: string, millis: readonly number[], target: number, elsewhere: number): void {
  const figures = figuresOf(millis);
  const bound = isSoak ? target : elsewhere;
  console.log(
    `${what}: p50 ${figures.p50} ms, p95 ${figures.p95} ms, max ${figures.max} ms over ${figures.count}, bound ${bound} ms`,
  );
  if (isSoak) {
    const met = figures.p95 < target;
    keep([
      { figure: `${what}, p95`, value: figures.p95, unit: 'ms', target: `< ${String(target)}`, met },
      { figure: `${what}, p50`, value: figures.p50, unit: 'ms', target: null, met: true },
    ]);
  }
  expect(figures.p95).toBeLessThan(bound);
}

/** Replaces figures of the same name; the others stay as they were measured. */
function keep(measured: readonly Kept[]): void {
  const names = measured.map(({ figure }) => figure);
  const before = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as readonly Kept[]) : [];
  const kept = [...before.filter(({ figure }) => !names.includes(figure)), ...measured];
  writeFileSync(resultsFile, `${JSON.stringify(kept, null, 2)}\n`);
}
