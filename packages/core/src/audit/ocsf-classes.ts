/**
 * The OCSF classes of the entries, with the activities that are used. API Activity (6003) is not among them: it requires the network endpoint of the
 * caller, which the trail does not hold.
 *
 * @see https://schema.ocsf.io/1.3.0/classes/entity_management
 * @see https://schema.ocsf.io/1.3.0/classes/user_access
 */
export const ocsfClasses = {
  entity_management: {
    uid: 3004,
    name: 'Entity Management',
    activities: {
      Create: 1,
      Read: 2,
      Update: 3,
      Delete: 4,
      Enable: 8,
      Disable: 9,
      Activate: 10,
      Suspend: 12,
      Resume: 13,
      Other: 99,
    },
  },
  user_access: {
    uid: 3005,
    name: 'User Access Management',
    activities: { 'Assign Privileges': 1, 'Revoke Privileges': 2 },
  },
} as const;

type Classes = typeof ocsfClasses;

/** A class with one of its activities, as OCSF names the type of an event. */
export type OcsfTypeName = {
  readonly [Class in keyof Classes]: `${Classes[Class]['name']}: ${keyof Classes[Class]['activities'] & string}`;
}[keyof Classes];
