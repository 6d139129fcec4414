/** What several components say, in English. */
export const baseMessages = {
  'ui.loading': 'Loading…',
  'ui.close': 'Close',
  'ui.back': 'Back',
  'ui.cancel': 'Cancel',
  'ui.retry': 'Try again',
  'ui.system': 'System',
  'ui.scope.everyone': 'all workspaces',
  'ui.dialog.pending': 'Waiting for the server…',
} as const;
