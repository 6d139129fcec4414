import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { publicPackages, root, sourceCondition } from './workspace.ts';

// Under the conditions that bundlers set, Node's own resolver says which entries a platform gets. The table of docs/guide/edge.md says the same.
const forWorkers = ['storage-pg', 'storage-pg/pg', 'storage-pg/postgres-js', 'http/server', 'http/client', 'core'];
const refusedThere = ['storage-pg/pglite', 'http/node'];
const forServersOnly = ['storage-pg', 'storage-pg/pg', 'storage-pg/postgres-js', ...refusedThere];

it.each([
  {
    platform: 'Workers, as wrangler bundles',
    conditions: ['workerd', 'worker', 'browser'],
    found: forWorkers,
    refused: refusedThere,
  },
  { platform: 'a page', conditions: ['browser'], found: ['http/client', 'core/browser'], refused: forServersOnly },
  {
    platform: 'a Web Worker of a page',
    conditions: ['worker', 'browser'],
    found: ['http/client'],
    refused: forServersOnly,
  },
  { platform: 'Node', conditions: [], found: [...forWorkers, ...refusedThere], refused: [] },
])('$platform finds what runs there, and is refused the rest', ({ conditions, found, refused }) => {
  expect(resolved(conditions, [...found, ...refused])).toEqual(
    Object.fromEntries([...found.map((name) => [name, 'found']), ...refused.map((name) => [name, 'refused'])]),
  );
});

it('the published exports have the conditions of the workspace, in the same order', () => {
  for (const { manifest } of publicPackages()) {
    const { exports: own = {}, publishConfig } = manifest;
    const published = Object.entries(publishConfig?.exports ?? own).map(([subpath, target]) => [
      subpath,
      namesOf(target),
    ]);
    const here = Object.entries(own).map(([subpath, target]) => [
      subpath,
      namesOf(target).filter((condition) => !condition.startsWith(sourceCondition)),
    ]);
    expect(published).toEqual(here);
  }
});

function namesOf(target: string | object): readonly string[] {
  return typeof target === 'string' ? [target] : Object.entries(target).map((entry) => entry.join(' '));
}

/** Node sets `node`, `import` and `default` as well, which no manifest here names before the others. */
function resolved(conditions: readonly string[], names: readonly string[]): unknown {
  const program = `
    const found = {};
    for (const name of ${JSON.stringify(names)}) {
      try { import.meta.resolve('@tenantatlas/' + name); found[name] = 'found'; }
      catch (error) { found[name] = error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' ? 'refused' : String(error); }
    }
    console.log(JSON.stringify(found));`;
  const flags = conditions.map((condition) => `--conditions=${condition}`);
  const { stdout } = spawnSync(process.execPath, [...flags, '--input-type=module', '--eval', program], {
    cwd: join(root, 'docs', 'guide'),
    encoding: 'utf8',
  });
  return JSON.parse(stdout);
}
