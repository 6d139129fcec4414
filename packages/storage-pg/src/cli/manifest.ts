import { createRequire } from 'node:module';

/** The manifest of this package, found by the package's name, because a build moves this file. */
export const manifest = createRequire(import.meta.url)('@tenantatlas/storage-pg/package.json') as {
  readonly version: string;
  readonly engines: { readonly node: string };
};
