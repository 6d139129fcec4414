import { aggregateCounts, type ActionDefinitions } from './definition.ts';

/** The actions on workspaces. */
export const workspaceDefinitions = {
  'workspace.created': {
    label: { en: 'Workspace created', de: 'Arbeitsbereich angelegt' },
    summary: {
      id: 'audit.summary.workspace_created',
      en: 'Workspace {name} created',
      de: 'Arbeitsbereich {name} angelegt',
    },
    ocsf: 'Entity Management: Create',
    metadata: {},
  },
  'workspace.archived': {
    label: { en: 'Workspace archived', de: 'Arbeitsbereich archiviert' },
    summary: {
      id: 'audit.summary.workspace_archived',
      en: 'Workspace {name} archived',
      de: 'Arbeitsbereich {name} archiviert',
    },
    ocsf: 'Entity Management: Disable',
    metadata: {},
  },
  'workspace.restored': {
    label: { en: 'Workspace restored', de: 'Arbeitsbereich wiederhergestellt' },
    summary: {
      id: 'audit.summary.workspace_restored',
      en: 'Workspace {name} restored',
      de: 'Arbeitsbereich {name} wiederhergestellt',
    },
    ocsf: 'Entity Management: Enable',
    metadata: {},
  },
  'workspace.erased': {
    label: { en: 'Workspace erased', de: 'Arbeitsbereich gelöscht' },
    summary: { id: 'audit.summary.workspace_erased', en: 'Workspace erased', de: 'Arbeitsbereich gelöscht' },
    ocsf: 'Entity Management: Delete',
    // Its entries are in the ledger of the platform.
    metadata: {
      workspace_id: 'platform',
      tenants: 'platform',
      memberships: 'platform',
      entitlements: 'platform',
      activations: 'platform',
      ...aggregateCounts('platform'),
      idempotency_keys: 'platform',
      usage_events: 'platform',
      audit_entries: 'platform',
    },
  },
} as const satisfies ActionDefinitions<'workspace'>;
