/** What several components say, in English. */
export const baseMessages = {
  'ui.loading': 'Loading…',
  'ui.close': 'Close',
  'ui.cancel': 'Cancel',
  'ui.retry': 'Try again',
  'ui.copy': 'Copy {label}',
  'ui.copy.copied': 'Copied',
  'ui.copy.refused': 'Could not copy',
  'ui.system': 'System',
  'ui.scope.everyone': 'all workspaces',
  'ui.dialog.pending': 'Waiting for the server…',
  'ui.new_tab': '(opens in a new tab)',
} as const;
