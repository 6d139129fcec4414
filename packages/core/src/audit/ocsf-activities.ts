import type { AuditAction } from './catalog.ts';

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

/** An activity of one class. */
export type OcsfActivity = {
  readonly [Class in keyof typeof ocsfClasses]: {
    readonly className: Class;
    readonly activity: keyof (typeof ocsfClasses)[Class]['activities'];
  };
}[keyof typeof ocsfClasses];

type EntityActivity = Extract<OcsfActivity, { className: 'entity_management' }>['activity'];

const entity = (activity: EntityActivity): OcsfActivity => ({ className: 'entity_management', activity });
const assigned: OcsfActivity = { className: 'user_access', activity: 'Assign Privileges' };
const revoked: OcsfActivity = { className: 'user_access', activity: 'Revoke Privileges' };

/** The OCSF activity of each action. Every new action needs a line here. */
const activities: { readonly [action in AuditAction]: OcsfActivity } = {
  'operational_control.paused': entity('Suspend'),
  'operational_control.updated': entity('Update'),
  'operational_control.resumed': entity('Resume'),
  'operational_control.execution_blocked': entity('Other'),
  'support_diagnostics.opened': entity('Read'),
  'platform.ops.runbooks.preflight': entity('Read'),
  'platform.ops.runbooks.start': entity('Activate'),
  'workspace.created': entity('Create'),
  'workspace.archived': entity('Disable'),
  'workspace.restored': entity('Enable'),
  'workspace.erased': entity('Delete'),
  'membership.granted': assigned,
  'membership.changed': assigned,
  'membership.revoked': revoked,
  'entitlement.granted': assigned,
  'entitlement.revoked': revoked,
  'tenant.created': entity('Create'),
  'tenant.lifecycle_changed': entity('Update'),
  'tenant.erased': entity('Delete'),
  'person.erased': entity('Delete'),
  'provider_connection.created': entity('Create'),
  'provider_connection.updated': entity('Update'),
  'provider_connection.consent_changed': entity('Update'),
  'provider_connection.verified': entity('Read'),
  'onboarding.started': entity('Create'),
  'onboarding.updated': entity('Update'),
  'onboarding.completed': entity('Update'),
  'onboarding.cancelled': entity('Update'),
  'verification.acknowledged': entity('Update'),
  'operation_run.started': entity('Create'),
  'operation_run.completed': entity('Update'),
  'operation_run.cancelled': entity('Update'),
  'finding.triaged': entity('Update'),
  'finding.accepted': entity('Update'),
  'finding.acceptance_expired': entity('Update'),
  'finding.resolved': entity('Update'),
  'finding.reopened': entity('Update'),
  'stored_report.created': entity('Create'),
  'stored_report.pruned': entity('Delete'),
  'review_pack.requested': entity('Create'),
  'review_pack.generated': entity('Update'),
  'review_pack.failed': entity('Update'),
  'review_pack.downloaded': entity('Read'),
  'review_pack.pruned': entity('Delete'),
  'product_usage.pruned': entity('Delete'),
};

/** The OCSF activity of an action; for one outside the catalog, the activity "Other" on an entity. */
export function ocsfActivity(action: string): OcsfActivity {
  return Object.hasOwn(activities, action) ? activities[action as AuditAction] : entity('Other');
}
