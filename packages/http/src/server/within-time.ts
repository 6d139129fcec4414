/** What `work` resolves to, or null once `millis` have passed: then `signal` fires. The work may still end later; a failure then is ignored. */
export async function withinTime<T>(millis: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  const late = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      late.abort();
      resolve(null);
    }, millis);
  });
  const working = work(late.signal);
  try {
    return await Promise.race([working, isLate]);
  } finally {
    clearTimeout(timer);
    working.catch(() => {});
  }
}
