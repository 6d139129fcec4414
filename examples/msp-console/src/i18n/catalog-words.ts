// What the catalogs of the server name, in the words of this console: controls and operations by their labels, places by their keys, failures by
// their codes. Without a word here, the label or the key is shown unchanged.

/** In English, for what would show as a key. */
export const englishWords: { readonly [id: string]: string } = {
  'surface.tenant.restore_runs.create': 'Restore on the page of a tenant',
  'surface.tenant.mailbox_exports.create': 'Mailbox export on the page of a tenant',
};

/** In German. */
export const germanWords: { readonly [id: string]: string } = {
  'catalog.Mailbox export': 'Postfach-Export',
  'surface.tenant.mailbox_exports.create': 'Postfach-Export auf der Seite eines Mandanten',
  'catalog.Mailbox': 'Postfach',
  'catalog.Format': 'Format',
  'catalog.Backup set': 'Backup',
  'catalog.Items': 'Elemente',
  'reason.mailbox_not_found': 'Das Postfach wurde nicht gefunden.',
};
