/** What the surfaces of a tenant say besides the words of their answers, in English. */
export const surfacesMessages = {
  'ui.surface.last_run': 'Last verification',
  'ui.surface.requested': 'Requested',
  'ui.surface.starting': 'Verification is being started.',
  'ui.surface.started': 'Verification was started.',
  'ui.surface.recent_empty.title': 'No operations yet',
  'ui.surface.recent_empty.text': 'Operations for this tenant appear here.',
} as const;
