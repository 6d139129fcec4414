import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figures.ts';
import { readResults } from './results.ts';
import { usageSections, type Section } from './usage/sections.ts';

const soak = 'npm run test:soak';

/** What the page tells, in its order. */
const sections: { readonly [row: string]: Section } = {
  controls: { title: 'Deciding about a control in process', command: 'npm run bench -- controls' },
  start: { title: 'Starting a guarded operation on PostgreSQL', command: 'npm run bench -- start' },
  wire: { title: 'Asking over HTTP', command: 'npm run bench -- wire' },
  ...usageSections,
  graph: { title: 'Reading Microsoft Graph', command: 'npm run bench -- graph' },
  bundles: { title: 'What a page loads', command: 'npm run bench -- bundles' },
  gate: { title: 'Pausing under load', command: soak },
  races: { title: 'Races', command: soak },
  faults: { title: 'Connections, servers and processes that die', command: soak },
  histories: { title: 'Random histories and damage', command: soak },
  http: { title: 'Random requests over HTTP', command: soak },
  console: { title: 'The console at scale, in a browser', command: soak },
};

const page = join(import.meta.dirname, '..', '..', 'docs', 'performance.md');

/** Renews docs/performance.md from the kept results. */
export function writePerformancePage(): void {
  writeFileSync(page, performancePage(readResults()));
}

/** The page as it is written. Rows that were never measured are left out; unknown rows come last. */
export function performancePage(results: ReadonlyMap<string, readonly Figure[]>): string {
  const rows = new Set([...Object.keys(sections), ...results.keys()]);
  const written = [...rows].flatMap((row) => {
    const figures = results.get(row) ?? [];
    const { title, command, about } = sections[row] ?? { title: row, command: `npm run bench -- ${row}` };
    const parts = [`## ${title}`, `\`${command}\``, ...(about === undefined ? [] : [about]), table(figures)];
    return figures.length === 0 ? [] : [parts.join('\n\n')];
  });
  return `${intro}\n${written.join('\n\n')}\n`;
}

const intro = `# Performance

Generated from \`bench/results\`, which \`npm run bench -- <row>\` and \`npm run test:soak\` write; do not edit it. Figures of benchmarks
are medians. Compare ratios: contender and peer run interleaved in one process or against one server, so that a busy machine slows both. Absolute
times are those of the machine that ran them last. Figures of the soak count what happened in tests at full scale.
`;

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ figure, value, unit, target, met }) => [
    figure,
    `${String(value)} ${unit}`,
    target ?? '',
    target === null ? '' : met ? 'yes' : '**no**',
  ]);
  const [head, ...body] = aligned([['figure', 'measured', 'target', 'met'], ...rows]);
  const line = (cells: readonly string[] = []): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head?.map((cell) => '-'.repeat(cell.length))), ...body.map(line)].join('\n');
}

/** Pads every column to its widest cell, as the formatter wants it. */
function aligned(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const widths = rows[0]?.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
}
