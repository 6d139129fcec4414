import { createRequire } from 'node:module';

/** What this package says of itself; found by its own name, because a build moves this file. */
export const manifest = createRequire(import.meta.url)('@tenantatlas/storage-pg/package.json') as {
  readonly version: string;
  readonly engines: { readonly node: string };
};
