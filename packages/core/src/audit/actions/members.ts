import type { ActionDefinitions } from './definition.ts';

/** The actions on memberships, and on the entitlements of members to tenants. */
export const memberDefinitions = {
  'membership.granted': {
    label: { en: 'Membership granted', de: 'Mitgliedschaft erteilt' },
    summary: {
      id: 'audit.summary.membership_granted',
      en: 'Membership granted as {role}',
      de: 'Mitgliedschaft als {role} erteilt',
    },
    ocsf: 'User Access Management: Assign Privileges',
    metadata: { role: 'workspace' },
  },
  'membership.changed': {
    label: { en: 'Membership changed', de: 'Mitgliedschaft geändert' },
    summary: {
      id: 'audit.summary.membership_changed',
      en: 'Membership changed from {previous} to {role}',
      de: 'Mitgliedschaft von {previous} zu {role} geändert',
    },
    ocsf: 'User Access Management: Assign Privileges',
    metadata: { role: 'workspace', previous_role: 'workspace' },
  },
  'membership.revoked': {
    label: { en: 'Membership revoked', de: 'Mitgliedschaft entzogen' },
    summary: { id: 'audit.summary.membership_revoked', en: 'Membership revoked', de: 'Mitgliedschaft entzogen' },
    ocsf: 'User Access Management: Revoke Privileges',
    metadata: { role: 'workspace' },
  },
  'entitlement.granted': {
    label: { en: 'Tenant access granted', de: 'Mandantenzugriff erteilt' },
    summary: {
      id: 'audit.summary.entitlement_granted',
      en: 'Access to tenant {tenant} granted',
      de: 'Zugriff auf Mandant {tenant} erteilt',
    },
    ocsf: 'User Access Management: Assign Privileges',
    metadata: { role: 'workspace', previous_role: 'workspace' },
  },
  'entitlement.revoked': {
    label: { en: 'Tenant access revoked', de: 'Mandantenzugriff entzogen' },
    summary: {
      id: 'audit.summary.entitlement_revoked',
      en: 'Access to tenant {tenant} revoked',
      de: 'Zugriff auf Mandant {tenant} entzogen',
    },
    ocsf: 'User Access Management: Revoke Privileges',
    metadata: {},
  },
} as const satisfies ActionDefinitions<'membership' | 'entitlement'>;
