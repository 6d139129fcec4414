import { epochMillis, isAfter } from '../kernel/instant.ts';
import { invariant } from '../kernel/invariant.ts';
import { compareText } from '../kernel/text.ts';
import type { ConsentStore, StoredConsentRequest } from '../ports/consent-store.ts';
import { rowKey, select } from './rows.ts';
import type { Tables } from './tables.ts';
import { assertParent, assertSameScope, type UnitContext } from './unit-context.ts';

/** Consents that were asked for, over the rows of a unit. */
export function memoryConsents({ tables }: UnitContext<Tables>): ConsentStore {
  const { connections, consentRequests } = tables;
  const keyOf = ({ workspaceId, id }: Pick<StoredConsentRequest, 'workspaceId' | 'id'>) => rowKey(workspaceId, id);
  return {
    async open({ workspaceId, tenantId }, request, { expiredBefore, perPerson }) {
      assertSameScope(request.workspaceId === workspaceId && request.tenantId === tenantId, 'consents.open');
      const connection = connections.get(rowKey(workspaceId, request.connectionId));
      const isIts = connection?.tenantId === tenantId;
      assertParent(isIts ? connection : undefined, 'consents.open', 'connection of the tenant');
      invariant(!consentRequests.get(keyOf(request)), 'consents.open got an id that is taken.');
      consentRequests.set(keyOf(request), request);
      const own = select(consentRequests, (row) => row.workspaceId === workspaceId);
      const others = own.filter((row) => row.id !== request.id && isSameAsking(row, request));
      const expired = own.filter(({ expiresAt }) => !isAfter(expiresAt, expiredBefore));
      const beyond = others.toSorted(newestFirst).slice(perPerson - 1);
      for (const row of [...expired, ...beyond]) consentRequests.delete(keyOf(row));
    },

    async get({ workspaceId }, id) {
      return consentRequests.get(rowKey(workspaceId, id)) ?? null;
    },

    async use({ workspaceId }, id, at) {
      const row = consentRequests.get(rowKey(workspaceId, id));
      if (!row || row.usedAt !== null || !isAfter(row.expiresAt, at)) return false;
      consentRequests.set(keyOf(row), { ...row, usedAt: at });
      return true;
    },
  };
}

/** Whether one person asked for both, for one connection. */
function isSameAsking(left: StoredConsentRequest, right: StoredConsentRequest): boolean {
  const [{ kind, personId }, by] = [left.requestedBy, right.requestedBy];
  return left.connectionId === right.connectionId && kind === by.kind && personId === by.personId;
}

function newestFirst(left: StoredConsentRequest, right: StoredConsentRequest): number {
  return epochMillis(right.createdAt) - epochMillis(left.createdAt) || compareText(right.id, left.id);
}
