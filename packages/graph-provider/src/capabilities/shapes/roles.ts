import * as z from 'zod';
import { objectId } from './ids.ts';

/** A person, a group or an app. Graph answers the type and the id alone where the app may not read more. */
export const directoryObject = z.object({
  id: objectId,
  displayName: z.string().nullish(),
  '@odata.type': z.string().optional(),
});

/** See {@link directoryObject}. */
export type DirectoryObject = z.output<typeof directoryObject>;

/** A role. `isPrivileged` is not in v1.0 of Graph. */
export const roleDefinition = z.object({
  id: objectId,
  displayName: z.string().min(1),
  isBuiltIn: z.boolean(),
  isPrivileged: z.boolean().nullish(),
});

const holdingMembers = {
  id: z.string().min(1),
  principalId: objectId,
  roleDefinitionId: objectId,
  directoryScopeId: z.string().nullish(),
  appScopeId: z.string().nullish(),
  // Null where the principal was deleted.
  principal: directoryObject.nullish(),
};
const scheduleMembers = { memberType: z.string().nullish(), endDateTime: z.string().nullish() };
const hasScope = (holding: {
  readonly directoryScopeId?: string | null | undefined;
  readonly appScopeId?: string | null | undefined;
}): boolean => Boolean(holding.directoryScopeId ?? holding.appScopeId);
// To take a missing scope for the whole tenant would invent an administrator.
const scopeMissing = { path: ['directoryScopeId'], message: 'There is no scope.' };

/** A role that a principal has now, whatever gave it. */
export const roleAssignment = z.object(holdingMembers).refine(hasScope, scopeMissing);

/** A role that a principal has now, as Privileged Identity Management knows it. */
export const activeInstance = z
  .object({ ...holdingMembers, ...scheduleMembers, assignmentType: z.string() })
  .refine(hasScope, scopeMissing);

/** A role that a principal can activate now. */
export const eligibleInstance = z.object({ ...holdingMembers, ...scheduleMembers }).refine(hasScope, scopeMissing);

/** What the three kinds have in common. */
export type AnyHolding = z.output<typeof roleAssignment>;

/** A principal who can become a member or an owner of a group for a time. */
export const groupEligibility = z.object({
  id: z.string().min(1),
  accessId: z.string(),
  groupId: objectId,
  principalId: objectId,
  principal: directoryObject.nullish(),
  endDateTime: z.string().nullish(),
});

/** A principal who is a member or an owner of a group now, as Privileged Identity Management knows it. */
export const groupMembership = groupEligibility.extend({ assignmentType: z.string() });
