/** How many callbacks a process answers in a minute where the host limits nothing itself. A refused one can be opened again: the request for consent waits 30 minutes. */
const perMinute = 300;
const minute = 60_000;

/** Seconds to wait, or null, for calls in windows of a minute. `clock` answers milliseconds that never go back. */
export function minuteLimit(clock: () => number = () => performance.now(), limit = perMinute): () => number | null {
  let began = -Infinity;
  let seen = 0;
  return () => {
    const at = clock();
    if (at - began >= minute) [began, seen] = [at, 0];
    seen += 1;
    return seen > limit ? Math.max(1, Math.ceil((began + minute - at) / 1_000)) : null;
  };
}
