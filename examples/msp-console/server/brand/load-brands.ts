// The brands of this console: one folder each, with brand.ts and its images and fonts. They are read and checked once, at the start.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvariantError } from '@tenantatlas/core';
import { themeStyle } from '@tenantatlas/react-hooks/server';
import type { Brand, BrandImage } from '../../brands/brand.ts';
import type { ImageView, ThemedImageView } from '../../src/brand/brand-view.ts';
import { staticFile, type StaticFile } from '../web/static-file.ts';
import { brandProblems } from './brand-problems.ts';
import { sizeOfSvg } from './size-of-svg.ts';

/** A brand that was checked, with what the server answers for it. */
export interface LoadedBrand {
  readonly brand: Brand;
  readonly mark: ThemedImageView;
  readonly wordmark: ThemedImageView | null;
  /** The address of the favicon. */
  readonly favicon: string;
  /** Fonts and variables, for a style element. */
  readonly style: string;
  /** Its images and fonts, by their addresses. */
  readonly files: ReadonlyMap<string, StaticFile>;
}

/** All brands, and which one a host shows. */
export interface Brands {
  readonly all: readonly LoadedBrand[];
  readonly fallback: LoadedBrand;
  /** The brand of a host name; the default one where no brand names it. */
  readonly of: (hostname: string) => LoadedBrand;
  /** Whether a brand names this host. */
  readonly knows: (hostname: string) => boolean;
}

/** The folder of the brand that unknown hosts show. */
const defaultBrand = 'meridian';

/**
 * Reads every brand below `folder`. `chosen` names the folder of one that every host shows, to look at it while it is made. Throws an invariant that names the
 * brand, the field, the rule and the fix: for a theme with too little contrast, a missing file, an unknown message, a host of two brands.
 */
export async function loadBrands(folder: string, chosen?: string): Promise<Brands> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'brand.ts')))
    .map(({ name }) => name);
  const loaded = new Map<string, LoadedBrand>();
  for (const name of names) loaded.set(name, await loadBrand(folder, name));
  const byHost = new Map<string, LoadedBrand>();
  for (const [name, one] of loaded)
    for (const host of one.brand.hosts) {
      if (byHost.has(host))
        throw new InvariantError(
          `brands/${name}: "hosts" holds ${host}, which another brand has. Leave it in one of them.`,
        );
      byHost.set(host, one);
    }
  const only = chosen === undefined || chosen === '' ? undefined : chosen;
  const fallback = loaded.get(only ?? defaultBrand) ?? [...loaded.values()][0];
  if (!fallback || (only !== undefined && !loaded.has(only)))
    throw new InvariantError(
      `${folder} has no brand "${only ?? defaultBrand}". Use one of ${names.join(', ') || '(none)'}, or make it: a folder with brand.ts.`,
    );
  return {
    all: [...loaded.values()],
    fallback,
    of: (hostname) => (only === undefined ? byHost.get(hostname) : undefined) ?? fallback,
    knows: (hostname) => byHost.has(hostname),
  };
}

async function loadBrand(folder: string, name: string): Promise<LoadedBrand> {
  const dir = join(folder, name);
  const { default: brand } = (await import(pathToFileURL(join(dir, 'brand.ts')).href)) as { readonly default: Brand };
  const problems = brandProblems(brand);
  if (problems.length > 0)
    throw new InvariantError(
      `The brand "${String(brand.name)}" (brands/${name}) cannot be used:\n  ${problems.join('\n  ')}`,
    );
  const files = new Map<string, StaticFile>();
  const serve = (field: string, file: string): { readonly src: string; readonly bytes: Buffer } => {
    const path = join(dir, file);
    if (!/^[\w-]+\.(svg|png|woff2)$/.test(file) || !existsSync(path))
      throw new InvariantError(
        `The brand "${brand.name}": "${field}" is "${file}". Name an SVG, PNG or woff2 file in brands/${name}.`,
      );
    const bytes = readFileSync(path);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    const extension = extname(file);
    const src = `/brand/${name}/${file.slice(0, -extension.length)}-${hash}${extension}`;
    files.set(src, staticFile(src, bytes));
    return { src, bytes };
  };
  const image = (field: string, file: string): ImageView => {
    const { src, bytes } = serve(field, file);
    const size = sizeOfSvg(bytes.toString('utf8'));
    if (!size)
      throw new InvariantError(
        `The brand "${brand.name}": "${field}" is "${file}". Use an SVG whose root has a viewBox.`,
      );
    return { src, ...size };
  };
  const themed = (field: string, { light, dark }: BrandImage): ThemedImageView => ({
    light: image(`${field}.light`, light),
    dark: image(`${field}.dark`, dark),
  });
  const fonts = brand.fonts.map(({ family, file, weight }, at) => {
    const { src } = serve(`fonts[${String(at)}].file`, file);
    return `@font-face{font-family:'${family}';src:url(${src}) format('woff2');font-weight:${weight};font-display:swap}`;
  });
  return {
    brand,
    mark: themed('mark', brand.mark),
    wordmark: brand.wordmark && themed('wordmark', brand.wordmark),
    favicon: serve('favicon', brand.favicon).src,
    style: fonts.join('') + themeStyle({ ...brand.theme, name: brand.name }, ':root,.ta-root'),
    files,
  };
}
