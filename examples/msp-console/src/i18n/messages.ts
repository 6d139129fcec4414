import { defineMessages } from '@tenantatlas/core/browser';

/** Makes the sentences of the console. */
export const say = defineMessages({
  'app.loading': { en: 'Loading the console…', de: 'Die Konsole wird geladen …' },
  'app.skip': { en: 'Skip to content', de: 'Zum Inhalt springen' },
  'app.crash.title': { en: 'Something went wrong on this page', de: 'Auf dieser Seite ist etwas schiefgegangen' },
  'app.crash.text': {
    en: 'Nothing was changed. Load the page again. If the error stays, contact the operator of the console.',
    de: 'Es wurde nichts geändert. Laden Sie die Seite neu. Bleibt der Fehler, melden Sie sich beim Betreiber der Konsole.',
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
    en: 'Choose a person to sign in as.',
    de: 'Wählen Sie die Person, als die Sie sich anmelden.',
  },
  'sign_in.demo': {
    en: 'This is a demonstration with invented customers. It asks for no password; your product brings its own sign-in.',
    de: 'Dies ist eine Vorführung mit erfundenen Kunden. Sie verlangt kein Passwort; Ihr Produkt bringt seine eigene Anmeldung mit.',
  },
  'sign_in.platform': { en: 'Platform operators', de: 'Plattformbetrieb' },
  'sign_in.workspace': { en: 'Workspace members', de: 'Mitglieder von Arbeitsbereichen' },
  'sign_in.failed': {
    en: 'Sign-in failed. Try again in a moment.',
    de: 'Die Anmeldung ist fehlgeschlagen. Versuchen Sie es gleich noch einmal.',
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
  'role.outsider': { en: 'Not a member of a workspace yet', de: 'Noch nicht Mitglied eines Arbeitsbereichs' },

  'nav.main': { en: 'Pages', de: 'Seiten' },
  'nav.open': { en: 'Open navigation', de: 'Navigation öffnen' },
  'nav.close': { en: 'Close navigation', de: 'Navigation schließen' },
  'nav.collapse': { en: 'Collapse navigation', de: 'Navigation einklappen' },
  'nav.expand': { en: 'Expand navigation', de: 'Navigation ausklappen' },
  'nav.plane': { en: 'Switch between console and workspaces', de: 'Zwischen Konsole und Arbeitsbereichen wechseln' },
  'nav.system': { en: 'System console', de: 'Systemkonsole' },
  'nav.workspaces': { en: 'Workspaces', de: 'Arbeitsbereiche' },
  'nav.more_workspaces': { en: 'All workspaces…', de: 'Alle Arbeitsbereiche …' },
  'nav.breadcrumb': { en: 'Breadcrumb', de: 'Brotkrumennavigation' },
  'nav.controls': { en: 'Operational controls', de: 'Betriebsschalter' },
  'nav.audit': { en: 'Audit', de: 'Audit' },
  'nav.overview': { en: 'Overview', de: 'Übersicht' },
  'nav.tenants': { en: 'Tenants', de: 'Mandanten' },
  'nav.operations': { en: 'Operations', de: 'Vorgänge' },
  'nav.operation': { en: 'Operation', de: 'Vorgang' },

  'theme.label': { en: 'Theme', de: 'Erscheinungsbild' },
  'theme.auto': { en: 'System', de: 'System' },
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
    en: '{count, plural, one {# more result: refine the search} other {# more results: refine the search}}',
    de: '{count, plural, one {# weiterer Treffer: Suche eingrenzen} other {# weitere Treffer: Suche eingrenzen}}',
  },
  'palette.loading': { en: 'Searching…', de: 'Wird gesucht …' },
  'palette.empty': { en: 'No results.', de: 'Keine Treffer.' },
  'palette.elsewhere': {
    en: 'To find a tenant of another workspace, open that workspace first.',
    de: 'Um einen Mandanten eines anderen Arbeitsbereichs zu finden, öffnen Sie zuerst diesen.',
  },

  'controls.about': {
    en: 'Stop a risky operation for everyone or for one workspace, with a reason and without a deployment.',
    de: 'Hält einen riskanten Vorgang für alle oder einen Arbeitsbereich an: mit Begründung, ohne Deployment.',
  },
  'controls.watching': {
    en: 'You can view the controls. Pausing and resuming needs the capability {capability}.',
    de: 'Sie dürfen die Schalter ansehen. Zum Pausieren und Freigeben ist die Berechtigung {capability} nötig.',
  },
  'workspaces.about': {
    en: 'Every customer on this platform, archived ones included.',
    de: 'Alle Kunden dieser Plattform, auch archivierte.',
  },
  'workspaces.name': { en: 'Workspace', de: 'Arbeitsbereich' },
  'workspaces.id': { en: 'ID', de: 'ID' },
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
  'audit.controls.about': {
    en: 'The latest 10 changes of each control, on the platform and in every workspace.',
    de: 'Die letzten 10 Änderungen jedes Schalters, auf der Plattform und in allen Arbeitsbereichen.',
  },
  'audit.source': { en: 'Source', de: 'Quelle' },
  'audit.source.platform': { en: 'Platform', de: 'Plattform' },
  'audit.source.controls': { en: 'All control changes', de: 'Alle Änderungen an Schaltern' },
  'print.at': { en: 'printed {time}', de: 'gedruckt {time}' },
  'audit.workspace.about': {
    en: 'What was done in this workspace, by whom and with which outcome, newest first.',
    de: 'Was in diesem Arbeitsbereich geschehen ist, durch wen und mit welchem Ergebnis, das Neueste zuerst.',
  },

  'overview.about': {
    en: 'Running operations of this workspace, and the lifecycle of its tenants.',
    de: 'Laufende Vorgänge dieses Arbeitsbereichs und der Lebenszyklus seiner Mandanten.',
  },
  'overview.tenants': { en: 'Tenants by lifecycle', de: 'Mandanten nach Lebenszyklus' },
  'overview.tenants.all': { en: 'All tenants', de: 'Alle Mandanten' },
  'overview.recent': { en: 'Recent operations', de: 'Letzte Vorgänge' },
  'overview.recent.all': { en: 'All operations', de: 'Alle Vorgänge' },

  'tenants.about': {
    en: 'Every tenant of this workspace that you may see, and its lifecycle.',
    de: 'Alle Mandanten dieses Arbeitsbereichs, die Sie sehen dürfen, und ihr Lebenszyklus.',
  },
  'tenants.filter': { en: 'Lifecycle', de: 'Lebenszyklus' },
  'tenants.filter.current': { en: 'Current', de: 'Aktuelle' },
  'tenants.filter.all': { en: 'All', de: 'Alle' },
  'tenants.name': { en: 'Tenant', de: 'Mandant' },
  'tenants.external': { en: 'Entra tenant ID', de: 'Entra-Mandanten-ID' },
  'tenants.lifecycle': { en: 'Lifecycle', de: 'Lebenszyklus' },
  'tenants.updated': { en: 'Changed', de: 'Geändert' },
  'tenants.none': { en: 'none', de: 'keine' },
  'tenants.empty.title': { en: 'No tenants with this lifecycle', de: 'Keine Mandanten in diesem Lebenszyklus' },
  'tenants.empty.text': {
    en: 'A tenant that you may see appears here when it gets this lifecycle.',
    de: 'Ein Mandant, den Sie sehen dürfen, erscheint hier, sobald er diesen Lebenszyklus erreicht.',
  },
  'tenants.empty.show_all': { en: 'Show all tenants', de: 'Alle Mandanten zeigen' },

  'operations.about': {
    en: 'Every run in this workspace that you may see, newest first, with its progress and outcome.',
    de: 'Alle Vorgänge dieses Arbeitsbereichs, die Sie sehen dürfen, das Neueste zuerst, mit Fortschritt und Ergebnis.',
  },
  'operations.filter': { en: 'Status', de: 'Status' },
  'operations.filter.all': { en: 'All', de: 'Alle' },
  'operations.filter.running': { en: 'Running', de: 'Laufend' },
  'operations.filter.failed': { en: 'Failed', de: 'Fehlgeschlagen' },
  'operations.filter.partially_succeeded': { en: 'Partly succeeded', de: 'Teilweise erfolgreich' },
  'operations.filter.succeeded': { en: 'Succeeded', de: 'Erfolgreich' },
  'operations.filter.cancelled': { en: 'Cancelled', de: 'Abgebrochen' },
  'operations.type': { en: 'Operation', de: 'Vorgang' },
  'operations.type.all': { en: 'All operations', de: 'Alle Vorgänge' },
  'operations.tenant.all': { en: 'All tenants', de: 'Alle Mandanten' },
  'operations.none': { en: 'No results', de: 'Keine Treffer' },
  'operations.none.text': {
    en: 'No operation that you may see fits these filters.',
    de: 'Kein Vorgang, den Sie sehen dürfen, passt zu diesen Filtern.',
  },
  'operations.none.show_all': { en: 'Clear filters', de: 'Filter zurücksetzen' },
  'operation.about': {
    en: 'It continues when you leave this page.',
    de: 'Er läuft weiter, wenn Sie die Seite verlassen.',
  },
  'operation.title': { en: '{operation} for {tenant}', de: '{operation} für {tenant}' },

  'operation.restore': { en: 'Restore', de: 'Wiederherstellung' },
  'operation.export': { en: 'Mailbox export', de: 'Postfach-Export' },

  'tenant.about': {
    en: 'Lifecycle of this tenant, its recent operations, and the operations that you can start.',
    de: 'Lebenszyklus dieses Mandanten, seine letzten Vorgänge und die Vorgänge, die Sie starten können.',
  },
  'tenant.facts': { en: 'Lifecycle', de: 'Lebenszyklus' },
  'tenant.id': { en: 'ID', de: 'ID' },
  'tenant.created': { en: 'Added', de: 'Angelegt' },
  'tenant.recent': { en: 'Recent operations', de: 'Letzte Vorgänge' },
  'tenant.recent.empty.title': {
    en: 'No operations for this tenant yet',
    de: 'Noch keine Vorgänge für diesen Mandanten',
  },
  'tenant.recent.empty.text': {
    en: 'An operation that is started for it appears here with its progress and result.',
    de: 'Ein Vorgang, der für ihn gestartet wird, erscheint hier mit Fortschritt und Ergebnis.',
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
  'tenant.started.watch': { en: 'View progress', de: 'Fortschritt ansehen' },
  'tenant.started.show': { en: 'View operation', de: 'Vorgang ansehen' },
  'tenant.actions.platform': {
    en: 'Members of the workspace start operations. You are viewing it as a platform operator.',
    de: 'Vorgänge starten die Mitglieder des Arbeitsbereichs. Sie sehen ihn als Plattform-Operator.',
  },

  'action.restore': { en: 'Restore', de: 'Wiederherstellen' },
  'action.export': { en: 'Export a mailbox', de: 'Postfach exportieren' },
  'restore.title': { en: 'Restore {tenant}', de: '{tenant} wiederherstellen' },
  'restore.change': {
    en: 'Writes the items of the backup set into the tenant and overwrites existing items. This cannot be undone.',
    de: 'Schreibt die Elemente des Backups in den Mandanten und überschreibt vorhandene. Das lässt sich nicht rückgängig machen.',
  },
  'restore.set': { en: 'Backup set', de: 'Backup' },
  'restore.set.nightly': { en: 'Last night', de: 'Letzte Nacht' },
  'restore.set.weekly': { en: 'Weekly, full', de: 'Wöchentlich, vollständig' },
  'restore.set.monthly': { en: 'Monthly archive', de: 'Monatsarchiv' },
  'restore.acknowledge': {
    en: 'I understand that changes made in the tenant since then are overwritten.',
    de: 'Mir ist klar, dass seitdem gemachte Änderungen im Mandanten überschrieben werden.',
  },
  'restore.acknowledge.missing': { en: 'Select the checkbox', de: 'Aktivieren Sie das Kontrollkästchen' },
  'restore.name': {
    en: 'Type the name of the tenant to confirm',
    de: 'Zur Bestätigung den Namen des Mandanten eingeben',
  },
  'restore.name.hint': { en: 'Exactly: {tenant}', de: 'Genau so: {tenant}' },
  'restore.name.wrong': { en: 'Type it exactly as shown', de: 'Geben Sie ihn genau wie angezeigt ein' },
  'restore.submit': { en: 'Restore tenant', de: 'Mandant wiederherstellen' },
  'restore.pending': { en: 'Starting…', de: 'Wird gestartet …' },
  'restore.same_key': {
    en: 'You can try again safely: the operation is done only once.',
    de: 'Sie können es gefahrlos erneut versuchen: der Vorgang wird nur einmal ausgeführt.',
  },
  'restore.busy': { en: 'View the operation in progress', de: 'Den laufenden Vorgang ansehen' },
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

  'home.outsider.title': {
    en: 'You are not a member of a workspace yet',
    de: 'Sie sind noch nicht Mitglied eines Arbeitsbereichs',
  },
  'home.outsider.text': {
    en: 'When you are added to a workspace, it appears here automatically. Ask its owner for access.',
    de: 'Sobald Sie hinzugefügt werden, erscheint der Arbeitsbereich hier automatisch. Bitten Sie dessen Eigentümer um Zugriff.',
  },
  'missing.title': { en: 'Page not found', de: 'Seite nicht gefunden' },
  'missing.text': {
    en: 'The address does not exist, or you may not see it. For security reasons both cases look the same.',
    de: 'Die Adresse gibt es nicht, oder Sie dürfen sie nicht sehen. Aus Sicherheitsgründen sieht beides gleich aus.',
  },
  'missing.home': { en: 'Go to the start page', de: 'Zur Startseite' },
  'forbidden.title': { en: 'You do not have access to this page', de: 'Sie haben keinen Zugriff auf diese Seite' },
  'forbidden.text': {
    en: 'It needs the capability {capability}. The owner of the workspace or of the platform can grant it.',
    de: 'Sie verlangt die Berechtigung {capability}. Der Eigentümer des Arbeitsbereichs oder der Plattform kann sie erteilen.',
  },
});

/** The console's own messages in every language. */
export const messages = say.messages;

/** The id of a message. */
export type MessageId = keyof typeof messages;
