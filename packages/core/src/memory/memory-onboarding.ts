import type { OnboardingSessionId } from '../kernel/ids.ts';
import { epochMillis } from '../kernel/instant.ts';
import { invariant } from '../kernel/invariant.ts';
import type { TenantScope, WorkspaceScope } from '../kernel/scope.ts';
import { compareText } from '../kernel/text.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';
import {
  onboardingCheckpoints,
  type CheckpointInstants,
  type OnboardingFilter,
  type OnboardingPosition,
  type OnboardingSession,
  type OnboardingStore,
} from '../ports/onboarding-store.ts';
import type { TenantRecord } from '../ports/tenant-store.ts';
import { pageOf, type ListOrder } from './page.ts';
import { rowKey, select, type Rows } from './rows.ts';
import { table } from './table-declaration.ts';
import { assertParent, assertSameScope, type UnitContext } from './unit-context.ts';

/** The table of the onboardings. */
export const onboardingTables = {
  onboardingSessions: table<OnboardingSession>({ placeOf: (row) => row, countedAs: 'onboarding' }),
};

interface OnboardingRows {
  readonly onboardingSessions: Rows<OnboardingSession>;
  readonly connections: Rows<ProviderConnection>;
  readonly tenants: Rows<TenantRecord>;
}

const newestFirst: ListOrder<OnboardingSession, OnboardingPosition> = {
  keyOf: ({ startedAt, id }) => ({ startedAt, id }),
  compare: (left, right) =>
    epochMillis(right.startedAt) - epochMillis(left.startedAt) || compareText(right.id, left.id),
};

/** Onboardings over the rows of a unit. */
export function memoryOnboarding({ tables }: UnitContext<OnboardingRows>): OnboardingStore {
  const { connections, onboardingSessions, tenants } = tables;
  const find = ({ workspaceId }: WorkspaceScope, id: OnboardingSessionId): OnboardingSession | null =>
    onboardingSessions.get(rowKey(workspaceId, id)) ?? null;
  const write = (row: OnboardingSession): OnboardingSession => {
    onboardingSessions.set(rowKey(row.workspaceId, row.id), row);
    return row;
  };
  const openOf = ({ workspaceId, tenantId }: TenantScope): OnboardingSession | null =>
    select(
      onboardingSessions,
      (row) => row.workspaceId === workspaceId && row.tenantId === tenantId && row.status === 'open',
    )[0] ?? null;
  const assertParents = ({ workspaceId, tenantId, connectionId }: OnboardingParents, method: string): void => {
    if (tenantId !== null) assertParent(tenants.get(rowKey(workspaceId, tenantId)), method, 'tenant');
    if (connectionId === null) return;
    const connection = connections.get(rowKey(workspaceId, connectionId));
    const isIts = tenantId !== null && connection?.tenantId === tenantId;
    assertParent(isIts ? connection : undefined, method, 'connection of the tenant');
  };

  return {
    async create(scope, session) {
      assertSameScope(session.workspaceId === scope.workspaceId, 'onboarding.create');
      assertParents(session, 'onboarding.create');
      if (find(scope, session.id)) return 'exists';
      const { tenantId } = session;
      const openSession = tenantId === null ? null : openOf({ ...scope, tenantId });
      if (session.status === 'open' && openSession) return { openSession };
      write(session);
      return 'created';
    },

    async get(scope, id) {
      return find(scope, id);
    },

    // Units run one after the other.
    async hold(scope, id) {
      return find(scope, id);
    },

    async openOf(scope) {
      return openOf(scope);
    },

    async list({ workspaceId }, filter, page) {
      const found = select(onboardingSessions, (row) => row.workspaceId === workspaceId && matches(row, filter));
      return pageOf(found, newestFirst, page);
    },

    async change(scope, id, { version, checkpoints, ...change }) {
      const row = find(scope, id);
      if (row?.status !== 'open' || row.version !== version) return 'changed_meanwhile';
      const isSameTenant = row.tenantId === null || row.tenantId === change.tenantId;
      invariant(isSameTenant, 'onboarding.change got another tenant than the one that the session has.');
      const { tenantId } = change;
      assertParents({ ...change, workspaceId: row.workspaceId }, 'onboarding.change');
      const openSession = tenantId === null ? null : openOf({ ...scope, tenantId });
      if (openSession && openSession.id !== id) return { openSession };
      return write({ ...row, ...change, checkpoints: kept(row.checkpoints, checkpoints), version: version + 1 });
    },

    async end(scope, id, { version, checkpoints, ...ending }) {
      const row = find(scope, id);
      if (row?.status !== 'open' || row.version !== version) return 'changed_meanwhile';
      return write({
        ...row,
        ...ending,
        checkpoints: kept(row.checkpoints, checkpoints),
        updatedBy: ending.endedBy,
        updatedAt: ending.endedAt,
        version: version + 1,
      });
    },
  };
}

type OnboardingParents = Pick<OnboardingSession, 'workspaceId' | 'tenantId' | 'connectionId'>;

/** An instant that is kept stays. */
function kept(before: CheckpointInstants, given: CheckpointInstants): CheckpointInstants {
  const entries = onboardingCheckpoints.map((checkpoint) => [checkpoint, before[checkpoint] ?? given[checkpoint]]);
  return Object.fromEntries(entries) as CheckpointInstants;
}

function matches(
  { tenantId, status }: OnboardingSession,
  { tenantId: asked, statuses, visibleTenantIds }: OnboardingFilter,
): boolean {
  return (
    (asked === null || tenantId === asked) &&
    (statuses === null || statuses.includes(status)) &&
    (visibleTenantIds === null || tenantId === null || visibleTenantIds.includes(tenantId))
  );
}
