import { epochMillis, type RoleHolding, type RolePrincipal } from '@tenantatlas/core';
import type * as z from 'zod';
import type { GraphFailure } from '../answers/failure.ts';
import type { PartRead } from './evidence.ts';
import { instantOf, isActivated, principalOf } from './role-facts.ts';
import { readPart, type GroupHoldings, type RoleReading } from './role-reading.ts';
import { isSameId } from './shapes/ids.ts';
import { directoryObject, groupEligibility, groupMembership, type DirectoryObject } from './shapes/roles.ts';

type Read = Omit<PartRead, 'part'>;

const privilegedAccess = 'identityGovernance/privilegedAccess/group';

/**
 * Reads what Privileged Identity Management says of the members of the groups that hold a role. Guarantees: who activated the membership is `active` until the membership or the
 * holding of the group ends, and a membership for a time has its end. The role of an eligible group stays `eligible` for its members. `missing` says why not every group is known.
 *
 * @see https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-assignmentscheduleinstances
 */
export function readGroupMemberships(reading: RoleReading, missing: GraphFailure | null): Promise<Read> {
  return eachGroup(reading, missing, ({ group, holdings }) => {
    const path = `${privilegedAccess}/assignmentScheduleInstances?$filter=${ofGroup(group)}&$expand=principal`;
    return readPart(reading, path, groupMembership, function* (instances) {
      for (const instance of instances) {
        const { principalId, principal, assignmentType, endDateTime } = instance;
        const hasActivated = isActivated(assignmentType);
        if (!isMembership(instance, group) || !reading.remember(membershipKeyOf(group, principalId))) continue;
        const found = principalOf(principalId, principal);
        for (const held of holdings) {
          const state = hasActivated && held.state === 'assigned' ? 'active' : held.state;
          const until = earlier(held.until, instantOf(endDateTime));
          yield { ...held, principal: found, state, throughGroup: group, until };
        }
      }
    });
  });
}

/**
 * Reads the members of the groups that hold a role that {@link readGroupMemberships} did not tell: each has each role of the group. `missing` says why not every group is known.
 *
 * The members are those of the beta version: v1.0 leaves out members that are service principals, so that an app with the role of a group would not be told.
 *
 * @see https://learn.microsoft.com/graph/api/group-list-members
 */
export function readGroupMembers(reading: RoleReading, missing: GraphFailure | null): Promise<Read> {
  return eachGroup(reading, missing, async ({ group, holdings }) => {
    const path = `groups/${group.id}/members?$select=id,displayName&$top=999`;
    const factsOf = function* (page: readonly DirectoryObject[]): Iterable<RoleHolding> {
      const members = page.filter(({ id }) => !reading.isRemembered(membershipKeyOf(group, id)));
      for (const held of holdings)
        for (const member of members) yield { ...held, principal: principalOf(member.id, member), throughGroup: group };
    };
    const read = await readPart(reading, path, directoryObject, factsOf, reading.client.beta);
    // A group that was deleted a moment ago has no members.
    return read.failure?.status === 404 && read.items === 0 ? { items: 0, failure: null } : read;
  });
}

/** Reads who can become a member of the groups that hold a role. Who can become an owner holds nothing, although an owner could add members. */
export function readGroupEligibility(reading: RoleReading, missing: GraphFailure | null): Promise<Read> {
  return eachGroup(reading, missing, ({ group, holdings }) => {
    const path = `${privilegedAccess}/eligibilityScheduleInstances?$filter=${ofGroup(group)}&$expand=principal`;
    return readPart(reading, path, groupEligibility, function* (instances) {
      for (const held of holdings)
        for (const instance of instances) {
          if (!isMembership(instance, group)) continue;
          const { principalId, principal, endDateTime } = instance;
          const until = earlier(held.until, instantOf(endDateTime));
          const found = principalOf(principalId, principal);
          yield { ...held, principal: found, state: 'eligible', throughGroup: group, until };
        }
    });
  });
}

function ofGroup({ id }: RolePrincipal): string {
  return encodeURIComponent(`groupId eq '${id}'`);
}

/** Whether it gives a membership of the group: an owner holds none of its roles. */
function isMembership({ accessId, groupId }: z.output<typeof groupEligibility>, group: RolePrincipal): boolean {
  return accessId.toLowerCase() === 'member' && isSameId(groupId, group.id);
}

/** No id has a colon: the key of a membership is never the key of a holding. */
function membershipKeyOf(group: RolePrincipal, principalId: string): string {
  return `member:${group.id} ${principalId}`.toLowerCase();
}

/** Reads group by group. A refusal holds for the other groups too, so that it ends the part; another failure is kept, and the other groups are read. */
async function eachGroup(
  reading: RoleReading,
  missing: GraphFailure | null,
  read: (group: GroupHoldings) => Promise<Read>,
): Promise<Read> {
  let items = 0;
  let failure = missing ?? reading.overflow();
  for (const group of reading.groups.values()) {
    const found = await read(group);
    items += found.items;
    failure ??= found.failure;
    if (found.failure && found.failure.collection !== 'failed') break;
  }
  return { items, failure };
}

/** Who holds a role through a group holds it until the membership or the holding of the group ends, whichever is first. */
function earlier(one: RoleHolding['until'], other: RoleHolding['until']): RoleHolding['until'] {
  if (one === null || other === null) return one ?? other;
  return epochMillis(one) < epochMillis(other) ? one : other;
}
