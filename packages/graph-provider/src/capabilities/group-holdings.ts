import { epochMillis, type RoleHolding } from '@tenantatlas/core';
import type { GraphFailure } from '../answers/failure.ts';
import type { PartRead } from './evidence.ts';
import { instantOf, principalOf } from './role-facts.ts';
import { readPart, type GroupHoldings, type RoleReading } from './role-reading.ts';
import { isSameId } from './shapes/ids.ts';
import { directoryObject, groupEligibility, type DirectoryObject } from './shapes/roles.ts';

type Read = Omit<PartRead, 'part'>;

/**
 * Reads who is a member of the groups that hold a role: each member has each role of the group. `missing` says why not every group is known.
 *
 * The members are those of the beta version: v1.0 leaves out members that are service principals, so that an app with the role of a group would not be told.
 *
 * @see https://learn.microsoft.com/graph/api/group-list-members
 */
export function readGroupMembers(reading: RoleReading, missing: GraphFailure | null): Promise<Read> {
  return eachGroup(reading, missing, async ({ group, holdings }) => {
    const path = `groups/${group.id}/members?$select=id,displayName&$top=999`;
    const factsOf = function* (members: readonly DirectoryObject[]): Iterable<RoleHolding> {
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
    const filter = encodeURIComponent(`groupId eq '${group.id}'`);
    const path = `identityGovernance/privilegedAccess/group/eligibilityScheduleInstances?$filter=${filter}&$expand=principal`;
    return readPart(reading, path, groupEligibility, function* (instances) {
      for (const held of holdings)
        for (const { accessId, groupId, principalId, principal, endDateTime } of instances) {
          if (accessId.toLowerCase() !== 'member' || !isSameId(groupId, group.id)) continue;
          const until = earlier(held.until, instantOf(endDateTime));
          const found = principalOf(principalId, principal);
          yield { ...held, principal: found, state: 'eligible', throughGroup: group, until };
        }
    });
  });
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
