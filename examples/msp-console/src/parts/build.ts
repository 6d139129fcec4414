const storageKey = 'msp-console.reloaded-for';
const momentKey = 'msp-console.reloaded-at';
let seen: string | null = null;

/** The first file of the build that this page runs. */
function ownEntry(): string {
  return document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? '';
}

/** Whether the server has another build than the one that this page runs; false where it cannot be asked. */
export async function isOtherBuild(): Promise<boolean> {
  const html = await fetch('/', { cache: 'no-store' })
    .then((answer) => (answer.ok ? answer.text() : ''))
    .catch(() => '');
  const entry = /<script type="module"[^>]* src="([^"]+)"/.exec(html)?.[1];
  if (entry === undefined || entry === ownEntry()) return false;
  seen = entry;
  return true;
}

/** Loads the page again, for the build that {@link isOtherBuild} saw: once per build, so that a broken one is never a loop. */
export function reloadForBuild(): void {
  if (seen !== null) reloadUnless(storageKey, seen, (last) => last === seen);
}

/** Loads the page again, at most once a minute. */
export function reloadNow(): void {
  const now = Date.now();
  reloadUnless(momentKey, String(now), (last) => Math.abs(now - Number(last)) < 60_000);
}

function reloadUnless(key: string, value: string, wasJustDone: (last: string) => boolean): void {
  try {
    const last = sessionStorage.getItem(key);
    if (last !== null && wasJustDone(last)) return;
    sessionStorage.setItem(key, value);
  } catch {
    return; // Without a memory, a loop could not be ruled out.
  }
  location.reload();
}
