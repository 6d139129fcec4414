import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryFolder } from './memory-folder.ts';
import { root } from './workspace.ts';

/** A folder in the place of the file system in memory. */
function parentFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'memory-folder-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return parent;
}

/** Runs `use` in a process of its own, with `folder` made in `parent`, and answers with the folder that it printed. */
function inProcess(parent: string, use: string, before = ''): string {
  const module = JSON.stringify(join(root, 'scripts/memory-folder.ts'));
  const code = `import { writeFileSync } from 'node:fs';
    ${before}
    const { memoryFolder } = await import(${module});
    const folder = memoryFolder({ parent: ${JSON.stringify(parent)}, needed: 1 });
    console.log(folder);
    ${use}`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).stdout.trim();
}

describe('the folder of a process', () => {
  it('is open to other users and goes with the process, whatever is in it', () => {
    const folder = memoryFolder({ parent: parentFolder(), needed: 1 });
    expect(statSync(folder ?? '').mode & 0o777).toBe(0o755);
    const parent = parentFolder();
    const other = inProcess(parent, `writeFileSync(folder + '/file', 'text'); process.exitCode = 1;`);
    expect(other).toContain(parent);
    expect(existsSync(other)).toBe(false);
  });

  it('is removed by the next process when its own was killed, and those of running processes stay', () => {
    const parent = parentFolder();
    const running = memoryFolder({ parent, needed: 1 });
    const folder = inProcess(parent, `process.kill(process.pid, 'SIGKILL');`);
    mkdirSync(join(parent, 'tenantatlas-other'));
    // The process with this number runs in another container, where it has another one.
    const ofContainer = basename(folder).replace(/^tenantatlas-run-\d+/, 'tenantatlas-run-999999999');
    mkdirSync(join(parent, ofContainer));
    expect(existsSync(folder)).toBe(true);
    const next = memoryFolder({ parent, needed: 1 });
    const others = ['tenantatlas-other', ofContainer].map((name) => join(parent, name));
    expect([folder, running, next, ...others].map((one) => existsSync(one ?? ''))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('there is none', () => {
  it('without a file system in memory', () =>
    expect(memoryFolder({ parent: join(parentFolder(), 'missing'), needed: 1 })).toBeNull());

  it('with less room than a run may take', () =>
    expect(memoryFolder({ parent: parentFolder(), needed: 2 ** 60 })).toBeNull());

  it('where programs may not be executed', () => {
    const parent = parentFolder();
    expect(inProcess(parent, '')).toContain(parent);
    expect(inProcess(parent, '', 'process.umask(0o111);')).toBe('null'); // as on a file system that forbids it
  });
});
