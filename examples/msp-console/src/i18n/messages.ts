import { defineMessages } from '@tenantatlas/core/browser';

/** Makes the sentences of the console. */
export const say = defineMessages({
  'app.loading': { en: 'Loading the console…', de: 'Die Konsole wird geladen …' },
  'app.skip': { en: 'Skip to content', de: 'Zum Inhalt springen' },
  'app.crash.title': { en: 'Something went wrong on this page', de: 'Auf dieser Seite ist etwas schiefgegangen' },
  'app.crash.text': {
    en: 'Nothing was changed by this. Load the page again; if it stays, tell whoever runs the console.',
    de: 'Dadurch wurde nichts geändert. Laden Sie die Seite neu; bleibt es dabei, melden Sie sich beim Betreiber der Konsole.',
  },
  'app.crash.reload': { en: 'Load again', de: 'Neu laden' },

  'link.lost': {
    en: 'Cannot reach the server. Trying again…',
    de: 'Der Server ist nicht erreichbar. Neuer Versuch läuft …',
  },
  'link.lost.safe': {
    en: 'What you see may be out of date.',
    de: 'Was Sie sehen, kann veraltet sein.',
  },

  'sign_in.title': { en: 'Sign in', de: 'Anmelden' },
  'sign_in.about': {
    en: 'Choose as whom you look around.',
    de: 'Wählen Sie, als wer Sie sich umsehen.',
  },
  'sign_in.demo': {
    en: 'This is a demonstration with invented customers. It asks for no password; your product brings its own sign-in.',
    de: 'Dies ist eine Vorführung mit erfundenen Kunden. Sie verlangt kein Passwort; Ihr Produkt bringt seine eigene Anmeldung mit.',
  },
  'sign_in.platform': { en: 'Runs the platform', de: 'Betreibt die Plattform' },
  'sign_in.workspace': { en: 'Works at a customer', de: 'Arbeitet bei einem Kunden' },
  'sign_in.failed': {
    en: 'Signing in did not work. Try it again in a moment.',
    de: 'Das Anmelden hat nicht geklappt. Versuchen Sie es gleich noch einmal.',
  },
  'role.platform_all': {
    en: 'Platform operator with every capability',
    de: 'Plattform-Operatorin mit allen Berechtigungen',
  },
  'role.platform_watch': {
    en: 'Platform operator who may not pause operations',
    de: 'Plattform-Operatorin, die Vorgänge nicht pausieren darf',
  },
  'role.owner': { en: 'Owner of Acme', de: 'Eigentümer von Acme' },
  'role.owner_and_manager': {
    en: 'Owner of Nordwind, manager at Contoso',
    de: 'Eigentümerin von Nordwind, Managerin bei Contoso',
  },
  'role.readonly': { en: 'May read at Acme', de: 'Darf bei Acme lesen' },
  'role.outsider': { en: 'Belongs to no workspace yet', de: 'Gehört noch zu keinem Arbeitsbereich' },

  'nav.main': { en: 'Pages', de: 'Seiten' },
  'nav.open': { en: 'Open navigation', de: 'Navigation öffnen' },
  'nav.close': { en: 'Close navigation', de: 'Navigation schließen' },
  'nav.collapse': { en: 'Collapse navigation', de: 'Navigation einklappen' },
  'nav.expand': { en: 'Expand navigation', de: 'Navigation ausklappen' },
  'nav.plane': { en: 'Switch between console and workspaces', de: 'Zwischen Konsole und Arbeitsbereichen wechseln' },
  'nav.system': { en: 'System console', de: 'Systemkonsole' },
  'nav.workspaces': { en: 'Workspaces', de: 'Arbeitsbereiche' },
  'nav.more_workspaces': { en: 'All workspaces…', de: 'Alle Arbeitsbereiche …' },
  'nav.breadcrumb': { en: 'Where you are', de: 'Wo Sie sind' },
  'nav.controls': { en: 'Operational controls', de: 'Betriebsschalter' },
  'nav.audit': { en: 'Audit', de: 'Audit' },
  'nav.overview': { en: 'Overview', de: 'Übersicht' },
  'nav.tenants': { en: 'Tenants', de: 'Mandanten' },
  'nav.operations': { en: 'Operations', de: 'Vorgänge' },
  'nav.operation': { en: 'Operation', de: 'Vorgang' },

  'theme.label': { en: 'Theme', de: 'Erscheinungsbild' },
  'theme.auto': { en: 'As the system', de: 'Wie das System' },
  'theme.light': { en: 'Light', de: 'Hell' },
  'theme.dark': { en: 'Dark', de: 'Dunkel' },
  'language.label': { en: 'Language', de: 'Sprache' },
  'person.label': { en: 'Signed in as {name}', de: 'Angemeldet als {name}' },
  'person.sign_out': { en: 'Sign out', de: 'Abmelden' },

  'palette.open': { en: 'Search', de: 'Suchen' },
  'palette.title': { en: 'Go to', de: 'Gehe zu' },
  'palette.placeholder': {
    en: 'Page, workspace or tenant',
    de: 'Seite, Arbeitsbereich oder Mandant',
  },
  'palette.pages': { en: 'Pages', de: 'Seiten' },
  'palette.tenants': { en: 'Tenants', de: 'Mandanten' },
  'palette.more': {
    en: '{count, plural, one {# more: type on} other {# more: type on}}',
    de: '{count, plural, one {# weiterer: weitertippen} other {# weitere: weitertippen}}',
  },
  'palette.loading': { en: 'Searching…', de: 'Wird gesucht …' },
  'palette.empty': { en: 'Nothing goes by that name.', de: 'So heißt hier nichts.' },
  'palette.elsewhere': {
    en: 'Tenants of other workspaces are found by opening their workspace.',
    de: 'Mandanten anderer Arbeitsbereiche finden Sie, wenn Sie deren Arbeitsbereich öffnen.',
  },

  'controls.about': {
    en: 'Stop a risky operation for everyone or for one workspace, with a reason and without a deployment.',
    de: 'Hält einen riskanten Vorgang für alle oder einen Arbeitsbereich an: mit Begründung, ohne Deployment.',
  },
  'controls.watching': {
    en: 'You may look at the controls. Pausing and resuming needs the capability {capability}.',
    de: 'Sie dürfen die Schalter ansehen. Zum Pausieren und Freigeben ist die Berechtigung {capability} nötig.',
  },
  'workspaces.about': {
    en: 'Every customer on this platform, archived ones included.',
    de: 'Alle Kunden dieser Plattform, auch archivierte.',
  },
  'workspaces.name': { en: 'Workspace', de: 'Arbeitsbereich' },
  'workspaces.id': { en: 'Id', de: 'Kennung' },
  'workspaces.status': { en: 'Status', de: 'Status' },
  'workspaces.created': { en: 'Since', de: 'Seit' },
  'workspaces.in_service': { en: 'In service', de: 'In Betrieb' },
  'workspaces.archived': { en: 'Archived', de: 'Archiviert' },
  'workspaces.empty.title': { en: 'No workspaces yet', de: 'Noch keine Arbeitsbereiche' },
  'workspaces.empty.text': {
    en: 'A workspace holds one customer with their tenants and members. It is created through the API.',
    de: 'Ein Arbeitsbereich enthält einen Kunden mit seinen Mandanten und Mitgliedern. Angelegt wird er über die API.',
  },
  'audit.platform.about': {
    en: 'What was done on the platform itself, newest first. Each workspace keeps a ledger of its own.',
    de: 'Was auf der Plattform selbst geschehen ist, das Neueste zuerst. Jeder Arbeitsbereich führt ein eigenes Protokoll.',
  },
  'audit.workspace.about': {
    en: 'What was done in this workspace, by whom and with which outcome, newest first.',
    de: 'Was in diesem Arbeitsbereich geschehen ist, durch wen und mit welchem Ergebnis, das Neueste zuerst.',
  },

  'overview.about': {
    en: 'What is under way in this workspace, and where its tenants stand.',
    de: 'Was in diesem Arbeitsbereich läuft und wo seine Mandanten stehen.',
  },
  'overview.tenants': { en: 'Tenants by stage', de: 'Mandanten nach Stand' },
  'overview.tenants.all': { en: 'All tenants', de: 'Alle Mandanten' },
  'overview.recent': { en: 'Recent operations', de: 'Letzte Vorgänge' },
  'overview.recent.all': { en: 'All operations', de: 'Alle Vorgänge' },

  'tenants.about': {
    en: 'Every tenant of this workspace that you may see, and its stage of life.',
    de: 'Alle Mandanten dieses Arbeitsbereichs, die Sie sehen dürfen, und ihr Stand.',
  },
  'tenants.filter': { en: 'Stage', de: 'Stand' },
  'tenants.filter.current': { en: 'Current', de: 'Aktuelle' },
  'tenants.filter.all': { en: 'All', de: 'Alle' },
  'tenants.name': { en: 'Tenant', de: 'Mandant' },
  'tenants.external': { en: 'Directory id', de: 'Verzeichnis-ID' },
  'tenants.lifecycle': { en: 'Stage', de: 'Stand' },
  'tenants.updated': { en: 'Changed', de: 'Geändert' },
  'stage.active': { en: 'Active', de: 'Aktiv' },
  'stage.onboarding': { en: 'Onboarding', de: 'Onboarding' },
  'stage.draft': { en: 'Draft', de: 'Entwurf' },
  'stage.archived': { en: 'Archived', de: 'Archiviert' },
  'tenants.none': { en: 'none', de: 'keine' },
  'tenants.empty.title': { en: 'No tenants at this stage', de: 'Keine Mandanten mit diesem Stand' },
  'tenants.empty.text': {
    en: 'Tenants that you may see appear here as soon as they reach it.',
    de: 'Mandanten, die Sie sehen dürfen, erscheinen hier, sobald sie ihn erreichen.',
  },
  'tenants.empty.show_all': { en: 'Show all tenants', de: 'Alle Mandanten zeigen' },

  'operations.about': {
    en: 'Every run in this workspace that you may see, newest first, with its progress and outcome.',
    de: 'Alle Vorgänge dieses Arbeitsbereichs, die Sie sehen dürfen, das Neueste zuerst, mit Fortschritt und Ergebnis.',
  },
  'operations.filter': { en: 'Status', de: 'Status' },
  'operations.filter.all': { en: 'All', de: 'Alle' },
  'operations.filter.running': { en: 'Under way', de: 'Laufend' },
  'operations.filter.completed': { en: 'Finished', de: 'Beendet' },
  'operations.none.running': { en: 'Nothing is under way', de: 'Gerade läuft nichts' },
  'operations.none.completed': { en: 'Nothing has finished yet', de: 'Noch ist nichts beendet' },
  'operations.none.text': {
    en: 'Operations that you may see appear here by themselves.',
    de: 'Vorgänge, die Sie sehen dürfen, erscheinen hier von selbst.',
  },
  'operations.none.show_all': { en: 'Show all operations', de: 'Alle Vorgänge zeigen' },
  'operation.about': {
    en: 'One run from its start to its end. You may leave this page: it goes on without you.',
    de: 'Ein Vorgang von Anfang bis Ende. Sie können die Seite verlassen: er läuft weiter.',
  },
  'operation.about.over': {
    en: 'One run from its start to its end: who started it, and what came of it.',
    de: 'Ein Vorgang von Anfang bis Ende: wer ihn gestartet hat und was daraus wurde.',
  },

  'operation.restore': { en: 'Restore', de: 'Wiederherstellung' },
  'operation.export': { en: 'Mailbox export', de: 'Postfach-Export' },
  'operation.counts': { en: 'What it did', de: 'Was er getan hat' },
  'operation.succeeded': { en: 'Succeeded', de: 'Erfolgreich' },
  'operation.failed': { en: 'Failed', de: 'Fehlgeschlagen' },
  'operation.skipped': { en: 'Skipped', de: 'Übersprungen' },
  'operation.total': { en: 'Items', de: 'Elemente' },
  'operation.never': { en: 'never', de: 'nie' },
  'operation.id': { en: 'Id', de: 'Kennung' },
  'operation.attempt': { en: 'Attempt', de: 'Versuch' },

  'tenant.about': {
    en: 'Where this tenant stands, what was done for it lately, and what can be started.',
    de: 'Wo dieser Mandant steht, was zuletzt für ihn getan wurde und was sich starten lässt.',
  },
  'tenant.facts': { en: 'Stage of life', de: 'Stand' },
  'tenant.id': { en: 'Id', de: 'Kennung' },
  'tenant.created': { en: 'Added', de: 'Angelegt' },
  'tenant.recent': { en: 'Recent operations', de: 'Letzte Vorgänge' },
  'tenant.recent.empty.title': {
    en: 'Nothing was started for this tenant yet',
    de: 'Für diesen Mandanten wurde noch nichts gestartet',
  },
  'tenant.recent.empty.text': {
    en: 'What somebody starts for it appears here, with its progress and its end.',
    de: 'Was jemand für ihn startet, erscheint hier, mit Fortschritt und Ende.',
  },
  'tenant.recent.all': { en: 'All operations of this workspace', de: 'Alle Vorgänge dieses Arbeitsbereichs' },
  'tenant.started.pending': { en: '{operation} was started.', de: '{operation} wurde gestartet.' },
  'tenant.started.succeeded': { en: '{operation} has finished.', de: '{operation} ist fertig.' },
  'tenant.started.partially_succeeded': {
    en: '{operation} has finished, and not all of it succeeded.',
    de: '{operation} ist fertig, und nicht alles ist gelungen.',
  },
  'tenant.started.failed': { en: '{operation} has failed.', de: '{operation} ist fehlgeschlagen.' },
  'tenant.started.blocked': {
    en: '{operation} was stopped before it began.',
    de: '{operation} wurde verhindert, bevor etwas geschah.',
  },
  'tenant.started.cancelled': { en: '{operation} was cancelled.', de: '{operation} wurde abgebrochen.' },
  'tenant.started.watch': { en: 'Watch its progress', de: 'Fortschritt ansehen' },
  'tenant.started.look': { en: 'Look at it', de: 'Ansehen' },
  'tenant.actions.platform': {
    en: 'Operations are started by members of the workspace. You are looking as a platform operator.',
    de: 'Vorgänge starten die Mitglieder des Arbeitsbereichs. Sie sehen hier als Plattform-Operator zu.',
  },

  'action.restore': { en: 'Restore', de: 'Wiederherstellen' },
  'action.export': { en: 'Export a mailbox', de: 'Postfach exportieren' },
  'restore.title': { en: 'Restore {tenant}', de: '{tenant} wiederherstellen' },
  'restore.change': {
    en: 'Writes items of the backup set into the tenant, over what is there. This cannot be undone.',
    de: 'Schreibt Elemente des Backups in den Mandanten, über das Vorhandene. Das lässt sich nicht rückgängig machen.',
  },
  'restore.set': { en: 'Backup set', de: 'Backup' },
  'restore.set.nightly': { en: 'Last night', de: 'Letzte Nacht' },
  'restore.set.weekly': { en: 'Weekly, full', de: 'Wöchentlich, vollständig' },
  'restore.set.monthly': { en: 'Monthly archive', de: 'Monatsarchiv' },
  'restore.acknowledge': {
    en: 'I understand that what was changed in the tenant since then is overwritten.',
    de: 'Mir ist klar, dass seitdem Geändertes im Mandanten überschrieben wird.',
  },
  'restore.acknowledge.missing': { en: 'Tick the box', de: 'Setzen Sie das Häkchen' },
  'restore.name': {
    en: 'Type the name of the tenant to confirm',
    de: 'Zur Bestätigung den Namen des Mandanten eingeben',
  },
  'restore.name.hint': { en: 'Exactly: {tenant}', de: 'Genau so: {tenant}' },
  'restore.name.wrong': { en: 'Type it exactly as shown', de: 'Geben Sie ihn genau so ein, wie er dasteht' },
  'restore.submit': { en: 'Restore tenant', de: 'Mandant wiederherstellen' },
  'restore.pending': { en: 'Starting…', de: 'Wird gestartet …' },
  'restore.same_key': {
    en: 'You can press it again safely: it is done once.',
    de: 'Sie können gefahrlos noch einmal drücken: es geschieht nur einmal.',
  },
  'restore.busy': { en: 'Look at the operation that is under way', de: 'Den laufenden Vorgang ansehen' },
  'export.title': { en: 'Export a mailbox of {tenant}', de: 'Postfach aus {tenant} exportieren' },
  'export.change': {
    en: 'Reads one mailbox and stores a copy of it. Nothing in the tenant is changed.',
    de: 'Liest ein Postfach und legt eine Kopie davon ab. Im Mandanten wird nichts geändert.',
  },
  'export.mailbox': { en: 'Mailbox', de: 'Postfach' },
  'export.mailbox.hint': { en: 'An address such as finance@example.com', de: 'Eine Adresse wie finance@example.com' },
  'export.mailbox.missing': { en: 'Type the address of a mailbox', de: 'Geben Sie die Adresse eines Postfachs ein' },
  'export.format': { en: 'Format', de: 'Format' },
  'export.submit': { en: 'Export mailbox', de: 'Postfach exportieren' },
  'dialog.back': { en: 'Back', de: 'Zurück' },

  'home.outsider.title': { en: 'You belong to no workspace yet', de: 'Sie gehören noch zu keinem Arbeitsbereich' },
  'home.outsider.text': {
    en: 'As soon as somebody adds you to one, it appears here by itself. Ask the owner of your workspace.',
    de: 'Sobald jemand Sie hinzufügt, erscheint er hier von selbst. Fragen Sie, wem Ihr Arbeitsbereich gehört.',
  },
  'missing.title': { en: 'There is nothing here', de: 'Hier ist nichts' },
  'missing.text': {
    en: 'The address leads nowhere, or to something that you may not see. Both look the same on purpose.',
    de: 'Die Adresse führt ins Leere oder zu etwas, das Sie nicht sehen dürfen. Beides sieht mit Absicht gleich aus.',
  },
  'missing.home': { en: 'Go to the start page', de: 'Zur Startseite' },
  'forbidden.title': { en: 'This page is not open to you', de: 'Diese Seite ist für Sie nicht freigegeben' },
  'forbidden.text': {
    en: 'It needs the capability {capability}. The owner of the workspace or of the platform can grant it.',
    de: 'Sie verlangt die Berechtigung {capability}. Erteilen kann sie, wem der Arbeitsbereich oder die Plattform gehört.',
  },
});

/** The console's own messages in every language. */
export const messages = say.messages;

/** The id of a message. */
export type MessageId = keyof typeof messages;
