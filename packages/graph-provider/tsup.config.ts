import { defineConfig } from 'tsup';
import { tsupOptions } from '../../scripts/tsup-options.ts';

export default defineConfig(tsupOptions(import.meta.dirname, 'node'));
