import type { Evidence, OnItems, ReadPart, RoleFact } from '@tenantatlas/core';
import type { GraphFailure } from '../answers/failure.ts';
import { evidenceOfParts, readParts } from './evidence.ts';
import { readGroupEligibility, readGroupMembers, readGroupMemberships } from './group-holdings.ts';
import type { Reader } from './reader.ts';
import { createRoleReading, noted, readPart, type RoleReading } from './role-reading.ts';
import { holdingOf, instantOf, isActivated, keyOf } from './role-facts.ts';
import { activeInstance, eligibleInstance, roleAssignment, roleDefinition } from './shapes/roles.ts';

const directory = 'roleManagement/directory';

/** The parts of a reading of roles, in order. */
export const roleParts = [
  'definitions',
  'active',
  'assignments',
  'eligible',
  'group_active',
  'group_members',
  'group_eligible',
] as const;

/**
 * Reads roles and all who hold one, way by way:
 *
 * - `active`: what Privileged Identity Management says of roles that are held now: permanently, or activated, or for a time. Needs a licence.
 * - `assignments`: the roles that are held now and that `active` does not name. Every tenant has them, so that a permanent administrator is found without a licence.
 * - `eligible`: roles that can be activated. Needs a licence.
 * - `group_active`: what Privileged Identity Management says of the members of a group that holds a role: a member who activated the membership is `active` until it ends.
 *   Needs a licence. Where it cannot be read, the members are told as `group_members` knows them, and the answer is partial.
 * - `group_members`, `group_eligible`: the members that `group_active` does not name, and who can become one for a time. One level: a group that holds a role has no
 *   groups in it.
 *
 * Without the licence the answer is partial and says so for each part: who can activate a role is not known then, and `assignments` alone says who holds one.
 * Memory does not grow with the tenant: more than 50,000 holdings that have to be remembered make the answer partial. A role or a membership that is activated
 * between two of these readings is told as assigned until the next one.
 */
export async function readRoles(reader: Reader, onItems: OnItems<RoleFact>): Promise<Evidence<readonly ReadPart[]>> {
  const reading = createRoleReading(reader, onItems);
  // Which groups hold a role is not known without these lists, so that their members are missing too.
  let missing: GraphFailure | null = null;
  const steps = {
    definitions: () => readDefinitions(reading),
    active: () => readActive(reading),
    assignments: async () => {
      const read = await readAssignments(reading);
      missing = read.failure;
      return read;
    },
    eligible: async () => {
      const read = await readEligible(reading);
      // Without the licence no group is eligible.
      if (read.failure?.collection !== 'not_licensed') missing ??= read.failure;
      return read;
    },
    group_active: () => readGroupMemberships(reading, missing),
    group_members: () => readGroupMembers(reading, missing),
    group_eligible: () => readGroupEligibility(reading, missing),
  };
  const parts = await readParts(roleParts.map((part) => ({ part, read: steps[part] })));
  return evidenceOfParts(parts, reader.now());
}

function readDefinitions(reading: RoleReading) {
  const path = `${directory}/roleDefinitions?$select=id,displayName,isBuiltIn`;
  return readPart(reading, path, roleDefinition, function* (page) {
    for (const { id, displayName, isBuiltIn, isPrivileged = null } of page)
      yield { kind: 'definition', id, displayName, isBuiltIn, isPrivileged };
  });
}

function readActive(reading: RoleReading) {
  const path = `${directory}/roleAssignmentScheduleInstances?$expand=principal`;
  return readPart(reading, path, activeInstance, function* (page) {
    for (const instance of page) {
      const state = isActivated(instance.assignmentType) ? 'active' : 'assigned';
      // A group activates nothing: what a member activated is the member's own, and it ends.
      if (state === 'assigned' && isThroughGroup(instance.memberType)) continue;
      if (!reading.remember(keyOf(instance))) continue;
      yield noted(reading, holdingOf(instance, state, instantOf(instance.endDateTime)));
    }
  });
}

function readAssignments(reading: RoleReading) {
  return readPart(reading, `${directory}/roleAssignments?$expand=principal`, roleAssignment, function* (page) {
    for (const assignment of page)
      if (!reading.isRemembered(keyOf(assignment))) yield noted(reading, holdingOf(assignment, 'assigned', null));
  });
}

function readEligible(reading: RoleReading) {
  const path = `${directory}/roleEligibilityScheduleInstances?$expand=principal`;
  return readPart(reading, path, eligibleInstance, function* (page) {
    for (const instance of page)
      if (!isThroughGroup(instance.memberType))
        yield noted(reading, holdingOf(instance, 'eligible', instantOf(instance.endDateTime)));
  });
}

/** Whether it is held as a member of a group: the holding of the group is listed too, and its members are read with it. */
function isThroughGroup(memberType: string | null | undefined): boolean {
  return memberType?.toLowerCase() === 'group';
}
