const storageKey = 'msp-console.reloaded-for';
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
  if (seen === null) return;
  try {
    if (sessionStorage.getItem(storageKey) === seen) return;
    sessionStorage.setItem(storageKey, seen);
  } catch {
    return; // Without a memory, a loop could not be ruled out.
  }
  location.reload();
}
