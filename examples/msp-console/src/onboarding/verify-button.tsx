import type { OnboardingReadiness } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { useConnectionText } from '../connections/use-connection-text.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { useOnboardingText } from './use-onboarding-text.ts';
import type { Wizard } from './wizard.ts';

/** Where a verification can be started that is not the next action: nowhere, beside the next action, or among the actions of the page. */
export type VerifyPlace = 'none' | 'next' | 'page';

/**
 * Where a page offers a verification besides the next action. An app of the customer's own proves a consent that was given before by its first verification. After the
 * first one, an administrator or the provider may have mended what it found, which only another one notices. Without consent to the product's app a verification asks the provider nothing.
 */
export function verifyPlace({ session, nextAction, providerSummary, verification }: OnboardingReadiness): VerifyPlace {
  if (session.status !== 'open' || nextAction === null || !providerSummary?.isEnabled || verification.isActive)
    return 'none';
  if (nextAction.kind === 'start_verification' || nextAction.kind === 'complete') return 'none';
  if (nextAction.kind === 'grant_consent' && providerSummary.connectionType === 'platform') return 'none';
  return verification.run === null && !verification.hasReport ? 'next' : 'page';
}

/** Properties of {@link VerifyButton}. */
export interface VerifyButtonProps {
  readonly wizard: Pick<Wizard, 'check'>;
  readonly isFirst: boolean;
}

/** Starts a verification where it is not the next action. Never primary. */
export function VerifyButton({ wizard: { check }, isFirst }: VerifyButtonProps): ReactNode {
  const text = useOnboardingText();
  const ofConnections = useConnectionText();
  const { capabilities } = useThisWorkspace();
  const isStarting = check.outcome.state === 'pending';
  return (
    <CapableButton held={capabilities} needs={verifying} onPress={() => (isStarting ? undefined : check.start())}>
      {isStarting
        ? ofConnections('connection.check.starting')
        : text(`onboarding.verify.${isFirst ? 'start' : 'again'}`)}
    </CapableButton>
  );
}

/** Any of these lets a person start a verification. */
export const verifying = ['operations.start', 'onboarding.manage'] as const;
