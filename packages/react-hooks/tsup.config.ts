import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsup';
import { clientDirective, clientFiles } from '../../scripts/client-files.ts';
import { tsupOptions } from '../../scripts/tsup-options.ts';

const here = import.meta.dirname;
const options = tsupOptions(here, 'neutral');

// The bundler writes the directive into every file, also into what several entries have in common. Files that load no React then lose it: server components
// import query options and messages.
export default defineConfig({
  ...options,
  // Components of connections and of product usage are shown by few pages: as files of their own, bundlers load them with those pages. The summary of usage is apart from
  // the trend, which brings D3 along. The other entries are what they share with the rest, which would be in those files otherwise.
  entry: {
    ...options.entry,
    ...Object.fromEntries(
      [
        'connections/index.ts',
        'onboarding/index.ts',
        'telemetry/summary.tsx',
        'telemetry/trend.tsx',
        'base/index.ts',
        'controls/pause-dialog.tsx',
        'feedback/empty-state.tsx',
        'lists/table.tsx',
      ].map((file) => [`ui/${file.replace(/\.tsx?$/, '')}`, join(here, 'src/ui', file)]),
    ),
  },
  banner: { js: clientDirective },
  onSuccess: async () => {
    mkdirSync(join(here, 'dist'), { recursive: true });
    writeFileSync(join(here, 'dist/styles.css'), joinedStyles());
    freeForServers(join(here, 'dist'));
  },
});

/** A comment takes the line of the directive, so that source maps stay right. */
function freeForServers(folder: string): void {
  const client = clientFiles(folder);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js') || client.has(file)) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replace(clientDirective, '// Loads no React: for servers too.'));
  }
}

/** The sheets of all components as one, what they stand on first. They lie in one layer, so that every rule of a host wins. */
function joinedStyles(): string {
  const folders = readdirSync(join(here, 'src/ui')).filter((folder) => folder !== 'base');
  const files = ['base', ...folders.sort()].map((folder) => join(here, 'src/ui', folder, 'styles.css'));
  const sheets = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  return `@layer tenantatlas {\n${sheets.join('\n')}}\n`;
}
