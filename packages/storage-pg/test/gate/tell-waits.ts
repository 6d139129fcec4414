import { onTestFailed, onTestFinished } from 'vitest';
import type { OpenBackend } from '../support/backends.ts';

/** Prints, if the test fails, what each session of its database waited for after ten seconds: a test about waiting is otherwise silent about who held it up. */
export function tellWaits(open: OpenBackend, step: () => string): void {
  let told: Promise<string> = Promise.resolve('It ended within ten seconds.');
  const timer = setTimeout(() => {
    told = waits(open).then((rows) => `At "${step()}": ${JSON.stringify(rows, null, 1)}`, String);
  }, 10_000);
  onTestFinished(() => clearTimeout(timer));
  onTestFailed(async () => {
    process.stderr.write(`${await told}\n`);
  });
}

function waits(open: OpenBackend): Promise<readonly unknown[]> {
  return open.admin(`select pid, state, wait_event_type, wait_event, pg_blocking_pids(pid) as blocked_by, left(query, 2000) as query,
      (select json_agg(json_build_object('type', locktype, 'mode', mode, 'granted', granted, 'of', coalesce(relation::regclass::text, transactionid::text), 'tuple', tuple))
       from pg_locks where pg_locks.pid = session.pid and locktype <> 'virtualxid') as locks
    from pg_stat_activity as session where datname = current_database() order by pid`);
}
