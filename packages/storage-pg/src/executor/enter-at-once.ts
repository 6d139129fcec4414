/**
 * Runs `work` without waiting for the answers to what opens its transaction: a driver that pipelines sends both in one round trip. Where the transaction was not opened as
 * asked, PostgreSQL refuses each further statement in it, so `work` can change nothing.
 *
 * MUST be given `opening` that was sent already, with BEGIN as a message of its own: the server skips a message whose text it cannot read, and what follows would
 * commit by itself. Rejects with the failure of `opening` first: what `work` then fails with only follows from it.
 */
export async function enterAtOnce<T>(opening: Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const [opened, done] = await Promise.allSettled([opening, work()]);
  if (opened.status === 'rejected') throw opened.reason;
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}
