/** What starts a timer and answers how to stop it. */
interface Timers {
  after(millis: number, task: () => void): () => void;
}

/** What `work` resolves to, or what `late` answers once `millis` have passed. Leaves no timer behind. The work may still end later; a failure then is ignored. */
export async function withDeadline<T, Late>(
  timers: Timers,
  millis: number,
  work: Promise<T>,
  late: () => Late,
): Promise<T | Late> {
  const { promise, resolve, reject } = Promise.withResolvers<Late>();
  const stop = timers.after(millis, () => {
    try {
      resolve(late());
    } catch (reason) {
      reject(reason);
    }
  });
  try {
    return await Promise.race([work, promise]);
  } finally {
    stop();
    work.catch(() => undefined);
  }
}
