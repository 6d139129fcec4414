import { measure } from '../bench/rows/bundles.ts';
import { print } from './output.ts';

/** Measures what a page loads, as the benchmarks do, and answers the targets that were missed, or nothing. Needs built packages. */
export async function checkBundleTargets(): Promise<string | undefined> {
  const figures = await measure();
  for (const { figure, value, unit, target } of figures)
    print(`${figure}: ${value} ${unit}${target === null ? '' : `, target ${target}`}`);
  const missed = figures.filter(({ met }) => !met);
  return missed.length > 0
    ? missed.map(({ figure, value, unit, target }) => `${figure}: ${value} ${unit}, wanted ${target}`).join('\n')
    : undefined;
}
