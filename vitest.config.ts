import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.ts';
import { memoryFolder } from './scripts/memory-folder.ts';
import { root, sourceCondition } from './scripts/workspace.ts';

// Tests start many Node processes that load the same sources. The cache keeps what Node compiled, which halves the CPU time of a start.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/node-compile');

// Temporary files are in memory where there is enough of it. The soak measures, so it has them where a program has them. TMPDIR chooses another place.
const inMemory = process.env['TMPDIR'] === undefined && process.env['TA_SCALE'] !== '1' ? memoryFolder() : null;
if (inMemory !== null) {
  process.env['TA_DISK_FOLDER'] = tmpdir(); // for servers that wait for the disk
  process.env['TMPDIR'] = inMemory;
}

// Everything is resolved to sources, so tests need no build. Vite's own conditions have to be repeated.
const conditions = [sourceCondition, 'module', 'node', 'development|production'];
const shared: TestProjectInlineConfiguration = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  environments: { __vitest__: { resolve: { conditions } } }, // where globalSetup runs; it inherits nothing of the above
};

// No test waits that long; a busy machine takes its time. A second, the default, is short there.
const patient = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

const ignored = ['**/node_modules/**', '**/dist/**', '**/.git/**', '**/.cache/**'];

// Boots one PostgreSQL server per run; a file gets its own database.
const databaseSetup = 'packages/storage-pg/test/support/global-setup.ts';
const globalSetup = existsSync(join(root, databaseSetup)) ? [join(root, databaseSetup)] : [];

// React 18, and what brings React along, in the place of those beside our own code.
const onReact18 = join(root, 'packages/react-hooks/test/react-18/node_modules');
const broughtAlong = ['react', 'react-dom', '@tanstack/react-query', '@testing-library/react', 'react-aria-components'];
const alias = broughtAlong.map((name) => ({
  find: new RegExp(`^${name}(/.*)?$`),
  replacement: `${join(onReact18, name)}$1`,
}));

// Tests that stand on a page of their own.
const react = ['packages/react-hooks/**/*.test.{ts,tsx}', 'examples/msp-console/src/**/*.test.{ts,tsx}'];

// What depends on the version of React: hooks, the provider, hydration of every component, and the components that others are made of, with their dialogs, focus and effects.
// The rest of a component does not, so that its tests run on React 19, and on both in the soak.
const react18 = ['', '{mutation,provider,query,testing}', 'ui', 'ui/{actions,base,controls,feedback,lists}'];
const isSoak = Number(process.env['TA_SCALE'] ?? 0) >= 1;

const reactSetup = ['inert', 'quiet-console', 'patient-queries', 'unmount'].map((file) =>
  join(root, `packages/react-hooks/test/support/${file}.ts`),
);

export default defineConfig({
  test: {
    maxWorkers: 2,
    allowOnly: false,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './bench/lib/figures-reporter.ts'],
    env: { TA_SCALE: process.env['TA_SCALE'] ?? '0.05', TA_SEED: process.env['TA_SEED'] ?? '1' },
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          ...patient,
          include: ['**/*.test.ts'],
          exclude: [...ignored, ...react, '**/*.{int,fault,browser}.test.ts'],
          isolate: false, // a package without global state needs no process per file, and this takes half the time
        },
      },
      {
        ...shared,
        test: {
          name: 'react',
          ...patient,
          include: react,
          setupFiles: reactSetup,
          exclude: ignored,
          isolate: false, // 30 files load React Aria, which takes longer than their tests
        },
      },
      {
        ...shared,
        resolve: { conditions, alias },
        test: {
          name: 'react-18',
          ...patient,
          include: (isSoak ? ['**'] : react18).map((folder) => `packages/react-hooks/src/${folder}/*.test.tsx`),
          setupFiles: reactSetup,
          env: { TA_REACT: '18' },
          exclude: [...ignored, '**/*.browser.test.tsx'],
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          ...patient,
          include: ['**/*.int.test.ts'],
          exclude: ignored,
          globalSetup,
          isolate: false, // each file has databases and folders of its own, and 50 files load the same modules
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: {
          // Kills processes and servers. Each file has its own database, and its own server where it kills that.
          name: 'fault',
          ...patient,
          include: ['**/*.fault.test.ts'],
          exclude: ignored,
          globalSetup,
          testTimeout: 600_000,
          hookTimeout: 300_000, // some boot a server that waits for the disk
          sequence: { groupOrder: 3 },
        },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          ...patient,
          include: ['**/*.browser.test.ts'],
          exclude: ignored,
          globalSetup: [join(root, 'examples/msp-console/test/support/browser-setup.ts')],
          testTimeout: 180_000, // several people, each with a browser, and a restore that is watched to its end
          hookTimeout: 120_000,
          isolate: false, // each file has a server and data of its own, and the files share one browser
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
