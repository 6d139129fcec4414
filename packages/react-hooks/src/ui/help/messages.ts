/** The texts of help. */
export const helpMessages = {
  'ui.help.title': 'Contextual help',
  'ui.help.next': 'Safe next action',
  'ui.help.steps': 'Steps',
  'ui.help.links': 'Read more',
} as const;
