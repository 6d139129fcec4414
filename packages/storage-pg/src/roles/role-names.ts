/**
 * The database roles that units of work take on. They are the same in every database of a cluster and cannot log in.
 *
 * - `ta_workspace` sees one workspace, named by the setting `tenantatlas.workspace_id`;
 * - `ta_member` sees the memberships of one person (`tenantatlas.actor`) and the workspaces in `tenantatlas.workspace_ids`;
 * - `ta_platform` sees everything and writes what operators write;
 * - `ta_maintenance` may delete; retention and erasure take it on.
 */
export const roleNames = ['ta_workspace', 'ta_member', 'ta_platform', 'ta_maintenance'] as const;

/** See {@link roleNames}. */
export type RoleName = (typeof roleNames)[number];

/** The roles that the application's login needs. Deleting is not among them. */
export const applicationRoles = ['ta_workspace', 'ta_member', 'ta_platform'] as const satisfies readonly RoleName[];
