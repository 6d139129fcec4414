import { defineConfig } from 'tsup';
import { tsupOptions } from '../../scripts/tsup-options.ts';

// Every file is for the client side of a framework that tells the sides apart; shared chunks would lose the directive without a banner.
export default defineConfig({ ...tsupOptions(import.meta.dirname, 'neutral'), banner: { js: '"use client";' } });
