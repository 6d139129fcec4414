import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One measured figure. Those without a target carry `target: null` and count as met. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string | null;
  readonly met: boolean;
}

/** Where results are kept, one file per row. */
const folder = join(import.meta.dirname, '..', 'results');

/** A figure that has to stay at or above a bound. */
export function atLeast(figure: string, value: number, bound: number, unit: string): Figure {
  return { figure, value: rounded(value), unit, target: `>= ${String(bound)}`, met: value >= bound };
}

/** A figure that has to stay at or below a bound. */
export function atMost(figure: string, value: number, bound: number, unit: string): Figure {
  return { figure, value: rounded(value), unit, target: `<= ${String(bound)}`, met: value <= bound };
}

/** A figure that is only reported. */
export function reported(figure: string, value: number, unit: string): Figure {
  return { figure, value: rounded(value), unit, target: null, met: true };
}

/** Prints a row for people. */
export function printTable(row: string, figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ figure }) => figure.length));
  console.log(`\n${row}`);
  for (const { figure, value, unit, target, met } of figures) {
    const goal = target === null ? '' : `  target ${target}  ${met ? 'met' : 'NOT MET'}`;
    console.log(`  ${figure.padEnd(width)}  ${String(value).padStart(10)} ${unit}${goal}`);
  }
}

/** Keeps a row's figures. */
export function writeResults(row: string, figures: readonly Figure[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${row}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}

/** Every row measured so far, by name. */
export function readResults(): readonly (readonly [row: string, figures: readonly Figure[]])[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Figure[]]);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
