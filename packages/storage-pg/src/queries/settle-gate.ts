import type { GateSettlement, WorkspaceScope } from '@tenantatlas/core';
import type { BackendProfile } from '../backend/backend-profile.ts';
import { beginGeneration, endOlder, type Wait } from './gate-generations.ts';
import { countOpenStarts } from './gate-lines.ts';
import { scriptText } from './script-text.ts';
import { settleEach } from './settle-each.ts';
import { settleTogether } from './settle-together.ts';
import { onceWithinTime, withinTime, type GateTransactions } from './within-time.ts';

/**
 * Waits for the starts that are in the gate now, and for none that come later.
 *
 * First the gate gets a new generation, a row with a number above all others, and that is committed. From then on starts go to that row, so that
 * the others only lose starts. Then all rows but the newest are deleted, which waits for those who share them.
 *
 * Why this is enough. A start from before the pause shares one of the rows that are there behind the first step. All but the newest are waited for.
 * The newest has a number that the first step made, or could not see: it was committed after the pause, and who shares it looks again later
 * than that, and sees the pause.
 *
 * Rows are never updated. PostgreSQL would follow an update and wait for those who share the new version as well, and they may be a stream.
 *
 * Each wait is a transaction of its own with what is left of the time, so that nothing is held while something else is waited for.
 */
export async function settleGate(
  transactions: GateTransactions,
  scope: WorkspaceScope | null,
  waitMillis: number,
  profile: BackendProfile,
): Promise<GateSettlement> {
  const deadline = performance.now() + waitMillis;
  const wait = waiting(transactions, deadline);
  const settled = scope
    ? await settleOne(wait, scope)
    : await settleAll(wait, () => performance.now() >= deadline, profile);
  if (settled) return { settled, openStarts: 0 };
  return { settled, openStarts: await transactions.run('', (context) => countOpenStarts(context, scope)) };
}

function waiting(transactions: GateTransactions, deadline: number): Wait {
  const { naming } = transactions;
  return {
    work: (work) => withinTime(transactions, deadline, work),
    once: (statement) => onceWithinTime(transactions, deadline, scriptText(naming, statement(naming))),
  };
}

async function settleOne(wait: Wait, scope: WorkspaceScope): Promise<boolean> {
  return (await beginGeneration(wait, scope)) && (await endOlder(wait, scope));
}

/**
 * All workspaces, and those that are being made: a creation shares the platform's gate. A workspace that is committed after the first step needs no wait,
 * its starts look later than the pause.
 */
async function settleAll(
  wait: Wait,
  isOver: () => boolean,
  { locksAcrossWorkspaces }: BackendProfile,
): Promise<boolean> {
  if (!(await beginGeneration(wait, null))) return false;
  return locksAcrossWorkspaces ? settleTogether(wait) : settleEach(wait, isOver);
}
