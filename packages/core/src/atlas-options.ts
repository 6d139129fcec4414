import { invariant } from './kernel/invariant.ts';

/** The options of `createTenantAtlas`; a type test checks that the list is complete. */
export const atlasOptionNames = [
  'storage',
  'catalogs',
  'access',
  'roles',
  'restoreExecutor',
  'dispatcher',
  'clock',
  'ids',
  'logger',
  'instrumentation',
  'scheduler',
] as const;

/** What `catalogs` may hold. */
export const catalogNames = ['controls', 'operations'] as const;

/** A misspelt option would silently leave the default in its place. TypeScript sees it; plain JavaScript does not. */
export function checkAtlasOptions(options: {
  readonly catalogs?: object;
  readonly access?: unknown;
  readonly roles?: unknown;
}): void {
  invariant(isObject(options), 'createTenantAtlas(options): pass an object such as { storage }, or nothing.');
  refuseUnknown('option', options, atlasOptionNames);
  invariant(
    options.access === undefined || options.roles === undefined,
    'createTenantAtlas: "roles" extends the built-in policy, which "access" replaces. Leave one of them out.',
  );
  if (options.catalogs === undefined) return;
  invariant(isObject(options.catalogs), 'createTenantAtlas: "catalogs" is an object such as { controls: [controls] }.');
  refuseUnknown('member of "catalogs"', options.catalogs, catalogNames);
}

function refuseUnknown(what: string, given: object, names: readonly string[]): void {
  for (const name of Object.keys(given))
    invariant(names.includes(name), `createTenantAtlas: "${name}" is no ${what}. Use one of ${names.join(', ')}.`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
