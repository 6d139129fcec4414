/** What lists say, in English. */
export const listsMessages = {
  'ui.list.loaded': '{count, plural, one {# more entry is shown.} other {# more entries are shown.}}',
} as const;
