import { invariant } from '../kernel/invariant.ts';
import { epochMillis } from '../kernel/instant.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { workspaceOf } from '../kernel/scope.ts';
import { compareText } from '../kernel/text.ts';
import type { AuditEntry, AuditFilter, AuditPosition, AuditStore, ControlEntryPosition } from '../ports/audit-store.ts';
import { pageOf, type ListOrder } from './page.ts';
import { rowKey, select } from './rows.ts';
import type { Tables } from './tables.ts';
import { assertPlatformUnit, assertSameScope, type UnitContext } from './unit-context.ts';

const newestFirst: ListOrder<AuditEntry, AuditPosition> = {
  keyOf: ({ recordedAt, id }) => ({ recordedAt, id }),
  compare: (left, right) =>
    epochMillis(right.recordedAt) - epochMillis(left.recordedAt) || compareText(right.id, left.id),
};

/** Entries of all ledgers. The platform's have no workspace, and stand after those of the same instant and id. */
const newestOfAll: ListOrder<AuditEntry, ControlEntryPosition> = {
  keyOf: ({ recordedAt, id, workspaceId }) => ({ recordedAt, id, workspaceId }),
  compare: (left, right) =>
    newestFirst.compare(left, right) || compareText(right.workspaceId ?? '', left.workspaceId ?? ''),
};

/** The trail over the rows of a unit. */
export function memoryAudit(context: UnitContext<Tables>): AuditStore {
  const { audit } = context.tables;
  return {
    async append(scope, entry) {
      assertSameScope(entry.workspaceId === workspaceOf(scope), 'audit.append');
      assertReach(context, workspaceOf(scope));
      const key = rowKey(entry.workspaceId, entry.id);
      invariant(!audit.get(key), 'The trail is append-only: give every entry an id of its own.');
      audit.set(key, entry);
    },

    async list(scope, filter, page) {
      const ledger = workspaceOf(scope);
      return pageOf(
        select(audit, (entry) => entry.workspaceId === ledger && matches(entry, filter)),
        newestFirst,
        page,
      );
    },

    async controlHistory(controlKeys, actions, limit) {
      assertPlatformUnit(context, 'audit.controlHistory');
      const found = [...new Set(controlKeys)].flatMap((key) => {
        const about = select(
          audit,
          ({ action, metadata }) => actions.includes(action) && metadata['control_key'] === key,
        );
        return pageOf(about, newestFirst, { after: null, limit });
      });
      return found.sort(newestFirst.compare);
    },

    async controlEntries({ controlKeys, actions, activationId, among }, page) {
      assertPlatformUnit(context, 'audit.controlEntries');
      const found = select(
        audit,
        ({ action, metadata, target, workspaceId, tenantId }) =>
          controlKeys.some((key) => key === metadata['control_key']) &&
          actions.includes(action) &&
          (activationId === null || target.id === activationId) &&
          (among === null ||
            tenantId === null ||
            among.some((one) => one.workspaceId === workspaceId && one.tenantId === tenantId)),
      );
      return pageOf(found, newestOfAll, page);
    },

    async countByTarget(action, targetType, targets) {
      assertPlatformUnit(context, 'audit.countByTarget');
      const counts = targets.map(({ id, workspaceId, controlKey }) => {
        const found = select(
          audit,
          (entry) =>
            entry.action === action &&
            entry.target.type === targetType &&
            entry.target.id === id &&
            entry.metadata['control_key'] === controlKey &&
            (workspaceId === null || entry.workspaceId === workspaceId),
        );
        return [id, found.length] as const;
      });
      return new Map(counts.filter(([, count]) => count > 0));
    },
  };
}

/** The rules beneath refuse it too; this text names the fix. */
function assertReach({ scope }: UnitContext<Tables>, ledger: WorkspaceId | null): void {
  const reachesAll = scope.plane === 'platform' || scope.plane === 'maintenance';
  invariant(
    reachesAll || (scope.plane === 'workspace' && scope.workspaceId === ledger),
    'audit.append writes to the ledger of its own unit: use a platform unit for the ledger of the platform.',
  );
}

function matches(entry: AuditEntry, filter: AuditFilter): boolean {
  const { actions, actorId, target, tenantId, visibleTenantIds, from, to } = filter;
  return (
    (actions === null || actions.includes(entry.action)) &&
    (actorId === null || entry.actor.id === actorId) &&
    (target === null || (entry.target.type === target.type && (target.id === null || entry.target.id === target.id))) &&
    (tenantId === null || entry.tenantId === tenantId) &&
    (visibleTenantIds === null || entry.tenantId === null || visibleTenantIds.includes(entry.tenantId)) &&
    (from === null || epochMillis(entry.recordedAt) >= epochMillis(from)) &&
    (to === null || epochMillis(entry.recordedAt) <= epochMillis(to))
  );
}
