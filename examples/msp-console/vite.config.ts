import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

export default defineConfig({
  plugins: [react(), splashFirst, precompressed],
  // The server puts a fresh nonce in its place with every page; react-aria reads it from the meta element that Vite writes.
  html: { cspNonce: noncePlaceholder },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0, // an inlined image is a data: address, which the policy refuses
    chunkSizeWarningLimit: 900,
    // What the first page needs is one file: parts that are loaded later would cut it into many small ones, which are larger together.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'index', tags: ['$initial'] }] } } },
  },
});
