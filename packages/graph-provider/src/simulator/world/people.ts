import { createCollection, idOf, type Collection, type GraphObject } from './collection.ts';
import { departments, jobTitles, namingAt } from './names.ts';
import { guidOf, indexOfGuid, mix, partOf, pick } from './random.ts';

/** What people and groups of a tenant are made from. */
export interface PeopleOptions {
  readonly seed: number;
  readonly domain: string;
  readonly users: number;
  readonly groups: number;
}

const day = 86_400_000;
const firstDay = Date.UTC(2018, 0, 1);

/** A date of the past that depends on a number only. */
export function dateAt(number: number): string {
  return new Date(firstDay + (number % 2_500) * day + (number % 86_399) * 1_000).toISOString().replace('.000Z', 'Z');
}

/** The users of a tenant. Each is made from the seed and its index when it is asked for. */
export function usersOf({ seed, domain, users }: PeopleOptions): Collection {
  const key = partOf(seed, 'users');
  return createCollection({
    count: users,
    make: (index) => ({ id: guidOf(key, index), ...person(key, index, domain) }),
    positionOf: (id) => indexOfGuid(key, id),
    idAt: (index) => guidOf(key, index),
  });
}

/** The members of a user. */
function person(key: number, index: number, domain: string): GraphObject {
  const number = mix(key, index);
  const naming = namingAt(key, mix(number, 1));
  const [given, family] = [pick(naming.given, mix(number, 2)), pick(naming.family, mix(number, 3))];
  const parts = naming.isFamilyFirst ? [family.shown, given.shown] : [given.shown, family.shown];
  const address = `${given.latin}.${family.latin}.${index.toString(36)}@${domain}`;
  const isGuest = number % 37 === 0;
  return {
    businessPhones: [],
    displayName: parts.join(' '),
    givenName: given.shown,
    jobTitle: pick(jobTitles, mix(number, 4)),
    mail: number % 11 === 0 ? null : address,
    mobilePhone: null,
    officeLocation: number % 3 === 0 ? `${naming.country}-${String(number % 40)}` : null,
    preferredLanguage: number % 5 === 0 ? null : naming.language,
    surname: family.shown,
    userPrincipalName: isGuest ? address.replace('@', '_partner.example#EXT#@') : address,
    accountEnabled: number % 23 !== 0,
    assignedLicenses: [],
    createdDateTime: dateAt(number),
    department: pick(departments, mix(number, 5)).shown,
    onPremisesSyncEnabled: number % 4 === 0 ? true : null,
    usageLocation: naming.country,
    userType: isGuest ? 'Guest' : 'Member',
  };
}

/** How many of the first groups can be assigned to roles. */
function roleAssignableGroups(groups: number): number {
  return Math.min(3, groups);
}

/** The groups of a tenant. The first ones can be assigned to roles. */
export function groupsOf({ seed, groups, domain }: PeopleOptions): Collection {
  const key = partOf(seed, 'groups');
  return createCollection({
    count: groups,
    make: (index) => ({ id: guidOf(key, index), ...group(key, index, groups, domain) }),
    positionOf: (id) => indexOfGuid(key, id),
    idAt: (index) => guidOf(key, index),
  });
}

function group(key: number, index: number, groups: number, domain: string): GraphObject {
  const number = mix(key, index);
  const isAssignable = index < roleAssignableGroups(groups);
  const isUnified = !isAssignable && number % 3 === 0;
  const department = pick(departments, number);
  return {
    classification: null,
    createdDateTime: dateAt(number),
    description: isAssignable ? 'Holds a role of the directory.' : null,
    displayName: isAssignable
      ? `role-${department.latin}-${String(index + 1)}`
      : `${department.shown} ${String(index + 1)}`,
    groupTypes: isUnified ? ['Unified'] : [],
    isAssignableToRole: isAssignable,
    mail: isUnified ? `${department.latin}${String(index + 1)}@${domain}` : null,
    mailEnabled: isUnified,
    mailNickname: `${department.latin}${String(index + 1)}`,
    onPremisesSyncEnabled: null,
    securityEnabled: !isUnified || number % 2 === 0,
    visibility: isUnified ? 'Private' : null,
  };
}

/**
 * Members of a group: users at positions that depend on its id only, without those who were removed. A group that can be assigned to roles has two to four, and an app as its last member
 * as well, where `withApps` asks for it.
 */
export function membersOf(
  group: GraphObject,
  { users, servicePrincipals }: { readonly users: Collection; readonly servicePrincipals: Collection },
  withApps: boolean,
): Collection {
  const key = mix(Number.parseInt(idOf(group).slice(0, 8), 16), 7);
  const isAssignable = group['isAssignableToRole'] === true;
  const count = users.length === 0 ? 0 : Math.min(users.length, isAssignable ? 2 + (key % 3) : key % 150);
  const start = key % Math.max(1, users.length);
  const app = isAssignable && withApps ? servicePrincipals.at(1) : null;
  return createCollection({
    count: app === null ? count : count + 1,
    make: (index) => {
      if (index === count) return { '@odata.type': '#microsoft.graph.servicePrincipal', ...app };
      const user = users.at((start + index) % users.length);
      return user === null ? null : { '@odata.type': '#microsoft.graph.user', ...user };
    },
    positionOf: () => null,
    idAt: (index) => guidOf(key, index),
  });
}
