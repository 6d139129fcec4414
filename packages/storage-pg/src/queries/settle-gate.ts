import type { GateSettlement, WorkspaceScope } from '@tenantatlas/core/ports';
import type { BackendProfile } from '../backend/backend-profile.ts';
import { createConnectionLimit } from '../executor/connection-limit.ts';
import { beginGeneration, endOlder, type Wait } from './gate-generations.ts';
import { countOpenStarts } from './gate-lines.ts';
import { scriptText } from './script-text.ts';
import { settleEach } from './settle-each.ts';
import { settleTogether } from './settle-together.ts';
import { deadlineOf, graceMillis, onceWithinTime, withinTime, type GateTransactions } from './within-time.ts';

/**
 * Waits for the starts that are in the gate now, and not for later ones.
 *
 * First the gate gets a new generation, a row with the next number, and that is committed. From then on starts go to that row, so the other rows only
 * lose starts. Then all rows but the newest are deleted, one by one. The deletion waits for the starts that share them.
 *
 * Why this is enough: a start from before the pause shares one of the rows that exist after the first step. All but the newest are waited for. The
 * newest has a number that the first step made, or could not see: it was committed after the pause. A start that shares it reads again later than
 * that, and sees the pause.
 *
 * Rows are never updated. PostgreSQL would follow an update and wait also for the starts that share the new version, which may be a stream.
 *
 * Each wait is a separate transaction with the remaining time, so that nothing is held during another wait.
 */
export async function settleGate(
  transactions: GateTransactions,
  scope: WorkspaceScope | null,
  waitMillis: number,
  profile: BackendProfile,
): Promise<GateSettlement> {
  const deadline = deadlineOf(waitMillis);
  const limit = createConnectionLimit(deadline + graceMillis, () => false);
  // A statement in progress ends by its own limit.
  return limit.wait(settleUntil(transactions, scope, deadline, profile));
}

async function settleUntil(
  transactions: GateTransactions,
  scope: WorkspaceScope | null,
  deadline: number,
  profile: BackendProfile,
): Promise<GateSettlement> {
  const wait = waiting(transactions, deadline);
  const settled = scope ? await settleOne(wait, scope) : await settleAll(wait, profile);
  if (settled) return { settled, openStarts: 0 };
  return { settled, openStarts: await transactions.run('', (context) => countOpenStarts(context, scope)) };
}

function waiting(transactions: GateTransactions, deadline: number): Wait {
  const { naming } = transactions;
  return {
    work: (work) => withinTime(transactions, deadline, work),
    once: (statement) => onceWithinTime(transactions, deadline, scriptText(naming, statement(naming))),
    isOver: () => performance.now() >= deadline,
  };
}

async function settleOne(wait: Wait, scope: WorkspaceScope): Promise<boolean> {
  const begun = await beginGeneration(wait, scope);
  return begun === 'begun' ? endOlder(wait, scope) : begun === 'empty';
}

/**
 * All workspaces, and those that are being made: a creation shares the platform's gate. A workspace that is committed after the first step needs no wait,
 * because its starts read later than the pause.
 */
async function settleAll(wait: Wait, { locksAcrossWorkspaces }: BackendProfile): Promise<boolean> {
  if ((await beginGeneration(wait, null)) !== 'begun') return false;
  return locksAcrossWorkspaces ? settleTogether(wait) : settleEach(wait);
}
