import * as z from 'zod';
import { described, idAnswer, instantAnswer, pageAnswer, versionAnswer } from '../kernel/answers.ts';
import { personAnswer, type PersonView } from '../access/person-view.ts';
import type { Instant } from '../kernel/instant.ts';
import { workspaceRoles, type WorkspaceRole } from '../ports/member-store.ts';
import type { WorkspaceRecord } from '../ports/workspace-store.ts';

/** A workspace as shown. */
export interface WorkspaceView {
  readonly workspaceId: string;
  readonly name: string;
  readonly status: 'in_service' | 'archived';
  readonly archivedAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly version: number;
}

/** A workspace with what the caller may do in it. */
export interface WorkspaceAccessView extends WorkspaceView {
  /**
   * What the caller holds in the workspace itself, by the same truth as every refusal; a role for one tenant counts for that tenant only. Empty for the system, which
   * holds all. For display: the server decides again.
   */
  readonly capabilities: readonly string[];
}

/** A {@link WorkspaceAccessView}. */
export const workspaceAccessAnswer = described<WorkspaceAccessView>()('WorkspaceAccess', () =>
  z.strictObject({ ...workspaceFields(), capabilities: z.array(z.string()) }),
);

/** A {@link WorkspaceView}. */
export const workspaceAnswer = described<WorkspaceView>()('Workspace', () => z.strictObject(workspaceFields()));

function workspaceFields() {
  return {
    workspaceId: idAnswer(),
    name: z.string(),
    status: z.enum(['in_service', 'archived']),
    archivedAt: instantAnswer().nullable(),
    createdAt: instantAnswer(),
    updatedAt: instantAnswer(),
    version: versionAnswer(),
  };
}

/** A page of {@link WorkspaceView}. */
export const workspacePageAnswer = pageAnswer('Workspace', workspaceAnswer);

/** A member of a workspace. */
export interface MemberView {
  readonly workspaceId: string;
  readonly userId: string;
  /** The person's name, where the directory has it: people are named when they first write something. */
  readonly person: PersonView;
  readonly role: WorkspaceRole;
  readonly grantedAt: Instant;
  /** The tenants that the person may see, by id; without those that the caller may not see. */
  readonly entitlements: readonly MemberEntitlement[];
}

/** One tenant of a member. */
export interface MemberEntitlement {
  readonly tenantId: string;
  /** Counts for this tenant instead of the workspace role; null leaves the workspace role in force. */
  readonly role: WorkspaceRole | null;
}

const memberEntitlementAnswer = described<MemberEntitlement>()('MemberEntitlement', () =>
  z.strictObject({ tenantId: idAnswer(), role: z.enum(workspaceRoles).nullable() }),
);

/** A {@link MemberView}. */
const memberAnswer = described<MemberView>()('Member', () =>
  z.strictObject({
    workspaceId: idAnswer(),
    userId: idAnswer(),
    person: personAnswer(),
    role: z.enum(workspaceRoles),
    grantedAt: instantAnswer(),
    entitlements: z.array(memberEntitlementAnswer()),
  }),
);

/** A page of {@link MemberView}. */
export const memberPageAnswer = pageAnswer('Member', memberAnswer);

/** A person's membership after a change. */
export interface MembershipView {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: WorkspaceRole;
  /** `unchanged` when the person had this role already; nothing was written then. */
  readonly disposition: 'granted' | 'changed' | 'unchanged';
}

/** A {@link MembershipView}. */
export const membershipAnswer = described<MembershipView>()('Membership', () =>
  z.strictObject({
    workspaceId: idAnswer(),
    userId: idAnswer(),
    role: z.enum(workspaceRoles),
    disposition: z.enum(['granted', 'changed', 'unchanged']),
  }),
);

/** A person's access to a tenant after a change. */
export interface EntitlementView {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly userId: string;
  /** Counts for this tenant instead of the workspace role; null leaves the workspace role in force. */
  readonly role: WorkspaceRole | null;
  readonly disposition: 'granted' | 'changed' | 'unchanged';
}

/** An {@link EntitlementView}. */
export const entitlementAnswer = described<EntitlementView>()('Entitlement', () =>
  z.strictObject({
    workspaceId: idAnswer(),
    tenantId: idAnswer(),
    userId: idAnswer(),
    role: z.enum(workspaceRoles).nullable(),
    disposition: z.enum(['granted', 'changed', 'unchanged']),
  }),
);

/** A removal; `not_present` when there was nothing to remove and nothing was written. */
export interface RemovalView {
  readonly disposition: 'removed' | 'not_present';
}

/** A {@link RemovalView}. */
export const removalAnswer = described<RemovalView>()('Removal', () =>
  z.strictObject({ disposition: z.enum(['removed', 'not_present']) }),
);

/** The public form of a workspace. */
export function workspaceView(record: WorkspaceRecord): WorkspaceView {
  const { workspaceId, name, archivedAt, createdAt, updatedAt, version } = record;
  return {
    workspaceId,
    name,
    status: archivedAt ? 'archived' : 'in_service',
    archivedAt,
    createdAt,
    updatedAt,
    version,
  };
}
