import type { ActionDefinitions } from './definition.ts';

/** The actions on operation runs. */
export const runDefinitions = {
  'operation_run.started': {
    label: { en: 'Operation started', de: 'Vorgang gestartet' },
    summary: { id: 'audit.summary.run_started', en: '{label} started', de: '{label} gestartet' },
    ocsf: 'Entity Management: Create',
    metadata: { operation_type: 'workspace', source: 'workspace' },
  },
  'operation_run.completed': {
    label: { en: 'Operation completed', de: 'Vorgang abgeschlossen' },
    summaries: {
      succeeded: {
        id: 'audit.summary.run_succeeded',
        en: '{label} succeeded',
        de: '{label} erfolgreich abgeschlossen',
      },
      partially_succeeded: {
        id: 'audit.summary.run_partially_succeeded',
        en: '{label} partly succeeded',
        de: '{label} teilweise erfolgreich abgeschlossen',
      },
      failed: { id: 'audit.summary.run_failed', en: '{label} failed', de: '{label} fehlgeschlagen' },
      blocked: { id: 'audit.summary.run_blocked', en: '{label} blocked', de: '{label} blockiert' },
    },
    ocsf: 'Entity Management: Update',
    metadata: { operation_type: 'workspace', outcome: 'workspace', attempt: 'workspace' },
  },
  'operation_run.cancelled': {
    label: { en: 'Operation cancelled', de: 'Vorgang abgebrochen' },
    summary: { id: 'audit.summary.run_cancelled', en: '{label} cancelled', de: '{label} abgebrochen' },
    ocsf: 'Entity Management: Update',
    metadata: { operation_type: 'workspace' },
  },
} as const satisfies ActionDefinitions<'operation_run'>;
