// A console on its first day: no workspace, no run, no entry. Each page says what will be there, and the one step that fills it.
import { expect, it } from 'vitest';
import { accessibilityProblems, overflows } from './support/checks.ts';
import { testConsole } from './support/console.ts';
import { emptyConsole } from './support/empty-console.ts';
import { brandsAndLanguages, takePictures } from './support/picture.ts';
import { sizeOf } from './support/visit.ts';

const site = testConsole({ prepare: emptyConsole });

const firstDay = [
  { name: 'system', path: '/system', says: 'Nothing needs attention', step: null },
  { name: 'controls', path: '/system/controls', says: 'Enabled', step: 'Pause Restore' },
  { name: 'workspaces', path: '/system/workspaces', says: 'No workspaces yet', step: 'Create workspace' },
  {
    name: 'telemetry',
    path: '/system/telemetry?window=7d',
    says: 'No telemetry recorded in Last 7 days.',
    step: null,
  },
  { name: 'platform-audit', path: '/system/audit', says: 'No entries', step: null },
] as const;

it('pages without anything on them say what will be there, and are accessible', async () => {
  const { page, walk } = await site.visit({ as: 'op-ada' });
  for (const { path, says, step } of firstDay) {
    await page.setViewportSize(sizeOf(1440));
    await walk(path);
    await expect.poll(() => page.getByRole('main').textContent(), { message: path }).toContain(says);
    if (step !== null) await page.getByRole('button', { name: step, exact: true }).waitFor();
    expect.soft(await accessibilityProblems(page), path).toEqual([]);
    await page.setViewportSize(sizeOf(390));
    expect.soft(await overflows(page), path).toEqual([]);
  }
});

it.each(brandsAndLanguages)('and fit in $name', async ({ prefix, suffix, host, locale }) => {
  const { page, walk } = await site.visit({ as: 'op-ada', host, locale });
  for (const { name, path } of firstDay) {
    await page.setViewportSize(sizeOf(1024));
    await walk(path);
    expect.soft(await overflows(page), path).toEqual([]);
    await takePictures(page, `${prefix}empty-${name}${suffix}`);
  }
});
