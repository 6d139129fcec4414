import { sql, type RawBuilder } from 'kysely';
import {
  invariant,
  StorageFault,
  type GatePassage,
  type Instant,
  type StartGate,
  type WorkspaceScope,
} from '@tenantatlas/core/ports';
import type { SqlRow } from '../rows/column.ts';
import { toActivation } from '../rows/control-activation.ts';
import { applicable } from './activation-reads.ts';
import { all, run, table, type QueryContext } from './context.ts';
import { shareLines } from './gate-lines.ts';
import { onlyOnPlatform } from './reach.ts';
import { scriptText } from './script-text.ts';

/**
 * The start gate in PostgreSQL. A gate is a row for each generation of starts, most of the time one row. A start shares the newest until its
 * transaction ends. `settleGate` describes how a pause settles.
 *
 * Two things must stay as they are. A host's transaction that is not READ COMMITTED is refused: its second read would use an old snapshot. The
 * second read is a separate statement after `enter`, so that it sees what was committed while `enter` waited.
 */
export function createStartGate(context: QueryContext): StartGate {
  return {
    async enter(scope) {
      requireReadCommitted(context);
      if (scope === null) await onlyOnPlatform(context, 'gate.enter(null)');
      await enterGate(context, scope);
    },
    async pass(key, scope, now) {
      requireReadCommitted(context);
      if (scope === null) await onlyOnPlatform(context, 'gate.pass(null)');
      return passGate(context, key, scope, now);
    },
    requireReadCommitted: async () => requireReadCommitted(context),
  };
}

/** The workspace was erased since access saw it, or was never within reach of this unit. The unit is retried, and access then does not find it. */
export class GateMissing extends StorageFault {
  constructor() {
    super(
      'unavailable',
      'This unit reaches no such start gate: the workspace was erased, or the unit is not open on it.',
    );
  }
}

/** See the port. Throws in a transaction whose snapshot is older than the statement. */
export function requireReadCommitted({ isolation }: Pick<QueryContext, 'isolation'>): void {
  // PostgreSQL reads under READ UNCOMMITTED as under READ COMMITTED.
  if (isolation === 'read committed' || isolation === 'read uncommitted') return;
  throw new StorageFault(
    'isolation_level',
    `Starts and pauses need a READ COMMITTED transaction; this one is ${isolation.toUpperCase()}.`,
  );
}

/**
 * Reads and enters with one statement, and reads again with the next one of the same message. When nothing was entered and no pause is seen, the newest row
 * was locked, and entering has to wait.
 */
async function passGate(
  context: QueryContext,
  key: string,
  scope: WorkspaceScope | null,
  now: Instant,
): Promise<GatePassage> {
  const readPauses = applicable(context, key, scope?.workspaceId ?? null, now);
  const enterUnlessPaused = shareNewest(context, scope, 'skip locked', sql`not exists (${readPauses})`);
  const [shared, seen] = await context.transaction.script<SqlRow>(
    `${scriptText(context, enterUnlessPaused)};${scriptText(context, readPauses)}`,
  );
  invariant(shared && seen, 'Two statements that return rows have two results.');
  const entered = shared.rows.length > 0;
  if (entered || seen.rows.length > 0) return { entered, applicable: seen.rows.map(toActivation) };
  await enterGate(context, scope);
  return { entered: true, applicable: await all(context, readPauses, toActivation) };
}

/**
 * Shares the newest row of the gate. Skips a row that a settling pause is about to delete, so that no start waits for a pause. When no row is left, it reads
 * again and waits: for a pause that is open in a host's transaction and has locked all rows.
 */
export async function enterGate(context: QueryContext, scope: WorkspaceScope | null): Promise<void> {
  // The last read is for a pause that ended the generation while the previous one waited.
  for (const held of ['skip locked', 'wait', 'wait'] as const) {
    if (await shareRow(context, scope, held)) return;
  }
  throw new GateMissing();
}

async function shareRow(
  context: QueryContext,
  scope: WorkspaceScope | null,
  held: 'skip locked' | 'wait',
): Promise<boolean> {
  const { rows } = await run(context, shareNewest(context, scope, held, sql`true`));
  return rows.length > 0;
}

function shareNewest(
  context: QueryContext,
  scope: WorkspaceScope | null,
  held: 'skip locked' | 'wait',
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const ownGate = sql`${table(context, 'platform_gate')} as gate where true`;
  const [rowsOfGate, alive] = scope ? gateOf(context, scope) : [ownGate, sql``];
  return sql`with ${shareLines(context, scope, condition)}
        select gate.generation from line cross join ${rowsOfGate} order by gate.generation desc limit 1
        ${alive} for share of gate ${sql.raw(held === 'wait' ? '' : held)}`;
}

/** Shares the workspace first, as the caller has done: a start in the gate blocks an erasure. See `notErased`. */
function gateOf(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
): readonly [rows: RawBuilder<unknown>, lock: RawBuilder<unknown>] {
  return [
    sql`${table(context, 'workspaces')} as workspace join ${table(context, 'start_gates')} as gate on gate.workspace_id = workspace.workspace_id
          where workspace.workspace_id = ${workspaceId} and gate.workspace_id = ${workspaceId}`,
    sql`for key share of workspace`,
  ];
}
