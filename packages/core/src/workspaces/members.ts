import type { UseCaseContext } from '../access/use-case.ts';
import type { AuditNote, WrittenActionId } from '../audit/note.ts';
import { record } from '../audit/record.ts';
import { conflict, invalidInput, type Conflict, type InvalidInput } from '../kernel/errors.ts';
import type { InputOf } from '../kernel/input.ts';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { issue } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { sayMember } from './messages.ts';
import type * as schema from './schema.ts';
import type { EntitlementView, MembershipView, RemovalView } from './view.ts';

type Context<Input extends keyof typeof schema> = UseCaseContext<InputOf<(typeof schema)[Input]>>;

/** `workspaces.addMember`: the row decides which call was first; every caller learns what its own call did. */
export async function addMember(context: Context<'addMemberInput'>): Promise<Result<MembershipView, Conflict>> {
  if (context.environment.policy) return err(conflict('managed_by_host'));
  const { workspaceId, userId, role } = context.input;
  const outcome = await context.unit.members.grant(
    { workspaceId },
    { workspaceId, userId, role, grantedAt: context.now },
  );
  if (outcome.disposition === 'granted') {
    await note(context, workspaceId, userId, {
      action: 'membership.granted',
      summary: { role },
      metadata: { role },
    });
  }
  if (outcome.disposition === 'changed') {
    const { previous } = outcome;
    await note(context, workspaceId, userId, {
      action: 'membership.changed',
      summary: { previous, role },
      metadata: { role, previous_role: previous },
    });
  }
  return ok({ workspaceId, userId, role, disposition: outcome.disposition });
}

/** `workspaces.removeMember`: the entitlements go with the membership, each with a separate entry. */
export async function removeMember(context: Context<'removeMemberInput'>): Promise<Result<RemovalView, Conflict>> {
  if (context.environment.policy) return err(conflict('managed_by_host'));
  const { workspaceId, userId } = context.input;
  const removed = await context.unit.members.revoke({ workspaceId }, userId);
  if (!removed) return ok({ disposition: 'not_present' });
  for (const tenantId of removed.tenantIds) await noteRevoked(context, workspaceId, userId, tenantId);
  await note(context, workspaceId, userId, {
    action: 'membership.revoked',
    summary: {},
    metadata: { role: removed.role },
  });
  return ok({ disposition: 'removed' });
}

/** `workspaces.grantTenant`. */
export async function grantTenant(
  context: Context<'grantTenantInput'>,
): Promise<Result<EntitlementView, Conflict | InvalidInput>> {
  if (context.environment.policy) return err(conflict('managed_by_host'));
  const { workspaceId, tenantId, userId } = context.input;
  const role = context.input.role ?? null;
  const outcome = await context.unit.members.entitle(
    { workspaceId, tenantId },
    { workspaceId, tenantId, userId, role, grantedAt: context.now },
  );
  if (outcome.disposition === 'no_member')
    return err(invalidInput([issue('userId', 'member', sayMember('workspaces.member_first'))]));
  if (outcome.disposition !== 'unchanged') {
    await note(context, workspaceId, userId, {
      action: 'entitlement.granted',
      tenantId,
      summary: { tenant: tenantId },
      metadata: { role, previous_role: outcome.disposition === 'changed' ? outcome.previous : null },
    });
  }
  return ok({ workspaceId, tenantId, userId, role, disposition: outcome.disposition });
}

/** `workspaces.revokeTenant`. */
export async function revokeTenant(context: Context<'revokeTenantInput'>): Promise<Result<RemovalView, Conflict>> {
  if (context.environment.policy) return err(conflict('managed_by_host'));
  const { workspaceId, tenantId, userId } = context.input;
  const removed = await context.unit.members.disentitle({ workspaceId, tenantId }, userId);
  if (!removed) return ok({ disposition: 'not_present' });
  await noteRevoked(context, workspaceId, userId, tenantId);
  return ok({ disposition: 'removed' });
}

function noteRevoked(
  context: UseCaseContext<unknown>,
  workspaceId: WorkspaceId,
  userId: PersonId,
  tenantId: TenantId,
): Promise<void> {
  return note(context, workspaceId, userId, {
    action: 'entitlement.revoked',
    tenantId,
    summary: { tenant: tenantId },
  });
}

/** A target that names a person by id only: the label of the entry is the id, because names are only in the directory. */
function note<Action extends WrittenActionId>(
  context: UseCaseContext<unknown>,
  workspaceId: WorkspaceId,
  userId: PersonId,
  details: Pick<AuditNote<Action>, 'action' | 'summary' | 'metadata' | 'tenantId'>,
): Promise<void> {
  return record(context, { ...details, workspaceId, target: { type: 'person', id: userId, label: userId } });
}
