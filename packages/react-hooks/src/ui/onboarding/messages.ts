/** The texts of onboarding. */
export const onboardingMessages = {
  'ui.onboarding.steps.completed': 'Completed',
  'ui.onboarding.steps.current': 'Current step',
  'ui.onboarding.steps.ahead': 'Not started',
  'ui.onboarding.steps.left': 'Not completed',
  'ui.onboarding.due.now': 'Due now',
  'ui.onboarding.due.later': 'Later',
  'ui.onboarding.due.waiting_on': 'Waiting on: {party}',
  'ui.onboarding.due.until': 'Possible until {time}',
  'ui.onboarding.due.from': 'Possible from {time}',
  'ui.onboarding.connection': 'Provider connection',
  'ui.onboarding.connection.none': 'None selected',
  'ui.onboarding.verification': 'Verification',
  'ui.onboarding.permissions': 'Permissions',
  'ui.onboarding.completed': 'Completed by {person} on {time}.',
  'ui.onboarding.cancelled': 'Cancelled by {person} on {time}.',
} as const;
