import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { codings, compress, isCompressible, type Coding } from './server/web/compress.ts';
import { noncePlaceholder } from './server/web/nonce.ts';

/** A style sheet in the head keeps everything from being painted. Behind the splash it keeps only the scripts waiting, so the splash is there at once. */
const splashFirst: Plugin = {
  name: 'splash-first',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      const sheets = html.match(/[ \t]*<link rel="stylesheet"[^>]*>\n?/g) ?? [];
      return sheets
        .reduce((rest, sheet) => rest.replace(sheet, ''), html)
        .replace('  </body>', `${sheets.join('')}  </body>`);
    },
  },
};

/** Writes `.br` and `.gz` next to each file, as small as they get: the server only picks one. */
const precompressed: Plugin = {
  name: 'precompressed',
  apply: 'build',
  writeBundle({ dir = 'dist' }) {
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !isCompressible(path) || entry.name === 'index.html') continue;
      const bytes = readFileSync(path);
      for (const [coding, end] of Object.entries(codings) as [Coding, string][])
        writeFileSync(path + end, compress(bytes, coding, 'once'));
    }
  },
};

const librariesOfFewPages = /node_modules[\\/](?:d3-|internmap)/;
const ownSource = /msp-console[\\/](?:src|index\.html)/;
const components = /react-hooks[\\/]dist[\\/]/;
let fileNames: readonly string[] | undefined;
const isOfFewPages = (id: string): boolean => (fileNames ??= filesOfFewPages()).some((name) => id.includes(name));

/** Entries of the package, each with one of its components, that few pages need. */
const ofFewPages = [
  ['connections/index.js', 'ConnectionCard'],
  ['connections/index.js', 'VerificationReport'],
  ['onboarding/index.js', 'OnboardingReadiness'],
  ['telemetry/summary.js', 'TelemetrySummary'],
  ['telemetry/trend.js', 'TelemetryTrend'],
] as const;

/** The files of the package that have these components. Throws when the package is built in another way. */
function filesOfFewPages(): readonly string[] {
  const entry = fileURLToPath(import.meta.resolve('@tenantatlas/react-hooks/package.json'));
  return ofFewPages.map(([path, component]) => {
    const index = readFileSync(join(entry, '../dist/ui', path), 'utf8');
    const file = new RegExp(`${component}[^}]*\\} from "[./]*/(chunk-\\w+\\.js)"`).exec(index)?.[1];
    if (file === undefined) throw new Error(`dist/ui/${path} of react-hooks takes ${component} from no file.`);
    return file;
  });
}

export default defineConfig({
  plugins: [react(), splashFirst, precompressed],
  // The server puts a fresh nonce in its place with every page; react-aria reads it from the meta element that Vite writes.
  html: { cspNonce: noncePlaceholder },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0, // an inlined image is a data: address, which the policy refuses
    chunkSizeWarningLimit: 900,
    // What the first page needs is two files: parts that are loaded later would cut it into many small ones, which are larger together. Components that
    // few pages show are not among it. Imports between the files lead one way, so that each is complete when the next one runs.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'libraries',
              tags: ['$initial'],
              test: (id) => ![ownSource, components, librariesOfFewPages].some((some) => some.test(id)),
            },
            { name: 'console', tags: ['$initial'], test: (id) => !isOfFewPages(id) && !librariesOfFewPages.test(id) },
          ],
        },
      },
    },
  },
});
