import { invalidInput, type InvalidInput } from '../kernel/errors.ts';
import { isIdToken, type WorkspaceId } from '../kernel/ids.ts';
import { issues } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { UnitScope } from '../ports/storage.ts';
import { personOf } from './actor.ts';
import type { Caller } from './environment.ts';
import type { MethodAccess } from './matrix.ts';
import type { RawRequest } from './raw-request.ts';
import type { AskedScope } from './rules.ts';

/** The scope that a request names; null for methods of the platform. Malformed ids are answered here, because they cannot name anything. */
export function askedScope(
  row: MethodAccess,
  { actor }: Caller,
  request: RawRequest,
): Result<AskedScope | null, InvalidInput> {
  if (row.scope === 'platform' || row.scope === 'own_workspaces' || row.scope === 'any_workspace') return ok(null);
  const { workspaceId, tenantId } = request;
  if (row.scope === 'workspace_or_platform' && (workspaceId ?? null) === null && actor.kind !== 'user') return ok(null);
  const tenantIsOptional = row.scope === 'tenant_optional' || row.scope === 'workspace_or_platform';
  const namesTenant = row.scope === 'tenant' || (tenantIsOptional && (tenantId ?? null) !== null);
  const found = [idIssue('workspaceId', workspaceId), namesTenant ? idIssue('tenantId', tenantId) : null].filter(
    (each) => each !== null,
  );
  if (found.length > 0) return err(invalidInput(found));
  return ok({ workspaceId: workspaceId as string, tenantId: namesTenant ? (tenantId as string) : null });
}

/** The narrowest unit in which the method can do its work. */
export function unitScope(row: MethodAccess, { actor }: Caller, asked: AskedScope | null): UnitScope {
  if (asked) return { plane: 'workspace', workspaceId: asked.workspaceId as WorkspaceId, actor: personOf(actor) };
  if ((row.scope === 'own_workspaces' || row.scope === 'any_workspace') && actor.kind === 'user')
    return { plane: 'member', userId: actor.id, workspaceIds: [] };
  return { plane: 'platform', actor: personOf(actor) };
}

function idIssue(path: string, value: unknown) {
  if (value === undefined || value === null) return issues.required(path);
  return typeof value === 'string' && isIdToken(value) ? null : issues.id(path);
}
