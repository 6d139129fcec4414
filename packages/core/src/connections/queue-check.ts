import type { UseCaseContext } from '../access/use-case.ts';
import type { Result } from '../kernel/result.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { RunsSetup } from '../runs/methods.ts';
import { start, type SettledStart, type StartRefusal } from '../runs/start.ts';
import { connectionCheckType } from '../verification/operation.ts';

/** What is needed of the unit in which a check is queued. */
type Within = Pick<UseCaseContext<unknown>, 'unit' | 'now' | 'caller' | 'environment'> &
  Partial<UseCaseContext<unknown>>;

/**
 * Queues the check of a connection as it is now, or joins the one that is queued or running for the same state of it. A check of an older state is not joined: it says
 * nothing about what was changed since.
 */
export async function queueCheck(
  connection: StoredConnection,
  context: Within,
  { catalog, controlLabel }: RunsSetup,
): Promise<Result<SettledStart, StartRefusal>> {
  const { workspaceId, tenantId, id, changedAt } = connection;
  const request = { type: connectionCheckType, workspaceId, tenantId, inputs: { connectionId: id, changedAt } };
  const settled = await start({ ...ofTheSystem, ...context, input: request }, catalog, controlLabel);
  if (settled.isOk()) await context.unit.connections.noteCheckRun(connection, id, settled.value.run.id);
  else context.environment.logger.warn('connection_check_not_queued', { code: settled.error.code });
  return settled;
}

/** For a check that follows from a change and that no person asked for in this unit: who asked for the change was judged then. */
const ofTheSystem = {
  scope: null,
  visibleTenantIds: null,
  capabilities: [],
  can: () => true,
  keepWhatWasWritten: () => undefined,
  afterCommit: () => undefined,
} as const;
