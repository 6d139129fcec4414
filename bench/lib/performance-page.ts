import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readResults, type Figure } from './results.ts';

const titles: { readonly [row: string]: string } = {
  controls: 'Deciding about a control in process',
  start: 'Starting a guarded operation on PostgreSQL',
  gate: 'Pausing under load (from the soak)',
};

const page = join(import.meta.dirname, '..', '..', 'docs', 'performance.md');

/** Renews docs/performance.md from the kept results. */
export function writePerformancePage(): void {
  const sections = readResults().map(
    ([row, figures]) => `## ${titles[row] ?? row}\n\n${commandOf(row)}\n\n${table(figures)}`,
  );
  writeFileSync(page, `${intro}\n${sections.join('\n\n')}\n`);
}

const intro = `# Performance

Generated from \`bench/results\` by \`npm run bench -- <row>\`; do not edit by hand. Figures are medians. Compare ratios: contender and peer
run interleaved in one process or against one server, so that a busy machine slows both. Absolute times are those of the machine that ran them last.
`;

/** The soak measures what only processes under load can show. */
function commandOf(row: string): string {
  return row === 'gate' ? '`npm run test:soak`' : `\`npm run bench -- ${row}\``;
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ figure, value, unit, target, met }) =>
      `| ${figure} | ${String(value)} ${unit} | ${target ?? ''} | ${target === null ? '' : met ? 'yes' : '**no**'} |`,
  );
  return ['| figure | measured | target | met |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
