import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, specifiersOf } from './specifiers.ts';

/**
 * `rewriteRelativeImportExtensions` turns `./text.ts` into `./text.js` in JavaScript only; declarations keep `.ts`, which
 * names no published file: TypeScript happens to fall back to `./text.d.ts`, other readers of declarations do not.
 */
export function withPublishedSpecifiers(file: string, text: string): string {
  let result = text;
  for (const { text: specifier, start, end } of [...specifiersOf(parse(file, text))].sort(
    (a, b) => b.start - a.start,
  )) {
    if (!/^\.\.?\//.test(specifier) || !/(?<!\.d)\.tsx?$/.test(specifier)) continue;
    result = result.slice(0, start) + specifier.replace(/\.tsx?$/, '.js') + result.slice(end);
  }
  return result;
}

/** Rewrites every declaration below `folder` in place. */
export function rewriteSpecifiers(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    const rewritten = withPublishedSpecifiers(path, text);
    if (rewritten !== text) writeFileSync(path, rewritten);
  }
}
