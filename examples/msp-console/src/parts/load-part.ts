import { isOtherBuild, reloadForBuild } from './build.ts';

const pauses = [400, 1_600];
let attempts = 0;

/**
 * Loads a part of the console that is a file of its own. A failed attempt is repeated twice. When the server has another build by then, whose files have other
 * names, the page loads again, once per build. Rejects otherwise: the caller shows that the part is missing, and asks again.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  let [part, reason] = await settle(load());
  for (const millis of pauses) {
    if (part) return part;
    await new Promise((resolve) => setTimeout(resolve, millis));
    [part, reason] = await settle(loadAnew<Part>(reason, load));
  }
  if (part) return part;
  if (await isOtherBuild()) reloadForBuild();
  throw new Error('A part of the console could not be loaded.', { cause: reason });
}

/** Browsers keep that a module could not be loaded, and do not ask for it again at the same address. Most name the address in the error. */
function loadAnew<Part>(reason: unknown, load: () => Promise<Part>): Promise<Part> {
  const address = /https?:\S+\.js/.exec(String(reason))?.[0];
  if (address === undefined || new URL(address).origin !== location.origin) return load();
  attempts += 1;
  return import(/* @vite-ignore */ `${address}?attempt=${String(attempts)}`) as Promise<Part>;
}

async function settle<Part>(loading: Promise<Part>): Promise<[Part | null, unknown]> {
  try {
    return [await loading, null];
  } catch (reason) {
    return [null, reason];
  }
}
