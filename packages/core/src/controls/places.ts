import * as z from 'zod';
import type { UseCaseContext } from '../access/use-case.ts';
import { described, idAnswer } from '../kernel/answers.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
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

/** All workspaces and tenants that the entries mention. One statement reads the workspaces; a tenant takes one each, and the entries are few. */
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
  for (const [workspaceId, tenantId] of tenantsIn(entries)) {
    const tenant = await unit.tenants.get({ workspaceId, tenantId });
    places.push({ workspaceId, tenantId, name: tenant?.name ?? null });
  }
  return places;
}

/** The workspace of the ledger, and those that a pause is of and was of before. */
function workspacesIn({ workspaceId, metadata }: AuditEntry): readonly WorkspaceId[] {
  const all = [workspaceId, metadata['workspace_id'], metadata['previous_workspace_id']];
  return all.flatMap((id) => (typeof id === 'string' ? [id as WorkspaceId] : []));
}

function tenantsIn(entries: readonly AuditEntry[]): Iterable<readonly [WorkspaceId, TenantId]> {
  const found = entries.flatMap(({ workspaceId, tenantId }) =>
    workspaceId === null || tenantId === null ? [] : ([[workspaceId, tenantId]] as const),
  );
  return new Map(found.map((one) => [one.join(' '), one])).values(); // ids have no spaces
}
