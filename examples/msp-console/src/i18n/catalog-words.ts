// What the catalogs of the server name, in the words of this console: controls and operations by their labels, places by their keys, failures by
// their codes. Without a word here, the label or the key is shown unchanged.

/** In English, for what would show as a key. */
export const englishWords: { readonly [id: string]: string } = {
  'catalog.Restore execution': 'Restore',
  'capability.operations.start': '“Start operations”',
  'capability.restore.execute': '“Restore tenants”',
  'capability.audit.view': '“View the audit log”',
  'capability.platform.ops.controls.manage': '“Pause and resume operations”',
  'operation.restore.execute': 'Restore',
  'operation.acme.mailbox_export': 'Mailbox export',
  'surface.tenant.restore_runs.create': 'Tenant page, Restore',
  'surface.tenant.mailbox_exports.create': 'Tenant page, Mailbox export',
};

/** In German. */
export const germanWords: { readonly [id: string]: string } = {
  'catalog.Mailbox export': 'Postfach-Export',
  'catalog.Restore execution': 'Wiederherstellung',
  'capability.operations.start': '„Vorgänge starten“',
  'capability.restore.execute': '„Mandanten wiederherstellen“',
  'capability.audit.view': '„Audit-Protokoll ansehen“',
  'capability.platform.ops.controls.manage': '„Vorgänge pausieren und fortsetzen“',
  'operation.restore.execute': 'Wiederherstellung',
  'operation.acme.mailbox_export': 'Postfach-Export',
  'surface.tenant.restore_runs.create': 'Mandantenseite, Wiederherstellung',
  'surface.tenant.mailbox_exports.create': 'Mandantenseite, Postfach-Export',
  'reason.mailbox_not_found': 'Das Postfach wurde nicht gefunden.',
  'catalog.Mailbox': 'Postfach',
  'catalog.Format': 'Format',
  'catalog.Backup set': 'Backup',
  'catalog.Items': 'Elemente',
};
