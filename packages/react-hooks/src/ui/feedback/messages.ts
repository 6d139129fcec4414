/** What panels, notes and states say, in English. */
export const feedbackMessages = {
  'ui.refresh': 'Refresh',
  'ui.load_more': 'Load more',
  'ui.fresh': 'As of {time}',
  'ui.stale': 'As of {time}, not refreshed since',
  'ui.error.title.read': "Couldn't load this",
  'ui.error.title.write': 'This was not done',
  'ui.error.title.unknown': "We couldn't confirm the change",
  'ui.error.safe.read': 'Nothing was changed.',
  'ui.error.safe.write': 'Nothing was changed.',
  'ui.error.safe.unknown': 'Check the current state before you try again.',
  'ui.denied.title': 'Not available to you',
  'ui.denied.capability': 'This needs the capability {capability}. Ask an administrator for access.',
  'ui.action.until': 'Paused until {time}.',
  'ui.action.until_resumed': 'Paused with no end date.',
} as const;
