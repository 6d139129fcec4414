import { invariant } from '@tenantatlas/core';

/** Calls `make` at the first call and answers with its result ever after. A failure is not kept: the next call tries again. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null;
  return () => {
    kept ??= make().catch((reason: unknown) => {
      kept = null;
      throw reason;
    });
    return kept;
  };
}

/**
 * Something that a process has once, made at the first call: an atlas with its storage and its worker. Next bundles a module several times, so a constant at
 * the top of a module would exist several times, and `next build` would make it as well. A failure is not kept: the next call tries again.
 *
 * Everything that is given the same name shares one result, which stays when a module is replaced during development: restart the server to make it anew.
 * Throws an invariant for a name that is not text and a `make` that is not a function.
 *
 * @example
 * export const atlas = oncePerProcess('acme-atlas', async () => createTenantAtlas({ storage: await openStorage() }));
 */
export function oncePerProcess<T>(name: string, make: () => T | Promise<T>): () => Promise<T> {
  invariant(
    typeof name === 'string' && name !== '',
    'oncePerProcess: pass a name, as in oncePerProcess("acme-atlas", make).',
  );
  invariant(
    typeof make === 'function',
    'oncePerProcess: pass a function as make, as in oncePerProcess("acme-atlas", () => openAtlas()).',
  );
  const key = Symbol.for(`@tenantatlas/http/next ${name}`);
  const kept = globalThis as { [key: symbol]: (() => Promise<T>) | undefined };
  return () => (kept[key] ??= once(async () => make()))();
}
