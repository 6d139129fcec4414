#!/usr/bin/env node
// `npx tenantatlas` without a local installation asks the registry for this name. It runs the command of the storage package, found by that package's manifest.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const manifest = require.resolve('@tenantatlas/storage-pg/package.json');
const { bin } = require(manifest) as { readonly bin: { readonly tenantatlas: string } };

await import(pathToFileURL(join(dirname(manifest), bin.tenantatlas)).href);
