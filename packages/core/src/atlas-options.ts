import type { Actor } from './access/actor.ts';
import { invariant } from './kernel/invariant.ts';

/** The options of `createTenantAtlas`; a type test holds that there are no others. */
export const atlasOptionNames = [
  'storage',
  'catalogs',
  'access',
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

const actorKinds: readonly string[] = ['platform', 'user', 'system'] satisfies readonly Actor['kind'][];

/** A misspelt option would silently leave the default in its place. TypeScript sees it; plain JavaScript does not. */
export function checkAtlasOptions(options: { readonly catalogs?: object }): void {
  invariant(isObject(options), 'createTenantAtlas(options): pass an object such as { storage }, or nothing.');
  refuseUnknown('option', options, atlasOptionNames);
  if (options.catalogs === undefined) return;
  invariant(isObject(options.catalogs), 'createTenantAtlas: "catalogs" is an object such as { controls: [controls] }.');
  refuseUnknown('member of "catalogs"', options.catalogs, catalogNames);
}

/** The actor itself. Unchecked, a sign-in that found nobody would show in the first call only, as if it were a bug of the SDK. */
export function checkedActor(actor: Actor): Actor {
  invariant(
    isObject(actor) && actorKinds.includes(actor.kind),
    'as(actor): say who acts, with workspaceUser(...), platformOperator(...) or systemActor(...).',
  );
  return actor;
}

function refuseUnknown(what: string, given: object, names: readonly string[]): void {
  for (const name of Object.keys(given))
    invariant(names.includes(name), `createTenantAtlas: "${name}" is no ${what}. Use one of ${names.join(', ')}.`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
