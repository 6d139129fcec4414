import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { localLinks } from './docs.ts';
import { filesBelow, root, type WorkspacePackage } from './workspace.ts';

/** The package that has every page. The others have what their README links to, and find the rest in it, beside themselves in `node_modules`. */
const complete = 'core';

/** The pages of `docs` that travel in a package, as paths relative to the root. */
export function pagesOf(folder: string): readonly string[] {
  const all = filesBelow('docs').filter((file) => /^docs\/(guide|errors)\/.*\.md$/.test(file));
  if (folder === complete) return all;
  const readme = readFileSync(join(root, 'packages', folder, 'README.md'), 'utf8');
  const linked = new Set(localLinks(readme).map(({ target }) => posix.normalize(target.replace(/#.*$/, ''))));
  return all.filter((page) => linked.has(page));
}

/** A page as it is in the package `name`: links to pages that the package does not have lead to those of the complete package. */
export function packagedPage(page: string, text: string, pages: readonly string[], name: string): string {
  return text.replaceAll(/\]\((?![a-z]+:|#|\/)([^)#\s]+)/g, (link, target: string) => {
    const file = posix.join(posix.dirname(page), target);
    if (pages.includes(file)) return link;
    const up = posix.relative(posix.dirname(page), '.'); // to the folder of the package
    return `](${posix.join(up, posix.relative(name, `@tenantatlas/${complete}`), file)}`;
  });
}

/** Writes the pages into the folder of the package, where its README and `files` of its manifest expect them. */
export function writePackageDocs({ dir, folder, manifest }: WorkspacePackage): void {
  rmSync(join(dir, 'docs'), { recursive: true, force: true });
  const pages = pagesOf(folder);
  for (const page of pages) {
    const to = join(dir, page);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, packagedPage(page, readFileSync(join(root, page), 'utf8'), pages, manifest.name));
  }
}
