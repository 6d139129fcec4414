import { defineConfig } from 'tsup';
import { tsupOptions } from '../../scripts/tsup-options.ts';

const { entry, ...options } = tsupOptions(import.meta.dirname, 'neutral');
const alone = 'controls/snapshot-entry';
const entries = Object.entries(entry as Record<string, string>);

// The snapshot is a separate file: it is for processes that must start fast, and every file costs Node about a millisecond.
export default defineConfig([
  { ...options, entry: Object.fromEntries(entries.filter(([name]) => name !== alone)) },
  { ...options, entry: Object.fromEntries(entries.filter(([name]) => name === alone)), splitting: false, minify: true },
]);
