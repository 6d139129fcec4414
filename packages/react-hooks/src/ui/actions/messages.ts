/** What action buttons say, in English. */
export const actionsMessages = {
  'ui.action.paused_mark': 'paused',
  'ui.action.unknown': 'Could not check whether this is possible.',
  'ui.action.unknown_mark': 'unknown',
  'ui.action.unnamed': 'Action',
  'ui.action.retry': 'Try again: {label}',
  'ui.action.will_change': 'What this changes',
} as const;
