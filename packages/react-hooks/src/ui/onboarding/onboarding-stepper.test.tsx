// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { endedOnboarding, onboarding, say } from '../../../test/support/onboarding-samples.ts';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { de } from '../../messages/index.ts';
import { OnboardingStatus, OnboardingStepper } from '../index.ts';

const steps = (): readonly HTMLElement[] => within(screen.getByRole('list', { name: 'Step' })).getAllByRole('listitem');

it('names the checkpoints in order with their states, and marks one as current', async () => {
  show(<OnboardingStepper progress={onboarding().checkpoint} />, {});
  expect(steps().map(({ textContent }) => textContent)).toEqual([
    'Identify tenantCompleted',
    'Connect providerCompleted',
    '3Verify accessCurrent step',
    '4CompleteNot started',
  ]);
  expect(steps().map((step) => step.getAttribute('aria-current'))).toEqual([null, null, 'step', null]);
  // The numbers are for eyes: a list counts by itself.
  for (const step of steps()) expect(step.querySelector('.ta-stepper-sign')?.getAttribute('aria-hidden')).toBe('true');
  await expectAccessible();
});

it('has no current step once the onboarding is completed', () => {
  const { checkpoint } = endedOnboarding();
  const done = checkpoint.steps.map((step) => ({ ...step, isCompleted: true, isCurrent: false }));
  show(<OnboardingStepper progress={{ ...checkpoint, current: null, steps: done }} />, {});
  expect(document.querySelector('[aria-current]')).toBeNull();
  expect(screen.getAllByText('Completed')).toHaveLength(4);
});

it('has no current step once the onboarding is cancelled, and keeps what was completed', () => {
  show(<OnboardingStepper progress={endedOnboarding('cancelled').checkpoint} isEnded />, {});
  expect(document.querySelector('[aria-current]')).toBeNull();
  expect(screen.queryByText('Current step')).toBeNull();
  expect(screen.getAllByText('Completed')).toHaveLength(2);
  expect(screen.getAllByText('Not completed')).toHaveLength(2); // nothing can be started here any more
  expect(screen.queryByText('Not started')).toBeNull();
});

it('takes no focus, and takes it where the host makes links of its steps', () => {
  const page = show(<OnboardingStepper progress={onboarding().checkpoint} />, {});
  expect(document.querySelectorAll('a, button, [tabindex]')).toHaveLength(0);
  page.unmount();
  show(
    <OnboardingStepper
      progress={onboarding().checkpoint}
      slots={{ label: ({ step, children }) => <a href={`#${step.checkpoint}`}>{children}</a> }}
    />,
    {},
  );
  expect(screen.getByRole('link', { name: 'Verify access' }).getAttribute('href')).toBe('#verify_access');
});

it('is in German', () => {
  show(<OnboardingStepper progress={onboarding().checkpoint} />, { locale: 'de', messages: de });
  screen.getByText('Aktueller Schritt');
  expect(document.body.textContent).not.toMatch(/ui\./);
});

it.each([
  ['action_required', 'warning', 'Action required'],
  ['cancelled', 'muted', 'Cancelled'],
] as const)('a list shows the state %s as word, sign and tone', (lifecycleState, lifecycleTone, word) => {
  const { session } = onboarding();
  show(<OnboardingStatus onboarding={{ ...session, lifecycleState, lifecycleTone, lifecycleLabel: say(word) }} />, {});
  const status = screen.getByText(word).parentElement;
  expect(status?.getAttribute('data-ta-tone')).toBe(lifecycleTone);
  expect(status?.querySelector('svg[aria-hidden]')).not.toBeNull();
});
