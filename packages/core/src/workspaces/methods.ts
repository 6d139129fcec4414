import { methodGroup } from '../access/method-group.ts';
import { method } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import { conflict, immutable, notFound, type Conflict, type Immutable, type NotFound } from '../kernel/errors.ts';
import type { InputOf } from '../kernel/input.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { WorkspaceRecord } from '../ports/workspace-store.ts';
import type { WorkspacesClient } from './client.ts';
import { planPage, readPage } from './list.ts';
import { selectMembers, viewMembers } from './list-members.ts';
import { addMember, grantTenant, removeMember, revokeTenant } from './members.ts';
import * as schema from './schema.ts';
import {
  entitlementAnswer,
  memberPageAnswer,
  membershipAnswer,
  removalAnswer,
  workspaceAccessAnswer,
  workspaceAnswer,
  workspacePageAnswer,
  workspaceView,
  type WorkspaceAccessView,
  type WorkspaceView,
} from './view.ts';

/** The methods of `workspaces`. */
export const workspaceMethods = methodGroup<WorkspacesClient>()([
  method({
    name: 'workspaces.create',
    summary: 'Creates a workspace under an id of your choice.',
    input: schema.createInput,
    answer: workspaceAnswer,
    refusals: ['conflict'],
    run: create,
  }),
  method({
    name: 'workspaces.get',
    summary: 'Reads one workspace.',
    input: schema.oneInput,
    answer: workspaceAccessAnswer,
    refusals: [],
    run: get,
  }),
  method({
    name: 'workspaces.list',
    summary: 'Lists workspaces by id.',
    input: schema.listInput,
    answer: workspacePageAnswer,
    refusals: [],
    run: planPage,
    finish: readPage,
  }),
  method({
    name: 'workspaces.archive',
    summary: 'Makes a workspace read-only.',
    input: schema.oneInput,
    answer: workspaceAnswer,
    refusals: ['conflict', 'immutable'],
    decidesArchivedItself: true,
    run: archive,
  }),
  method({
    name: 'workspaces.restore',
    summary: 'Brings an archived workspace back.',
    input: schema.oneInput,
    answer: workspaceAnswer,
    refusals: ['conflict', 'immutable'],
    decidesArchivedItself: true,
    run: restore,
  }),
  method({
    name: 'workspaces.members',
    summary: 'Lists the members of a workspace by id, with their roles and tenants.',
    input: schema.membersInput,
    answer: memberPageAnswer,
    refusals: ['conflict'],
    listsTenants: true,
    run: selectMembers,
    finish: viewMembers,
  }),
  method({
    name: 'workspaces.addMember',
    summary: 'Grants a membership or changes its role.',
    input: schema.addMemberInput,
    answer: membershipAnswer,
    refusals: ['conflict', 'immutable'],
    run: addMember,
  }),
  method({
    name: 'workspaces.removeMember',
    summary: 'Ends a membership and the entitlements that hang on it.',
    input: schema.removeMemberInput,
    answer: removalAnswer,
    refusals: ['conflict', 'immutable'],
    run: removeMember,
  }),
  method({
    name: 'workspaces.grantTenant',
    summary: 'Lets a member see a tenant.',
    input: schema.grantTenantInput,
    answer: entitlementAnswer,
    refusals: ['conflict', 'immutable'],
    run: grantTenant,
  }),
  method({
    name: 'workspaces.revokeTenant',
    summary: 'Ends the access of a member to a tenant.',
    input: schema.revokeTenantInput,
    answer: removalAnswer,
    refusals: ['conflict', 'immutable'],
    run: revokeTenant,
  }),
]);

type One = InputOf<typeof schema.oneInput>;

async function create(
  context: UseCaseContext<InputOf<typeof schema.createInput>>,
): Promise<Result<WorkspaceView, Conflict>> {
  const { workspaceId, name } = context.input;
  const workspace: WorkspaceRecord = {
    workspaceId,
    name,
    archivedAt: null,
    createdAt: context.now,
    updatedAt: context.now,
    version: 1,
  };
  const outcome = await context.unit.workspaces.create({ workspaceId }, workspace);
  if (outcome === 'exists') return err(conflict('exists', { type: 'workspace', id: workspaceId }));
  await note(context, workspace, 'workspace.created');
  return ok(workspaceView(workspace));
}

/** `not_found` when it was erased after the access check. */
async function get({ unit, input, capabilities }: UseCaseContext<One>): Promise<Result<WorkspaceAccessView, NotFound>> {
  const workspace = await unit.workspaces.get({ workspaceId: input.workspaceId });
  return workspace ? ok({ ...workspaceView(workspace), capabilities }) : err(notFound());
}

type ChangeRefusal = NotFound | Immutable | Conflict;

function archive(context: UseCaseContext<One>): Promise<Result<WorkspaceView, ChangeRefusal>> {
  return changeArchived(context, 'archive');
}

function restore(context: UseCaseContext<One>): Promise<Result<WorkspaceView, ChangeRefusal>> {
  return changeArchived(context, 'restore');
}

/** Does not hold the workspace, unlike every other write: two units that hold the row they want to change would wait for each other. The version decides. */
async function changeArchived(
  context: UseCaseContext<One>,
  step: 'archive' | 'restore',
): Promise<Result<WorkspaceView, ChangeRefusal>> {
  const { unit, now } = context;
  const scope = { workspaceId: context.input.workspaceId };
  const workspace = await unit.workspaces.get(scope);
  if (!workspace) return err(notFound());
  const archivedAt = step === 'archive' ? now : null;
  if (archivedAt !== null && workspace.archivedAt !== null) return err(immutable('archived'));
  if (archivedAt === null && workspace.archivedAt === null) return err(conflict('nothing_to_do'));
  const changed = await unit.workspaces.setArchived(scope, { archivedAt, updatedAt: now, version: workspace.version });
  if (!changed) return err(conflict('version'));
  await note(context, changed, step === 'archive' ? 'workspace.archived' : 'workspace.restored');
  return ok(workspaceView(changed));
}

function note(
  context: UseCaseContext<unknown>,
  { workspaceId, name }: WorkspaceRecord,
  action: 'workspace.created' | 'workspace.archived' | 'workspace.restored',
): Promise<void> {
  return record(context, {
    action,
    workspaceId,
    target: { type: 'workspace', id: workspaceId, label: name },
    summary: { name },
  });
}
