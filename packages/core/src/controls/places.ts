import * as z from 'zod';
import type { UseCaseContext } from '../access/use-case.ts';
import { described, idAnswer } from '../kernel/answers.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { TenantScope } from '../kernel/scope.ts';
import type { AuditEntry } from '../ports/audit-store.ts';

/** A workspace or a tenant that an entry mentions, by its name as it is now. */
export interface MentionedPlace {
  readonly workspaceId: string;
  /** Null for the workspace itself. */
  readonly tenantId: string | null;
  /** Null when it does not exist any more. */
  readonly name: string | null;
}

/** A {@link MentionedPlace}. */
export const placeAnswer = described<MentionedPlace>()('MentionedPlace', () =>
  z.strictObject({ workspaceId: idAnswer(), tenantId: idAnswer().nullable(), name: z.string().nullable() }),
);

/** All workspaces and tenants that the entries mention. One statement reads the workspaces and one the tenants, however many entries there are. */
export async function mentionedPlaces(
  { unit }: Pick<UseCaseContext<unknown>, 'unit'>,
  entries: readonly AuditEntry[],
): Promise<readonly MentionedPlace[]> {
  const workspaceIds = [...new Set(entries.flatMap(workspacesIn))];
  const workspaces =
    workspaceIds.length === 0
      ? []
      : await unit.workspaces.listAmong(workspaceIds, { archived: null }, { after: null, limit: workspaceIds.length });
  const names = new Map(workspaces.map(({ workspaceId, name }) => [workspaceId, name]));
  const places: MentionedPlace[] = workspaceIds.map((workspaceId) => ({
    workspaceId,
    tenantId: null,
    name: names.get(workspaceId) ?? null,
  }));
  const scopes = tenantsIn(entries);
  const tenants = scopes.length === 0 ? [] : await unit.tenants.find(scopes);
  const called = new Map(tenants.map(({ workspaceId, tenantId, name }) => [keyOf({ workspaceId, tenantId }), name]));
  return [...places, ...scopes.map((scope) => ({ ...scope, name: called.get(keyOf(scope)) ?? null }))];
}

/** Those of the places that one entry mentions. */
export function placesOf(entry: AuditEntry, places: readonly MentionedPlace[]): readonly MentionedPlace[] {
  const workspaceIds: readonly string[] = workspacesIn(entry);
  return places.filter(({ workspaceId, tenantId }) =>
    tenantId === null
      ? workspaceIds.includes(workspaceId)
      : workspaceId === entry.workspaceId && tenantId === entry.tenantId,
  );
}

/** The workspace of the ledger, and those that a pause is of and was of before. */
function workspacesIn({ workspaceId, metadata }: AuditEntry): readonly WorkspaceId[] {
  const all = [workspaceId, metadata['workspace_id'], metadata['previous_workspace_id']];
  return all.flatMap((id) => (typeof id === 'string' ? [id as WorkspaceId] : []));
}

function tenantsIn(entries: readonly AuditEntry[]): readonly TenantScope[] {
  const found = entries.flatMap(({ workspaceId, tenantId }) =>
    workspaceId === null || tenantId === null ? [] : [{ workspaceId, tenantId }],
  );
  return [...new Map(found.map((one) => [keyOf(one), one])).values()];
}

function keyOf({ workspaceId, tenantId }: TenantScope): string {
  return `${workspaceId} ${tenantId}`; // ids have no spaces
}
