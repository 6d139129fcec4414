import { isOtherBuild, reloadForBuild, reloadNow } from './build.ts';

const pauses = [400, 1_600];
let attempts = 0;

/**
 * Loads a part of the console that is a file of its own. A failed attempt is repeated twice. Rejects then: the caller shows that the part is missing, and asks
 * again.
 *
 * With `mayReload`, the page loads again where nothing else helps: once per build, when the server has another build, whose files have other names; and at most
 * once a minute, when the server has the file and the browser does not load what the file imports.
 */
export async function loadPart<Part>(load: () => Promise<Part>, { mayReload }: { mayReload: boolean }): Promise<Part> {
  let [part, reason] = await settle(load());
  for (const millis of pauses) {
    if (part) return part;
    await new Promise((resolve) => setTimeout(resolve, millis));
    [part, reason] = await settle(loadAnew<Part>(reason, load));
  }
  if (!part && mayReload) {
    if (await isOtherBuild()) reloadForBuild();
    else if (await isServed(reason)) {
      [part, reason] = await settle(loadAnew<Part>(reason, load));
      if (!part && (await isServed(reason))) reloadNow();
    }
  }
  if (part) return part;
  throw new Error('A part of the console could not be loaded.', { cause: reason });
}

/** Browsers keep that a module could not be loaded, and do not ask for it again at the same address. */
function loadAnew<Part>(reason: unknown, load: () => Promise<Part>): Promise<Part> {
  const address = addressIn(reason);
  if (address === null) return load();
  attempts += 1;
  return import(/* @vite-ignore */ `${address}?attempt=${String(attempts)}`) as Promise<Part>;
}

/** Whether the server answers with the file. A module that still fails then imports another one that the browser keeps as failed, under a fixed address. */
async function isServed(reason: unknown): Promise<boolean> {
  const address = addressIn(reason);
  if (address === null) return false;
  return fetch(address, { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** The file of our own that could not be loaded: most browsers name it in the error. */
function addressIn(reason: unknown): string | null {
  const address = /https?:\S+\.js/.exec(String(reason))?.[0];
  return address !== undefined && new URL(address).origin === location.origin ? address : null;
}

async function settle<Part>(loading: Promise<Part>): Promise<[Part | null, unknown]> {
  try {
    return [await loading, null];
  } catch (reason) {
    return [null, reason];
  }
}
