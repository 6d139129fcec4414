import type { ConnectionId } from '../../kernel/ids.ts';
import type { AcknowledgementDraft, CheckAcknowledgement } from '../../ports/check-acknowledgement.ts';
import type { ProviderConnection, StoredConnection } from '../../ports/connection-store.ts';
import type { VerificationReport } from '../../ports/verification-report.ts';
import { holds } from '../check.ts';
import { at, checkReport, firstPage, newConnection, runId, tenantA } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { newWorld, type World } from '../world.ts';

/** The connection of these cases. */
export const one = 'connection-1' as ConnectionId;

/** A workspace with one connection whose first check failed without blocking. */
export async function failedWorld(context: Parameters<StorageCase['run']>[0]) {
  const world = await newWorld(context);
  const connection = newConnection(world.workspaceId, one);
  await world.unit(({ connections }) => connections.create(world.tenant(tenantA), connection));
  const report = failed(1);
  return { world, report, checked: await keep(world, connection, report) };
}

/** The n-th report, with a failure that does not block. */
export function failed(n: number, change: Partial<VerificationReport> = {}): VerificationReport {
  return checkReport(one, runId(n), { createdAt: at(n * 10), ...change });
}

export async function keep(
  world: World,
  connection: ProviderConnection,
  report: VerificationReport,
): Promise<StoredConnection> {
  const kept = await world.unit(({ connections }) =>
    connections.keepCheck(world.scope, one, { ...connection, report }),
  );
  holds(kept !== null, 'The report is kept.');
  return kept.connection;
}

export function acknowledge(world: World, draft: AcknowledgementDraft, id: ConnectionId = one) {
  return world.unit(({ connections }) => connections.acknowledge(world.scope, id, draft));
}

export async function acknowledged(world: World, draft: AcknowledgementDraft): Promise<StoredConnection> {
  const answer = await acknowledge(world, draft);
  holds(answer !== 'changed_meanwhile', 'It is kept.');
  return answer;
}

export async function get(world: World): Promise<StoredConnection> {
  const row = await world.unit(({ connections }) => connections.get(world.scope, one));
  holds(row !== null, 'It exists.');
  return row;
}

export function list(world: World): Promise<readonly StoredConnection[]> {
  const any = { tenantId: null, provider: null, visibleTenantIds: null };
  return world.unit(({ connections }) => connections.list(world.scope, any, firstPage));
}

/** What is stored of a draft. */
export function stored({
  checkKey,
  reasonCode,
  report,
  by,
  at: when,
  reason,
}: AcknowledgementDraft): CheckAcknowledgement {
  return { checkKey, reasonCode, runId: report.runId, by, at: when, reason };
}
