/** What lists say, in English. */
export const listsMessages = {
  'ui.list.loaded': '{count, plural, one {# more entry is shown.} other {# more entries are shown.}}',
  'ui.table.exact': 'Show exact times',
  'ui.time': 'Time',
  'ui.time.any': 'Any time',
  'ui.time.today': 'Today',
  'ui.time.24h': 'Last 24 hours',
  'ui.time.7d': 'Last 7 days',
  'ui.time.30d': 'Last 30 days',
} as const;
