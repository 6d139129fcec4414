import type { OnboardingView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { checkProps, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { answer, className as classNameRule } from '../base/prop-rules.ts';
import { Status } from '../base/status.tsx';
import { useWords } from '../base/use-words.ts';
import { onboardingMessages } from './messages.ts';
import { onboardingSign } from './states.ts';

/** Properties of {@link OnboardingStatus}. */
export interface OnboardingStatusProps {
  /** An onboarding of `useOnboardings` or `useOnboarding`. */
  readonly onboarding: OnboardingView;
  readonly className?: string | undefined;
}

const rules: PropRules<OnboardingStatusProps> = () => ({
  onboarding: answer('an onboarding of useOnboardings or useOnboarding'),
  className: classNameRule,
});

/**
 * The state of an onboarding as sign, word and tone, for lists.
 *
 * @example
 * <OnboardingStatus onboarding={onboarding} />
 */
export function OnboardingStatus(props: OnboardingStatusProps): ReactNode {
  checkProps('OnboardingStatus', props, rules);
  const { onboarding, className } = props;
  const { say } = useWords(onboardingMessages);
  return (
    <Frame inline>
      <Status {...onboardingSign(onboarding)} className={className}>
        {say(onboarding.lifecycleLabel)}
      </Status>
    </Frame>
  );
}
