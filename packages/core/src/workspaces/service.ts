import type { Caller, Environment } from '../access/environment.ts';
import { perform } from '../access/perform.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import { summarize } from '../audit/messages.ts';
import { conflict, immutable, notFound, type Conflict, type Immutable, type NotFound } from '../kernel/errors.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type * as z from 'zod';
import type { WorkspaceRecord } from '../ports/workspace-store.ts';
import type { WorkspacesClient } from './client.ts';
import { createListWorkspaces } from './list.ts';
import { addMember, grantTenant, removeMember, revokeTenant } from './members.ts';
import {
  addMemberSchema,
  createSchema,
  grantTenantSchema,
  oneSchema,
  removeMemberSchema,
  revokeTenantSchema,
} from './schema.ts';
import { workspaceView, type WorkspaceView } from './view.ts';

/** The workspace methods for one caller. */
export function createWorkspacesService(environment: Environment, caller: Caller): WorkspacesClient {
  return {
    create: (request) =>
      perform(environment, caller, { method: 'workspaces.create', input: createSchema, run: create }, request),
    get: (request) => perform(environment, caller, { method: 'workspaces.get', input: oneSchema, run: get }, request),
    list: createListWorkspaces(environment, caller),
    archive: (request) =>
      perform(
        environment,
        caller,
        { method: 'workspaces.archive', input: oneSchema, decidesArchivedItself: true, run: archive },
        request,
      ),
    restore: (request) =>
      perform(
        environment,
        caller,
        { method: 'workspaces.restore', input: oneSchema, decidesArchivedItself: true, run: restore },
        request,
      ),
    addMember: (request) =>
      perform(environment, caller, { method: 'workspaces.addMember', input: addMemberSchema, run: addMember }, request),
    removeMember: (request) =>
      perform(
        environment,
        caller,
        { method: 'workspaces.removeMember', input: removeMemberSchema, run: removeMember },
        request,
      ),
    grantTenant: (request) =>
      perform(
        environment,
        caller,
        { method: 'workspaces.grantTenant', input: grantTenantSchema, run: grantTenant },
        request,
      ),
    revokeTenant: (request) =>
      perform(
        environment,
        caller,
        { method: 'workspaces.revokeTenant', input: revokeTenantSchema, run: revokeTenant },
        request,
      ),
  };
}

type One = z.output<typeof oneSchema>;

async function create(
  context: UseCaseContext<z.output<typeof createSchema>>,
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

/** Gone when it was erased since access saw it. */
async function get({ unit, input }: UseCaseContext<One>): Promise<Result<WorkspaceView, NotFound>> {
  const workspace = await unit.workspaces.get({ workspaceId: input.workspaceId });
  return workspace ? ok(workspaceView(workspace)) : err(notFound());
}

type ChangeRefusal = NotFound | Immutable | Conflict;

function archive(context: UseCaseContext<One>): Promise<Result<WorkspaceView, ChangeRefusal>> {
  return changeArchived(context, 'archive');
}

function restore(context: UseCaseContext<One>): Promise<Result<WorkspaceView, ChangeRefusal>> {
  return changeArchived(context, 'restore');
}

/** Does not hold the workspace, unlike every other write: two who hold what both want to change would wait for each other. The version decides. */
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

const summaries = {
  'workspace.created': 'audit.summary.workspace_created',
  'workspace.archived': 'audit.summary.workspace_archived',
  'workspace.restored': 'audit.summary.workspace_restored',
} as const;

function note(
  context: UseCaseContext<unknown>,
  { workspaceId, name }: WorkspaceRecord,
  action: keyof typeof summaries,
): Promise<void> {
  return record(context, {
    action,
    workspaceId,
    target: { type: 'workspace', id: workspaceId, label: name },
    summary: summarize(summaries[action], { name }),
  });
}
