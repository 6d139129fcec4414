import { vi } from 'vitest';
import type { OpenBackend } from './backends.ts';

/** Resolves once so many connections to the database wait for a lock, or `isOver` says that none will. Not for PGlite, which has one connection. */
export async function waitingForLock(
  { admin }: Pick<OpenBackend, 'admin'>,
  count = 1,
  isOver: () => boolean = () => false,
): Promise<void> {
  const sql = `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  const isWaiting = async () => (await admin<{ waiting: number }>(sql))[0]?.waiting === count;
  await vi.waitUntil(async () => isOver() || (await isWaiting()), { timeout: 60_000, interval: 5 });
}
