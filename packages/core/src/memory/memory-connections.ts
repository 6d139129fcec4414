import type { ConnectionId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { epochMillis } from '../kernel/instant.ts';
import type { WorkspaceScope } from '../kernel/scope.ts';
import { compareText } from '../kernel/text.ts';
import {
  isSameAcknowledgement,
  isStillAcknowledged,
  type CheckAcknowledgement,
} from '../ports/check-acknowledgement.ts';
import type {
  ConnectionFilter,
  ConnectionPosition,
  ConnectionStore,
  ProviderConnection,
  StoredConnection,
} from '../ports/connection-store.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import type { TenantRecord } from '../ports/tenant-store.ts';
import { pageOf, type ListOrder } from './page.ts';
import type { DefaultConnection, StoredAcknowledgement } from './connection-rows.ts';
import { isErased } from './person-rows.ts';
import { keyOfRun, type StoredRun } from './run-rows.ts';
import { rowKey, select, type Rows } from './rows.ts';
import { assertParent, assertSameScope, type UnitContext } from './unit-context.ts';

interface ConnectionRows {
  readonly acknowledgements: Rows<StoredAcknowledgement>;
  readonly connections: Rows<ProviderConnection>;
  readonly defaultConnections: Rows<DefaultConnection>;
  readonly people: Rows<PersonRecord>;
  readonly runs: Rows<StoredRun>;
  readonly tenants: Rows<TenantRecord>;
}

const newestFirst: ListOrder<ProviderConnection, ConnectionPosition> = {
  keyOf: ({ createdAt, id }) => ({ createdAt, id }),
  compare: (left, right) =>
    epochMillis(right.createdAt) - epochMillis(left.createdAt) || compareText(right.id, left.id),
};

/** Connections over the rows of a unit. */
export function memoryConnections({ tables }: UnitContext<ConnectionRows>): ConnectionStore {
  const { acknowledgements, connections, defaultConnections, runs, tenants } = tables;
  const keyOfDefault = (workspaceId: WorkspaceId, tenantId: TenantId, provider: string): string =>
    rowKey(workspaceId, tenantId, provider);
  const shown = (row: ProviderConnection): StoredConnection => {
    const chosen = defaultConnections.get(keyOfDefault(row.workspaceId, row.tenantId, row.provider));
    const run = row.checkRunId === null ? undefined : runs.get(keyOfRun(row.workspaceId, row.checkRunId))?.run;
    const checkRun = run ? { id: run.id, status: run.status, outcome: run.outcome } : null;
    const applying = acknowledgementsOf(row).filter(({ runId }) => runId === row.report?.runId);
    return { ...row, isDefault: chosen?.id === row.id, checkRun, acknowledgements: applying.map(plain) };
  };
  const acknowledgementsOf = ({ workspaceId, id }: ProviderConnection): readonly StoredAcknowledgement[] =>
    select(acknowledgements, (row) => row.workspaceId === workspaceId && row.connectionId === id).toSorted(
      (one, other) => compareText(one.checkKey, other.checkKey),
    );
  const keyOf = ({ workspaceId, connectionId, checkKey }: StoredAcknowledgement): string =>
    rowKey(workspaceId, connectionId, checkKey);
  const rowOf = ({ workspaceId }: WorkspaceScope, id: ConnectionId) => connections.get(rowKey(workspaceId, id));
  const write = (row: ProviderConnection): StoredConnection => {
    connections.set(rowKey(row.workspaceId, row.id), row);
    return shown(row);
  };

  return {
    async create(scope, record) {
      const { workspaceId, tenantId } = scope;
      assertSameScope(record.workspaceId === workspaceId && record.tenantId === tenantId, 'connections.create');
      assertParent(tenants.get(rowKey(workspaceId, tenantId)), 'connections.create', 'tenant');
      if (rowOf(scope, record.id)) return 'exists';
      write(record);
      return 'created';
    },

    async get(scope, id) {
      const row = rowOf(scope, id);
      return row ? shown(row) : null;
    },

    async find({ workspaceId }, ids) {
      return select(connections, (row) => row.workspaceId === workspaceId && ids.includes(row.id)).map(shown);
    },

    // Units run one after the other.
    async hold(scope, id) {
      const row = rowOf(scope, id);
      return row ? shown(row) : null;
    },

    async list({ workspaceId }, filter, page) {
      const found = select(
        connections,
        (row) =>
          row.workspaceId === workspaceId && matches(row, filter) && (!filter.onlyDefaults || shown(row).isDefault),
      );
      return pageOf(found, newestFirst, page).map(shown);
    },

    async change(scope, id, change) {
      const row = rowOf(scope, id);
      if (row?.version !== change.version) return 'changed_meanwhile';
      const { uncheckedAt, consent, dropsAcknowledgements, version: _, ...members } = change;
      if (dropsAcknowledgements) for (const one of acknowledgementsOf(row)) acknowledgements.delete(keyOf(one));
      return write({
        ...row,
        ...members,
        ...consent,
        ...(uncheckedAt === null
          ? {}
          : { changedAt: uncheckedAt, verificationStatus: 'unknown', lastErrorReasonCode: null, checkRunId: null }),
        version: row.version + 1,
      });
    },

    async makeDefault({ workspaceId, tenantId }, { provider, id }, onlyFirst) {
      const row = connections.get(rowKey(workspaceId, id));
      const isIts = row?.tenantId === tenantId && row.provider === provider;
      assertParent(isIts ? row : undefined, 'connections.makeDefault', 'connection of the tenant and provider');
      const key = keyOfDefault(workspaceId, tenantId, provider);
      if (onlyFirst && defaultConnections.get(key)) return;
      defaultConnections.set(key, { workspaceId, tenantId, provider, id });
    },

    async noteCheckRun(scope, id, runId) {
      const row = rowOf(scope, id);
      if (row) write({ ...row, checkRunId: runId });
      return row !== undefined;
    },

    async keepCheck(scope, id, { report, ...statuses }) {
      const row = rowOf(scope, id);
      if (!row) return null;
      const isRepeated = row.report?.runId === report.runId && row.report.createdAt === report.createdAt;
      if (isRepeated)
        return { connection: shown(row), consentBefore: row.consentStatus, areStatusesKept: true, isRepeated };
      const areStatusesKept = epochMillis(row.changedAt) === epochMillis(report.checked);
      const previousReport = row.report?.runId === report.runId ? row.previousReport : row.report;
      for (const one of acknowledgementsOf(row))
        if (one.runId === row.report?.runId && isStillAcknowledged(one, report))
          acknowledgements.set(keyOf(one), { ...one, runId: report.runId });
        else acknowledgements.delete(keyOf(one));
      const connection = write({
        ...row,
        report,
        previousReport,
        lastHealthCheckAt: report.createdAt,
        ...(areStatusesKept ? statuses : {}),
      });
      return { connection, consentBefore: row.consentStatus, areStatusesKept, isRepeated };
    },

    async acknowledge(scope, id, { report, before, ...draft }) {
      const row = rowOf(scope, id);
      if (!row) return 'changed_meanwhile';
      const isSameReport = row.report?.runId === report.runId && row.report.createdAt === report.createdAt;
      const isSameState = epochMillis(row.changedAt) === epochMillis(report.checked);
      const standing = shown(row).acknowledgements.find(({ checkKey }) => checkKey === draft.checkKey) ?? null;
      if (!isSameReport || !isSameState || !isSameAcknowledgement(standing, before)) return 'changed_meanwhile';
      const { workspaceId, tenantId } = row;
      const reason = isErased(tables, draft.by) ? null : draft.reason;
      const stored = { ...draft, reason, runId: report.runId, workspaceId, tenantId, connectionId: id };
      acknowledgements.set(keyOf(stored), stored);
      return shown(row);
    },
  };
}

function plain({ checkKey, reasonCode, runId, by, at, reason }: StoredAcknowledgement): CheckAcknowledgement {
  return { checkKey, reasonCode, runId, by, at, reason };
}

function matches(
  { tenantId, provider }: ProviderConnection,
  { tenantId: asked, provider: of, visibleTenantIds }: ConnectionFilter,
): boolean {
  return (
    (asked === null || tenantId === asked) &&
    (of === null || provider === of) &&
    (visibleTenantIds === null || visibleTenantIds.includes(tenantId))
  );
}
