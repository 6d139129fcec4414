import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { examplesIn } from './docs.ts';
import { root, sourceCondition } from './workspace.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
// Where its imports are found, and where nothing that reads the tree meanwhile looks.
const file = join(root, 'examples', 'quickstart', '.cache', `readme-${String(process.pid)}.ts`);

describe('the quick start of the README', () => {
  afterEach(() => {
    rmSync(file, { force: true });
  });

  it('runs unchanged and prints what the README says', () => {
    const promised = /It prints `([^`]+)`/.exec(readme)?.[1];
    expect(promised).toBeDefined();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, examplesIn(readme)[0]?.text ?? '');
    const { stdout, stderr, status } = spawnSync(process.execPath, [`--conditions=${sourceCondition}`, file], {
      encoding: 'utf8',
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toBe(`${promised ?? ''}\n`);
  });
});
