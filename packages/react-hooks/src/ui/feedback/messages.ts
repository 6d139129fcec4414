/** What panels, notes and states say, in English. */
export const feedbackMessages = {
  'ui.refresh': 'Refresh',
  'ui.load_more': 'Load more',
  'ui.fresh': 'As of {time}',
  'ui.stale': 'As of {time}, not refreshed since',
  'ui.error.title.read': 'Could not load this',
  'ui.error.title.write': 'This was not done',
  'ui.error.title.unknown': 'It is unknown whether this was done',
  'ui.error.safe.read': 'Nothing was changed. What is stored is not affected.',
  'ui.error.safe.write': 'Nothing was changed.',
  'ui.error.safe.unknown': 'Check the current state before you try again.',
  'ui.denied.title': 'Not available to you',
  'ui.denied.capability': 'This needs the capability {capability}. Ask an administrator for access.',
  'ui.action.until': 'Paused until {time}.',
  'ui.action.until_resumed': 'Paused until it is resumed.',
} as const;
