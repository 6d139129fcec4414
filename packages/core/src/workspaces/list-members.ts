import { lookUpPeople } from '../access/look-up-people.ts';
import type { Finishing } from '../access/method.ts';
import { personView } from '../access/person-view.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { conflict, type Conflict, type InvalidInput } from '../kernel/errors.ts';
import type { PersonId, TenantId } from '../kernel/ids.ts';
import type { InputOf } from '../kernel/input.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { MemberRecord } from '../ports/member-store.ts';
import type { membersInput } from './schema.ts';
import type { MemberView } from './view.ts';

/** `workspaces.members`, first step: a page of members, without the tenants that the caller may not see. */
export async function selectMembers({
  unit,
  input,
  environment,
  visibleTenantIds,
}: UseCaseContext<InputOf<typeof membersInput>>): Promise<Result<Page<MemberRecord>, InvalidInput | Conflict>> {
  if (environment.policy) return err(conflict('managed_by_host'));
  const request = readKeyset('members', ['id'], input);
  if (request.isErr()) return err(request.error);
  const { after, limit } = request.value;
  const page = { after: (after?.[0] ?? null) as PersonId | null, limit: limit + 1 };
  const members = await unit.members.list({ workspaceId: input.workspaceId }, page);
  const shown = (member: MemberRecord) => withoutHidden(member, visibleTenantIds);
  return ok(toPage(members, request.value, ({ userId }) => [userId], shown));
}

function withoutHidden(member: MemberRecord, visible: readonly TenantId[] | null): MemberRecord {
  if (visible === null) return member;
  return { ...member, entitlements: member.entitlements.filter(({ tenantId }) => visible.includes(tenantId)) };
}

/** Second step: the names, which only a unit of the platform reads. */
export async function viewMembers(
  { items, nextCursor }: Page<MemberRecord>,
  { environment }: Finishing,
): Promise<Result<Page<MemberView>, never>> {
  const people = await lookUpPeople(
    environment,
    items.map(({ userId }) => ({ kind: 'user', personId: userId })),
  );
  const views = items.map(({ workspaceId, userId, role, grantedAt, entitlements }) => ({
    workspaceId,
    userId,
    person: personView({ kind: 'user', id: userId }, people),
    role,
    grantedAt,
    entitlements: entitlements.map((each) => ({ tenantId: each.tenantId, role: each.role })),
  }));
  return ok({ items: views, nextCursor });
}
