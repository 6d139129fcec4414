import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cpuSeconds } from './cpu-time.ts';

const work = 'const { user } = process.cpuUsage(); while (process.cpuUsage().user < user + 300_000);';

it('counts the CPU time of programs that have ended', () => {
  const before = cpuSeconds();
  const own = process.cpuUsage();
  expect(spawnSync(process.execPath, ['-e', work]).status).toBe(0);
  const { user, system } = process.cpuUsage(own);
  const after = cpuSeconds();
  if (!existsSync('/proc/self/stat')) return void expect([before, after]).toEqual([null, null]);
  expect((after ?? 0) - (before ?? 0) - (user + system) / 1e6).toBeGreaterThan(0.25);
});
