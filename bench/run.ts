// npm run bench -- <row>: measures one row, prints a table, writes bench/results/<row>.json and renews docs/performance.md.
import type { Figure } from './lib/figures.ts';
import { writePerformancePage } from './lib/performance-page.ts';
import { printTable, writeResults } from './lib/results.ts';

const rows: { readonly [row: string]: () => Promise<{ readonly measure: () => Promise<readonly Figure[]> }> } = {
  bundles: () => import('./rows/bundles.ts'),
  controls: () => import('./rows/controls.ts'),
  graph: () => import('./rows/graph.ts'),
  ingest: () => import('./rows/ingest.ts'),
  prune: () => import('./rows/prune.ts'),
  start: () => import('./rows/start.ts'),
  summary: () => import('./rows/summary.ts'),
  'summary-15': () => import('./rows/summary-15.ts'),
  'summary-pglite': () => import('./rows/summary-pglite.ts'),
  validation: () => import('./rows/validation.ts'),
  wire: () => import('./rows/wire.ts'),
};

const [row = ''] = process.argv.slice(2);
const load = Object.hasOwn(rows, row) ? rows[row] : undefined;
if (load) {
  const { measure } = await load();
  const figures = await measure();
  printTable(row, figures);
  writeResults(row, figures);
  writePerformancePage();
  if (figures.some(({ met }) => !met)) process.exitCode = 1;
} else {
  console.error(`usage: npm run bench -- <row>, one of: ${Object.keys(rows).join(', ')}`);
  process.exitCode = 2;
}
