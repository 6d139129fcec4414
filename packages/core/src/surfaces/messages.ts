import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'surfaces.action.needs_capability': {
    en: 'This needs the capability {capability}.',
    de: 'Dafür ist die Berechtigung {capability} nötig.',
  },
  'surfaces.action.archived': {
    en: 'Archived items are read-only.',
    de: 'Archiviertes ist schreibgeschützt.',
  },
  'surfaces.action.lifecycle': {
    en: 'The lifecycle of the tenant does not allow this now.',
    de: 'Der Lebenszyklus des Mandanten erlaubt dies jetzt nicht.',
  },
  'surfaces.action.not_offered': {
    en: 'This operation cannot be started by you or from this console.',
    de: 'Diesen Vorgang können Sie hier nicht starten.',
  },
  'surfaces.action.mutation_scope': { en: '{change}', de: '{change}' },
  'surfaces.do.open_operation': { en: 'Open operation', de: 'Vorgang öffnen' },
  'surfaces.do.open_operations': {
    en: 'All operations of the workspace',
    de: 'Alle Vorgänge des Arbeitsbereichs',
  },
  'surfaces.do.open_current_run': { en: 'Open current operation', de: 'Aktuellen Vorgang öffnen' },
  'surfaces.do.open_previous_run': { en: 'Open previous operation', de: 'Vorherigen Vorgang öffnen' },
  'surfaces.do.open_monitoring': { en: 'Open monitoring', de: 'Überwachung öffnen' },
  'surfaces.do.start_verification': { en: 'Start verification', de: 'Prüfung starten' },
  'surfaces.do.refresh': { en: 'Refresh', de: 'Aktualisieren' },
  'surfaces.do.continue_onboarding': { en: 'Continue onboarding', de: 'Onboarding fortsetzen' },
  'surfaces.mark.paused': { en: 'paused', de: 'pausiert' },
  'surfaces.mark.workspace_wide': { en: 'all tenants', de: 'alle Mandanten' },
  'surfaces.mark.advanced': { en: 'advanced', de: 'für Fortgeschrittene' },
  'surfaces.mark.previous': { en: 'earlier', de: 'früher' },
  'surfaces.tooltip.connection_disabled': {
    en: 'Enable the connection first.',
    de: 'Aktivieren Sie zuerst die Verbindung.',
  },
  'surfaces.tooltip.connection_unserved': {
    en: 'The provider of this connection is not installed here.',
    de: 'Der Anbieter dieser Verbindung ist hier nicht installiert.',
  },
  'surfaces.notice.lifecycle': {
    en: 'Archived items are read-only. No new operation starts.',
    de: 'Archiviertes ist schreibgeschützt. Es startet kein neuer Vorgang.',
  },
  'surfaces.notice.connection_missing': {
    en: 'No provider is connected yet.',
    de: 'Noch ist kein Anbieter verbunden.',
  },
  'surfaces.verification.active_run': { en: 'Verification in progress', de: 'Prüfung läuft' },
  'surfaces.verification.completed_run': { en: 'Verification has ended', de: 'Prüfung ist beendet' },
  'surfaces.verification.stale_run': {
    en: 'The last verification is out of date',
    de: 'Die letzte Prüfung ist veraltet',
  },
  'surfaces.verification.ended': { en: 'The onboarding has ended', de: 'Das Onboarding ist beendet' },
  'surfaces.verification.not_run': {
    en: 'Verification has not run yet',
    de: 'Es wurde noch nicht geprüft',
  },
});

/** Makes the sentences about surfaces. */
export const saySurface = say;

/** The messages about surfaces. */
export const surfaceMessages = say.messages;
