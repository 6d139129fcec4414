import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeFigures, type Figure } from './figures.ts';

/** Where results are kept, one file per row of the benchmarks and one per topic of the soak. */
const folder = join(import.meta.dirname, '..', 'results');

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

/** Keeps figures among the others of their topic. */
export function addResults(topic: string, measured: readonly Figure[]): void {
  writeResults(topic, mergeFigures(existsSync(join(folder, `${topic}.json`)) ? readRow(topic) : [], measured));
}

/** Every row measured so far, by name. */
export function readResults(): ReadonlyMap<string, readonly Figure[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return new Map(files.sort().map((file) => [file.slice(0, -'.json'.length), readRow(file.slice(0, -'.json'.length))]));
}

function readRow(row: string): readonly Figure[] {
  return JSON.parse(readFileSync(join(folder, `${row}.json`), 'utf8')) as readonly Figure[];
}
