import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsup';
import { tsupOptions } from '../../scripts/tsup-options.ts';

const here = import.meta.dirname;

// Every file is for the client side of a framework that separates client and server; shared chunks would lose the directive without a banner.
export default defineConfig({
  ...tsupOptions(here, 'neutral'),
  banner: { js: '"use client";' },
  onSuccess: async () => {
    mkdirSync(join(here, 'dist'), { recursive: true });
    writeFileSync(join(here, 'dist/styles.css'), joinedStyles());
  },
});

/** The sheets of all components as one, what they stand on first. They lie in one layer, so that every rule of a host wins. */
function joinedStyles(): string {
  const folders = readdirSync(join(here, 'src/ui')).filter((folder) => folder !== 'base');
  const files = ['base', ...folders.sort()].map((folder) => join(here, 'src/ui', folder, 'styles.css'));
  const sheets = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  return `@layer tenantatlas {\n${sheets.join('\n')}}\n`;
}
