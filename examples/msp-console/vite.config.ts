import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { noncePlaceholder } from './server/web/pages.ts';

export default defineConfig({
  plugins: [react()],
  // The server puts a fresh nonce in its place with every page; react-aria reads it from the meta element that Vite writes.
  html: { cspNonce: noncePlaceholder },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0, // an inlined image is a data: address, which the policy refuses
    chunkSizeWarningLimit: 900,
  },
});
