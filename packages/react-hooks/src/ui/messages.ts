import { defineMessages } from '@tenantatlas/core/browser';

const say = defineMessages({
  'ui.loading': { en: 'Loading…', de: 'Wird geladen …' },
  'ui.close': { en: 'Close', de: 'Schließen' },
  'ui.back': { en: 'Back', de: 'Zurück' },
  'ui.retry': { en: 'Try again', de: 'Noch einmal versuchen' },
  'ui.refresh': { en: 'Refresh', de: 'Aktualisieren' },
  'ui.load_more': { en: 'Load more', de: 'Mehr laden' },
  'ui.system': { en: 'System', de: 'System' },

  'ui.fresh': { en: 'As of {time}', de: 'Stand {time}' },
  'ui.stale': {
    en: 'As of {time}, not refreshed since',
    de: 'Stand {time}, seitdem nicht aktualisiert',
  },

  'ui.error.title.read': { en: 'This could not be read', de: 'Das ließ sich nicht lesen' },
  'ui.error.title.write': { en: 'This was not done', de: 'Das wurde nicht ausgeführt' },
  'ui.error.title.unknown': {
    en: 'It is unknown whether this was done',
    de: 'Ob das ausgeführt wurde, ist unbekannt',
  },
  'ui.error.safe.read': {
    en: 'Nothing was changed. What is stored is not affected.',
    de: 'Es wurde nichts geändert. Das Gespeicherte ist nicht betroffen.',
  },
  'ui.error.safe.write': { en: 'Nothing was changed.', de: 'Es wurde nichts geändert.' },
  'ui.error.safe.unknown': {
    en: 'Look at the current state before you repeat it.',
    de: 'Sehen Sie den aktuellen Stand an, bevor Sie es wiederholen.',
  },
  'ui.denied.title': { en: 'Not available to you', de: 'Für Sie nicht verfügbar' },
  'ui.denied.capability': {
    en: 'This needs the capability {capability}. Ask whoever manages access.',
    de: 'Dafür ist die Berechtigung {capability} nötig. Fragen Sie, wer den Zugriff verwaltet.',
  },

  'ui.control.enabled': { en: 'Enabled', de: 'Freigegeben' },
  'ui.control.paused': { en: 'Paused', de: 'Pausiert' },
  'ui.control.partly_paused': { en: 'Partly paused', de: 'Teilweise pausiert' },
  'ui.control.surfaces': { en: 'Where it shows', de: 'Wo es sichtbar ist' },
  'ui.control.operations': { en: 'What it stops', de: 'Was es anhält' },
  'ui.control.nothing_paused': {
    en: 'Every new operation can start.',
    de: 'Jeder neue Vorgang kann starten.',
  },
  'ui.control.pauses': { en: 'Active pauses of {label}', de: 'Aktive Pausen von {label}' },
  'ui.control.more_pauses': {
    en: '{count, plural, one {# more workspace pause is active and not listed here.} other {# more workspace pauses are active and not listed here.}}',
    de: '{count, plural, one {# weitere Pause in einem Arbeitsbereich ist aktiv und hier nicht aufgeführt.} other {# weitere Pausen in Arbeitsbereichen sind aktiv und hier nicht aufgeführt.}}',
  },
  'ui.control.pause': { en: 'Pause', de: 'Pausieren' },
  'ui.control.pause_named': { en: 'Pause {label}', de: '{label} pausieren' },
  'ui.control.change': { en: 'Change', de: 'Ändern' },
  'ui.control.change_named': { en: 'Change the pause for {where}', de: 'Pause ändern für {where}' },
  'ui.control.move': { en: 'Move', de: 'Verschieben' },
  'ui.control.move_named': { en: 'Move the pause for {where}', de: 'Pause verschieben für {where}' },
  'ui.control.resume': { en: 'Resume', de: 'Freigeben' },
  'ui.control.resume_named': { en: 'Resume {label} for {where}', de: '{label} freigeben für {where}' },
  'ui.control.empty.title': { en: 'No controls', de: 'Keine Schalter' },
  'ui.control.empty.text': {
    en: 'Controls of the catalog appear here. Define one to be able to pause an operation.',
    de: 'Hier erscheinen die Schalter des Katalogs. Definieren Sie einen, um einen Vorgang pausieren zu können.',
  },

  'ui.scope.everyone': { en: 'everyone', de: 'alle' },
  'ui.scope.everyone_label': { en: 'Everyone', de: 'Alle' },
  'ui.scope.workspace_label': { en: 'One workspace', de: 'Ein Arbeitsbereich' },

  'ui.pause.reason': { en: 'Reason', de: 'Grund' },
  'ui.pause.public_message': { en: 'Customers read', de: 'Kunden lesen' },
  'ui.pause.owner': { en: 'Owner', de: 'Verantwortlich' },
  'ui.pause.since': { en: 'Since', de: 'Seit' },
  'ui.pause.until': { en: 'Until', de: 'Bis' },
  'ui.pause.no_end': { en: 'resumed by hand', de: 'zur Freigabe von Hand' },

  'ui.history.title': { en: 'History', de: 'Verlauf' },
  'ui.history.count': {
    en: '{count, plural, =0 {nothing yet} one {# entry} other {latest # entries}}',
    de: '{count, plural, =0 {noch nichts} one {# Eintrag} other {letzte # Einträge}}',
  },
  'ui.history.empty': { en: 'Nobody has paused this yet.', de: 'Das hat noch niemand pausiert.' },
  'ui.history.paused': { en: '{actor} paused {label} for {where}.', de: '{actor} hat {label} für {where} pausiert.' },
  'ui.history.updated': {
    en: '{actor} changed the pause of {label} for {where}.',
    de: '{actor} hat die Pause von {label} für {where} geändert.',
  },
  'ui.history.moved_away': {
    en: '{actor} moved the pause of {label} away from {from}.',
    de: '{actor} hat die Pause von {label} verschoben; bisher galt sie für {from}.',
  },
  'ui.history.moved': {
    en: '{actor} moved the pause of {label} from {from} to {where}.',
    de: '{actor} hat die Pause von {label} verschoben: bisher für {from}, jetzt für {where}.',
  },
  'ui.history.resumed': {
    en: '{actor} resumed {label} for {where}.',
    de: '{actor} hat {label} für {where} freigegeben.',
  },
  'ui.history.blocked': {
    en: '{actor} tried to start {label} and was stopped by the pause.',
    de: '{actor} wollte {label} starten und wurde von der Pause aufgehalten.',
  },
  'ui.history.workspace_created': {
    en: '{actor} created the workspace {label}.',
    de: '{actor} hat den Arbeitsbereich {label} angelegt.',
  },
  'ui.history.workspace_archived': {
    en: '{actor} archived the workspace {label}.',
    de: '{actor} hat den Arbeitsbereich {label} archiviert.',
  },
  'ui.history.workspace_restored': {
    en: '{actor} restored the workspace {label}.',
    de: '{actor} hat den Arbeitsbereich {label} wiederhergestellt.',
  },
  'ui.history.workspace_erased': {
    en: '{actor} erased the workspace {label}.',
    de: '{actor} hat den Arbeitsbereich {label} gelöscht.',
  },
  'ui.history.membership_granted': {
    en: '{actor} added {target} to {where} with the role “{role}”.',
    de: '{actor} hat {target} mit der Rolle „{role}“ in {where} aufgenommen.',
  },
  'ui.history.membership_changed': {
    en: '{actor} changed the role of {target} in {where} from “{previous}” to “{role}”.',
    de: '{actor} hat die Rolle von {target} in {where} von „{previous}“ zu „{role}“ geändert.',
  },
  'ui.history.membership_revoked': {
    en: '{actor} removed {target} from {where}.',
    de: '{actor} hat {target} die Mitgliedschaft in {where} entzogen.',
  },
  'ui.history.entitlement_granted': {
    en: '{actor} gave {target} access to {where}.',
    de: '{actor} hat {target} Zugriff auf {where} erteilt.',
  },
  'ui.history.entitlement_revoked': {
    en: '{actor} ended the access of {target} to {where}.',
    de: '{actor} hat {target} den Zugriff auf {where} entzogen.',
  },
  'ui.history.tenant_created': {
    en: '{actor} created the tenant {label}.',
    de: '{actor} hat den Mandanten {label} angelegt.',
  },
  'ui.history.tenant_moved': {
    en: '{actor} moved the tenant {label} from “{previous}” to “{stage}”.',
    de: '{actor} hat den Mandanten {label} von „{previous}“ zu „{stage}“ überführt.',
  },
  'ui.history.tenant_erased': {
    en: '{actor} erased the tenant {label}.',
    de: '{actor} hat den Mandanten {label} gelöscht.',
  },
  'ui.history.person_erased': {
    en: '{actor} erased the person {target}.',
    de: '{actor} hat die Person {target} gelöscht.',
  },
  'ui.history.run_started': {
    en: '{actor} started {label} for {where}.',
    de: '{actor} hat {label} für {where} gestartet.',
  },
  'ui.history.run_cancelled': {
    en: '{actor} cancelled {label} for {where}.',
    de: '{actor} hat {label} für {where} abgebrochen.',
  },
  'ui.history.run_succeeded': { en: '{label} for {where} succeeded.', de: '{label} für {where} war erfolgreich.' },
  'ui.history.run_partially_succeeded': {
    en: '{label} for {where} partly succeeded.',
    de: '{label} für {where} war teilweise erfolgreich.',
  },
  'ui.history.run_failed': { en: '{label} for {where} failed.', de: '{label} für {where} ist fehlgeschlagen.' },
  'ui.history.run_blocked': { en: '{label} for {where} was blocked.', de: '{label} für {where} wurde verhindert.' },
  'ui.history.run_ended': { en: '{label} for {where} has ended.', de: '{label} für {where} ist beendet.' },
  'ui.history.other': { en: '{actor}: {summary}.', de: '{actor}: {summary}.' },
  'ui.history.reason': { en: 'Reason: {reason}', de: 'Grund: {reason}' },
  'ui.history.until': { en: 'Until {time}', de: 'Bis {time}' },
  'ui.history.tenant': { en: 'Tenant: {tenant}', de: 'Mandant: {tenant}' },
  'ui.history.role': { en: 'Role: {role}', de: 'Rolle: {role}' },
  'ui.history.break_glass': { en: 'With break-glass access', de: 'Mit Notfallzugriff' },

  'ui.role.owner': { en: 'Owner', de: 'Eigentümer' },
  'ui.role.manager': { en: 'Manager', de: 'Manager' },
  'ui.role.operator': { en: 'Operator', de: 'Operator' },
  'ui.role.readonly': { en: 'Read only', de: 'Nur lesen' },
  'ui.stage.draft': { en: 'Draft', de: 'Entwurf' },
  'ui.stage.onboarding': { en: 'Onboarding', de: 'Onboarding' },
  'ui.stage.active': { en: 'Active', de: 'Aktiv' },
  'ui.stage.archived': { en: 'Archived', de: 'Archiviert' },

  'ui.dialog.pause.title': { en: 'Pause {label}', de: '{label} pausieren' },
  'ui.dialog.pause.confirm': { en: 'Pause {label} for {where}', de: '{label} für {where} pausieren' },
  'ui.dialog.pause.confirm_nowhere': { en: 'Pause {label}', de: '{label} pausieren' },
  'ui.dialog.change.title': { en: 'Change the pause of {label}', de: 'Pause von {label} ändern' },
  'ui.dialog.change.confirm': {
    en: 'Change the pause of {label} for {where}',
    de: 'Pause von {label} für {where} ändern',
  },
  'ui.dialog.move.title': { en: 'Move the pause of {label}', de: 'Pause von {label} verschieben' },
  'ui.dialog.move.from': { en: 'It applies to {where} now.', de: 'Sie gilt jetzt für {where}.' },
  'ui.dialog.move.confirm': {
    en: 'Move the pause of {label} to {where}',
    de: 'Pause von {label} auf {where} verschieben',
  },
  'ui.dialog.move.confirm_nowhere': { en: 'Move the pause of {label}', de: 'Pause von {label} verschieben' },
  'ui.dialog.resume.title': { en: 'Resume {label}', de: '{label} freigeben' },
  'ui.dialog.resume.text': {
    en: 'New operations for {where} can start again at once.',
    de: 'Neue Vorgänge für {where} können sofort wieder starten.',
  },
  'ui.dialog.resume.still_global': {
    en: '{label} stays paused here: it is also paused for everyone.',
    de: '{label} bleibt hier pausiert: es ist auch für alle pausiert.',
  },
  'ui.dialog.resume.except': {
    en: 'New operations can start again at once, except in {count, plural, one {# workspace with a pause of its own} other {# workspaces with pauses of their own}}.',
    de: 'Neue Vorgänge können sofort wieder starten, außer in {count, plural, one {# Arbeitsbereich mit eigener Pause} other {# Arbeitsbereichen mit eigenen Pausen}}.',
  },
  'ui.dialog.resume.confirm': { en: 'Resume {label} for {where}', de: '{label} für {where} freigeben' },
  'ui.dialog.pending': { en: 'Waiting for the server…', de: 'Warten auf den Server …' },

  'ui.done.pause': { en: '{label} is paused for {where}.', de: '{label} ist für {where} pausiert.' },
  'ui.done.change': {
    en: 'The pause of {label} for {where} is changed.',
    de: 'Die Pause von {label} für {where} ist geändert.',
  },
  'ui.done.move': {
    en: 'The pause of {label} now applies to {where}.',
    de: 'Die Pause von {label} gilt jetzt für {where}.',
  },
  'ui.done.resume': { en: '{label} is resumed for {where}.', de: '{label} ist für {where} freigegeben.' },
  'ui.done.resume_still_global': {
    en: 'The pause of {label} for {where} is over. {label} stays paused there: it is also paused for everyone.',
    de: 'Die Pause von {label} für {where} ist beendet. Dort bleibt {label} pausiert, denn es gilt auch eine Pause für alle.',
  },
  'ui.done.resume_except': {
    en: '{label} is resumed for everyone, except for {count, plural, one {# workspace with a pause of its own} other {# workspaces with pauses of their own}}.',
    de: '{label} ist für alle freigegeben, außer für {count, plural, one {# Arbeitsbereich mit eigener Pause} other {# Arbeitsbereiche mit eigenen Pausen}}.',
  },
  'ui.done.already': {
    en: 'The pause of {label} for {where} was over already. Nothing was changed.',
    de: 'Die Pause von {label} für {where} war schon beendet. Es wurde nichts geändert.',
  },
  'ui.done.already_still_global': {
    en: 'The pause of {label} for {where} was over already. {label} stays paused there: it is also paused for everyone.',
    de: 'Die Pause von {label} für {where} war schon beendet. Dort bleibt {label} pausiert, denn es gilt auch eine Pause für alle.',
  },
  'ui.unsettled.title': { en: 'Paused, with starts still open', de: 'Pausiert, mit noch offenen Starts' },
  'ui.unsettled.text': {
    en: 'The pause is in force for every new start. {count, plural, one {# start that began before it has not ended and may still create a run.} other {# starts that began before it have not ended and may still create runs.}}',
    de: 'Die Pause gilt für jeden neuen Start. {count, plural, one {# früher begonnener Start ist noch offen und kann noch einen Lauf anlegen.} other {# früher begonnene Starts sind noch offen und können noch Läufe anlegen.}}',
  },
  'ui.unsettled.uncounted': {
    en: 'The pause is in force for every new start. Starts that began before it may still create runs.',
    de: 'Die Pause gilt für jeden neuen Start. Früher begonnene Starts können noch Läufe anlegen.',
  },

  'ui.field.scope': { en: 'Who is paused', de: 'Für wen pausiert wird' },
  'ui.field.workspace': { en: 'Workspace', de: 'Arbeitsbereich' },
  'ui.field.workspace_search': { en: 'Search workspaces', de: 'Arbeitsbereiche suchen' },
  'ui.field.workspace_none': { en: 'No workspace fits “{text}”.', de: 'Kein Arbeitsbereich passt zu „{text}“.' },
  'ui.field.workspace_empty': {
    en: 'There is no workspace yet.',
    de: 'Es gibt noch keinen Arbeitsbereich.',
  },
  'ui.field.workspace_paused': { en: 'already paused', de: 'schon pausiert' },
  'ui.field.workspace_refine': {
    en: '{count, plural, one {# more fits.} other {# more fit.}} Type more of the name.',
    de: '{count, plural, one {# weiterer passt.} other {# weitere passen.}} Geben Sie mehr vom Namen ein.',
  },
  'ui.field.workspace_refine_more': {
    en: 'More than {count} more fit. Type more of the name.',
    de: 'Mehr als {count} weitere passen. Geben Sie mehr vom Namen ein.',
  },
  'ui.field.workspace_choose': { en: 'Choose a workspace.', de: 'Wählen Sie einen Arbeitsbereich.' },
  'ui.field.replaces': {
    en: 'There is a pause already. This replaces its reason, message and end.',
    de: 'Es gibt schon eine Pause. Grund, Nachricht und Ende werden ersetzt.',
  },
  'ui.field.reason': { en: 'Reason', de: 'Grund' },
  'ui.field.reason_hint': {
    en: 'For operators and the audit trail.',
    de: 'Für Operatoren und das Audit-Protokoll.',
  },
  'ui.field.public_message': { en: 'Message for customers', de: 'Nachricht für Kunden' },
  'ui.field.public_message_hint': {
    en: 'Read by workspace users instead of the reason. Without it they read the reason.',
    de: 'Lesen Benutzer der Arbeitsbereiche statt des Grundes. Ohne sie lesen sie den Grund.',
  },
  'ui.field.optional': { en: 'optional', de: 'optional' },
  'ui.field.length': {
    en: 'Use {min} to {max} characters.',
    de: 'Verwenden Sie {min} bis {max} Zeichen.',
  },
  'ui.field.counter': { en: '{count} of {max}', de: '{count} von {max}' },
  'ui.field.end': { en: 'Ends', de: 'Endet' },
  'ui.field.end.hours': {
    en: '{count, plural, one {in # hour} other {in # hours}}',
    de: '{count, plural, one {in # Stunde} other {in # Stunden}}',
  },
  'ui.field.end.keep': { en: 'as now', de: 'wie jetzt' },
  'ui.field.end.custom': { en: 'at a time', de: 'zu einem Zeitpunkt' },
  'ui.field.end.none': { en: 'when resumed', de: 'bei Freigabe' },
  'ui.field.end.at': { en: 'Ends {time}.', de: 'Endet am {time}.' },
  'ui.field.end.never': { en: 'Lasts until somebody resumes it.', de: 'Gilt, bis jemand freigibt.' },
  'ui.field.end.instant': { en: 'Date and time of the end', de: 'Datum und Uhrzeit des Endes' },
  'ui.field.end.future': { en: 'Choose a time in the future.', de: 'Wählen Sie einen Zeitpunkt in der Zukunft.' },
  'ui.field.end.too_long': {
    en: 'Choose an end at or before {time}.',
    de: 'Wählen Sie ein Ende spätestens am {time}.',
  },
  'ui.field.end.limited': {
    en: 'This control allows pauses up to {duration}.',
    de: 'Dieser Schalter erlaubt Pausen bis {duration}.',
  },

  'ui.impact.title': { en: 'Impact', de: 'Auswirkung' },
  'ui.impact.loading': { en: 'Working out the impact…', de: 'Die Auswirkung wird ermittelt …' },
  'ui.impact.needed': {
    en: 'Available once the impact is shown.',
    de: 'Möglich, sobald die Auswirkung angezeigt ist.',
  },

  'ui.conflict.title': { en: 'Somebody was faster', de: 'Jemand war schneller' },
  'ui.conflict.version': {
    en: 'This pause changed after you opened it. Nothing of yours was written. Load the current one, then decide again.',
    de: 'Diese Pause wurde geändert, nachdem Sie sie geöffnet hatten. Von Ihnen wurde nichts geschrieben. Laden Sie den aktuellen Stand und entscheiden Sie neu.',
  },
  'ui.conflict.exists': {
    en: 'There is a pause at the chosen scope already. Nothing was moved. Change or resume that one first.',
    de: 'Am gewählten Ziel gibt es schon eine Pause. Es wurde nichts verschoben. Ändern Sie zuerst jene, oder heben Sie sie auf.',
  },
  'ui.conflict.reload': { en: 'Load the current pause', de: 'Aktuelle Pause laden' },
  'ui.conflict.gone': {
    en: 'This pause is over. Nothing is left to change.',
    de: 'Diese Pause ist vorbei. Es gibt nichts mehr zu ändern.',
  },

  'ui.action.paused_mark': { en: 'paused', de: 'pausiert' },
  'ui.action.unknown': {
    en: 'Whether this is possible could not be read.',
    de: 'Ob das möglich ist, ließ sich nicht lesen.',
  },
  'ui.action.unknown_mark': { en: 'unknown', de: 'unbekannt' },
  'ui.action.unnamed': { en: 'Action', de: 'Aktion' },
  'ui.action.retry': { en: 'Try again: {label}', de: 'Noch einmal versuchen: {label}' },
  'ui.action.will_change': { en: 'What this changes', de: 'Was das ändert' },
  'ui.action.until': { en: 'Paused until {time}.', de: 'Pausiert bis {time}.' },
  'ui.action.until_resumed': { en: 'Paused until it is resumed.', de: 'Pausiert, bis es freigegeben wird.' },

  'ui.run.queued': { en: 'Queued', de: 'Wartend' },
  'ui.run.running': { en: 'Running', de: 'Läuft' },
  'ui.run.succeeded': { en: 'Succeeded', de: 'Erfolgreich' },
  'ui.run.partially_succeeded': { en: 'Partly succeeded', de: 'Teilweise erfolgreich' },
  'ui.run.failed': { en: 'Failed', de: 'Fehlgeschlagen' },
  'ui.run.blocked': { en: 'Blocked', de: 'Verhindert' },
  'ui.run.cancelled': { en: 'Cancelled', de: 'Abgebrochen' },
  'ui.run.stuck': { en: 'Stuck', de: 'Hängt' },
  'ui.run.stuck_queued': {
    en: 'Waiting for longer than {duration}: no worker has taken it up.',
    de: 'Wartet länger als {duration}: niemand hat ihn aufgenommen.',
  },
  'ui.run.stuck_running': {
    en: 'Running for longer than {duration} without an end.',
    de: 'Läuft länger als {duration} ohne Ende.',
  },
  'ui.run.progress': { en: 'Progress of {label}', de: 'Fortschritt von {label}' },
  'ui.run.progress_count': { en: '{done} of {total}', de: '{done} von {total}' },
  'ui.run.progress_stopped': { en: 'stopped at {done} of {total}', de: 'bei {done} von {total} beendet' },
  'ui.run.starting': { en: 'Starting…', de: 'Beginnt …' },
  'ui.run.progress_done': { en: '{done} done', de: '{done} erledigt' },
  'ui.run.failed_items': {
    en: '{count, plural, one {# failed} other {# failed}}',
    de: '{count, plural, one {# fehlgeschlagen} other {# fehlgeschlagen}}',
  },
  'ui.run.started': { en: 'Started', de: 'Begonnen' },
  'ui.run.finished': { en: 'Finished', de: 'Beendet' },
  'ui.run.not_yet': { en: 'not yet', de: 'noch nicht' },
  'ui.run.never': { en: 'never', de: 'nie' },
  'ui.run.operation': { en: 'Operation', de: 'Vorgang' },
  'ui.run.tenant': { en: 'Tenant', de: 'Mandant' },
  'ui.run.no_tenant': { en: 'whole workspace', de: 'ganzer Arbeitsbereich' },
  'ui.run.initiator': { en: 'Started by', de: 'Gestartet von' },
  'ui.run.status': { en: 'Status', de: 'Status' },
  'ui.run.actions': { en: 'Actions', de: 'Aktionen' },
  'ui.run.cancel': { en: 'Cancel', de: 'Abbrechen' },
  'ui.run.cancel_named': { en: 'Cancel {label}', de: '{label} abbrechen' },
  'ui.run.cancel_text': {
    en: '{label} ends now. What it has done so far stays done.',
    de: '{label} endet jetzt. Was bisher getan wurde, bleibt getan.',
  },
  'ui.run.cancel_text_of': {
    en: '{label} of {tenant} ends now. What it has done so far stays done.',
    de: '{label} für {tenant} endet jetzt. Was bisher getan wurde, bleibt getan.',
  },
  'ui.run.table': { en: 'Operations', de: 'Vorgänge' },
  'ui.run.empty.title': { en: 'No operations yet', de: 'Noch keine Vorgänge' },
  'ui.run.empty.text': {
    en: 'Whatever is started for this workspace appears here, with its progress and its end.',
    de: 'Was für diesen Arbeitsbereich gestartet wird, erscheint hier, mit Fortschritt und Ende.',
  },

  'ui.audit.title': { en: 'Audit trail', de: 'Audit-Protokoll' },
  'ui.audit.success': { en: 'Done', de: 'Erfolgt' },
  'ui.audit.blocked': { en: 'Blocked', de: 'Verhindert' },
  'ui.audit.failed': { en: 'Failed', de: 'Fehlgeschlagen' },
  'ui.audit.empty.title': { en: 'No entries', de: 'Keine Einträge' },
  'ui.audit.empty.text': {
    en: 'Every change leaves an entry here that nobody can edit.',
    de: 'Jede Änderung hinterlässt hier einen Eintrag, den niemand bearbeiten kann.',
  },
});

/** Makes the sentences of the components. */
export const sayUi = say;

/**
 * The messages of the components by id, in English and German. Hosts override them by id through `messages` of the provider.
 *
 * @example
 * <AtlasProvider client={client} messages={{ 'ui.control.pause': 'Stop' }}>…</AtlasProvider>
 */
export const uiMessages = say.messages;

/** The id of a message of the components. */
export type UiMessageId = keyof typeof uiMessages;
