import type { ActionDefinitions, MetadataReaders } from './definition.ts';

/**
 * The metadata of a pause. A workspace reads the public message in place of the operator's own reason. A pause that moves between workspaces leaves an
 * entry in each: neither workspace learns of the other, and the one that the pause left does not read its present texts.
 */
const pause = {
  control_key: 'workspace',
  scope_type: { onlyIn: 'workspace_id' },
  workspace_id: { onlyIn: 'workspace_id' },
  reason_text: { onlyIn: 'workspace_id' },
  public_message: { onlyIn: 'workspace_id', as: 'reason_text' },
  expires_at: { onlyIn: 'workspace_id' },
  actor_id: 'workspace',
} as const satisfies MetadataReaders;

/** The metadata of a change to a pause, also of one that moved it. */
export const pauseMetadata = {
  ...pause,
  previous_scope_type: { onlyIn: 'previous_workspace_id' },
  previous_workspace_id: { onlyIn: 'previous_workspace_id' },
} as const satisfies MetadataReaders;

/** The actions that tell a control's history. */
export const controlDefinitions = {
  'operational_control.paused': {
    label: { en: 'Operational control paused', de: 'Betriebssteuerung pausiert' },
    summary: { id: 'audit.summary.control_paused', en: '{label} paused', de: '{label} pausiert' },
    ocsf: 'Entity Management: Suspend',
    metadata: pauseMetadata,
  },
  'operational_control.updated': {
    label: { en: 'Operational control updated', de: 'Betriebssteuerung geändert' },
    summary: { id: 'audit.summary.control_updated', en: '{label} updated', de: '{label} geändert' },
    ocsf: 'Entity Management: Update',
    metadata: pauseMetadata,
  },
  'operational_control.resumed': {
    label: { en: 'Operational control resumed', de: 'Betriebssteuerung fortgesetzt' },
    summary: { id: 'audit.summary.control_resumed', en: '{label} resumed', de: '{label} fortgesetzt' },
    ocsf: 'Entity Management: Resume',
    metadata: pauseMetadata,
  },
  'operational_control.execution_blocked': {
    label: { en: 'Operational control blocked execution', de: 'Betriebssteuerung hat Ausführung blockiert' },
    summary: {
      id: 'audit.summary.control_blocked',
      en: '{label} blocked by operational control',
      de: '{label} durch Betriebssteuerung blockiert',
    },
    ocsf: 'Entity Management: Other',
    metadata: { ...pause, requested_scope: 'workspace', target_tenant_id: 'workspace', source: 'workspace' },
    hostMetadata: 'workspace',
  },
} as const satisfies ActionDefinitions<'operational_control'>;
