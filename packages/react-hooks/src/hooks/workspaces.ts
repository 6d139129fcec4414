// Hooks of workspaces, their members and what members see. A call without the annotation would stay in every bundle, because it could have effects.
import { mutationOf } from '../mutation/atlas-mutation.ts';
import { writeHook } from '../mutation/use-write.ts';
import { pagesHook } from '../query/use-pages.ts';
import { readHook } from '../query/use-read.ts';
import { membersOptions, workspaceOptions, workspacesOptions } from '../options.ts';

/** All workspaces that the caller may see, by id. */
export const useWorkspaces = /* @__PURE__ */ pagesHook(workspacesOptions);

/** One workspace. */
export const useWorkspace = /* @__PURE__ */ readHook(workspaceOptions);

/** Mutation options of {@link useCreateWorkspace}, for hosts that use their query client themselves. */
export const createWorkspaceMutation = /* @__PURE__ */ mutationOf('workspaces.create');
/** Creates a workspace. */
export const useCreateWorkspace = /* @__PURE__ */ writeHook(createWorkspaceMutation);

/** Mutation options of {@link useArchiveWorkspace}, for hosts that use their query client themselves. */
export const archiveWorkspaceMutation = /* @__PURE__ */ mutationOf('workspaces.archive');
/** Makes a workspace read-only. */
export const useArchiveWorkspace = /* @__PURE__ */ writeHook(archiveWorkspaceMutation);

/** Mutation options of {@link useRestoreWorkspace}, for hosts that use their query client themselves. */
export const restoreWorkspaceMutation = /* @__PURE__ */ mutationOf('workspaces.restore');
/** Brings an archived workspace back. */
export const useRestoreWorkspace = /* @__PURE__ */ writeHook(restoreWorkspaceMutation);

/** The members of a workspace by id, with their roles and tenants. */
export const useMembers = /* @__PURE__ */ pagesHook(membersOptions);

/** Mutation options of {@link useAddMember}, for hosts that use their query client themselves. */
export const addMemberMutation = /* @__PURE__ */ mutationOf('workspaces.addMember');
/** Grants a membership or changes its role. */
export const useAddMember = /* @__PURE__ */ writeHook(addMemberMutation);

/** Mutation options of {@link useRemoveMember}, for hosts that use their query client themselves. */
export const removeMemberMutation = /* @__PURE__ */ mutationOf('workspaces.removeMember');
/** Ends a membership. */
export const useRemoveMember = /* @__PURE__ */ writeHook(removeMemberMutation);

/** Mutation options of {@link useGrantTenant}, for hosts that use their query client themselves. */
export const grantTenantMutation = /* @__PURE__ */ mutationOf('workspaces.grantTenant');
/** Lets a member see a tenant. */
export const useGrantTenant = /* @__PURE__ */ writeHook(grantTenantMutation);

/** Mutation options of {@link useRevokeTenant}, for hosts that use their query client themselves. */
export const revokeTenantMutation = /* @__PURE__ */ mutationOf('workspaces.revokeTenant');
/** Ends a member’s access to a tenant. */
export const useRevokeTenant = /* @__PURE__ */ writeHook(revokeTenantMutation);
