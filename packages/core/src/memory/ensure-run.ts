import { invariant } from '../kernel/invariant.ts';
import { blockingOutcomes } from '../ports/completed-policy.ts';
import type { EnsureOutcome, RunDraft, RunOutcome } from '../ports/run-store.ts';
import { isInProgress, keyOfRun, runsOf, type StoredRun } from './run-rows.ts';
import type { Rows } from './rows.ts';

/** Creates the run, or returns the one that blocks it: an identical one first, then another exclusive one. */
export function ensureRun(rows: Rows<StoredRun>, { run, completedPolicy, exclusiveKey }: RunDraft): EnsureOutcome {
  const identical = runsOf(rows, run.workspaceId, (row) => row.run.identityHash === run.identityHash);
  const active = identical.find(isInProgress);
  if (active) return { disposition: 'active_exists', run: active };

  const blocking: readonly RunOutcome[] = blockingOutcomes(completedPolicy);
  const completed = identical.find(({ outcome }) => blocking.includes(outcome));
  if (completed) return { disposition: 'completed_exists', run: completed };

  const [busy] = runsOf(
    rows,
    run.workspaceId,
    (row) => exclusiveKey !== null && row.exclusiveKey === exclusiveKey && isInProgress(row.run),
  );
  if (busy) return { disposition: 'scope_busy', run: busy };

  const key = keyOfRun(run.workspaceId, run.id);
  invariant(!rows.get(key), 'runs.ensure got the id of a run that exists. Give every run an id of its own.');
  rows.set(key, { workspaceId: run.workspaceId, run, exclusiveKey });
  return { disposition: 'created', run: rows.get(key)?.run ?? run };
}
