import { aggregateCounts, type ActionDefinitions } from './definition.ts';

/** The actions on tenants. */
export const tenantDefinitions = {
  'tenant.created': {
    label: { en: 'Tenant created', de: 'Mandant angelegt' },
    summary: { id: 'audit.summary.tenant_created', en: 'Tenant {name} created', de: 'Mandant {name} angelegt' },
    ocsf: 'Entity Management: Create',
    metadata: { lifecycle: 'workspace', external_tenant_id: 'workspace' },
  },
  'tenant.lifecycle_changed': {
    label: { en: 'Tenant lifecycle changed', de: 'Lebenszyklus des Mandanten geändert' },
    summary: {
      id: 'audit.summary.tenant_lifecycle_changed',
      en: 'Tenant {name} moved from {from} to {to}',
      de: 'Mandant {name} von {from} zu {to} überführt',
    },
    ocsf: 'Entity Management: Update',
    metadata: { from: 'workspace', to: 'workspace' },
  },
  'tenant.erased': {
    label: { en: 'Tenant erased', de: 'Mandant gelöscht' },
    summary: { id: 'audit.summary.tenant_erased', en: 'Tenant erased', de: 'Mandant gelöscht' },
    ocsf: 'Entity Management: Delete',
    metadata: {
      tenant_id: 'workspace',
      ...aggregateCounts('workspace'),
      idempotency_keys: 'workspace',
      entitlements: 'workspace',
      usage_events: 'workspace',
      audit_entries: 'workspace',
    },
  },
} as const satisfies ActionDefinitions<'tenant'>;
