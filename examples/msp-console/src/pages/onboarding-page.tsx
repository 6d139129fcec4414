import type { ConnectionView, OnboardingReadiness as Readiness } from '@tenantatlas/core/browser';
import { useOnboardingReadiness, type HookResult } from '@tenantatlas/react-hooks';
import {
  OnboardingReadiness,
  OnboardingStepper,
  StaleNote,
  type OnboardingReadinessSlots,
} from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { SimulationNote } from '../connections/simulation-note.tsx';
import { HelpedConnection, helpSlots } from '../help/help-link.tsx';
import CancelDialog from '../onboarding/cancel-dialog.tsx';
import ConnectStep from '../onboarding/connect-step.tsx';
import IdentifyDialog from '../onboarding/identify-dialog.tsx';
import { NextStep } from '../onboarding/next-step.tsx';
import { useOnboardingText } from '../onboarding/use-onboarding-text.ts';
import { useStepFocus } from '../onboarding/use-step-focus.ts';
import { WizardNews } from '../onboarding/wizard-news.tsx';
import { VerifyButton, verifyPlace } from '../onboarding/verify-button.tsx';
import { useWizardOf, WizardContext, type Wizard } from '../onboarding/wizard.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton } from '../ui/capable-button.tsx';
import { Page } from '../ui/page.tsx';
import { ResultPage } from '../ui/result-page.tsx';

/** Properties of {@link OnboardingPage}. */
export interface OnboardingPageProps {
  readonly onboardingId: string;
}

/** One onboarding: its steps, what holds it up, and the one thing to do next. */
export default function OnboardingPage({ onboardingId }: OnboardingPageProps): ReactNode {
  const { workspaceId } = useThisWorkspace();
  const result = useOnboardingReadiness({ workspaceId, onboardingId });
  return <ResultPage result={result}>{(readiness) => <Steps readiness={readiness} result={result} />}</ResultPage>;
}

const slots: Partial<OnboardingReadinessSlots> = {
  action: NextStep,
  link: ({ url, children }) => <Link href={url}>{children}</Link>,
  helpLink: helpSlots.link,
  connection: ConnectionLink,
  run: RunLink,
  news: WizardNews,
};

interface StepsProps {
  readonly readiness: Readiness;
  readonly result: HookResult<Readiness>;
}

function Steps({ readiness, result }: StepsProps): ReactNode {
  const text = useOnboardingText();
  const { capabilities } = useThisWorkspace();
  const wizard = useWizardOf(readiness, result.state === 'ready' ? result.refresh : () => {});
  const { session, draft, checkpoint, nextAction } = readiness;
  const { workspaceId, tenantId, connectionId, status } = session;
  useStepFocus(nextAction?.action ?? null);
  const connection =
    tenantId === null || connectionId === null ? null : paths.connection(workspaceId, tenantId, connectionId);
  return (
    <Page
      title={draft.name ?? text('onboarding.page.unnamed')}
      about={status === 'open' && text('onboarding.page.step_about')}
      action={
        <>
          {result.state === 'ready' && (
            <span className="only-stale">
              <StaleNote result={result} isLive />
            </span>
          )}
          <PageActions readiness={readiness} wizard={wizard} />
        </>
      }
    >
      <OnboardingStepper progress={checkpoint} isEnded={status !== 'open'} />
      <WizardContext.Provider value={wizard}>
        <HelpedConnection.Provider value={connection}>
          <OnboardingReadiness
            readiness={readiness}
            canAcknowledge={capabilities.includes('onboarding.manage')}
            slots={slots}
          />
        </HelpedConnection.Provider>
      </WizardContext.Provider>
      {tenantId !== null && status === 'open' && <SimulationNote workspaceId={workspaceId} />}
      {wizard.dialog === 'identify' && <IdentifyDialog session={session} onClose={wizard.close} />}
      {wizard.dialog === 'connect' && tenantId !== null && (
        <ConnectStep session={session} tenantId={tenantId} onClose={wizard.close} />
      )}
      {wizard.dialog === 'cancel' && <CancelDialog readiness={readiness} onClose={wizard.close} />}
    </Page>
  );
}

interface PageActionsProps {
  readonly readiness: Readiness;
  readonly wizard: Wizard;
}

/** What can be done besides the next action. None of it is primary. */
function PageActions({ readiness, wizard }: PageActionsProps): ReactNode {
  const text = useOnboardingText();
  const { capabilities } = useThisWorkspace();
  const { open } = wizard;
  const { workspaceId, tenantId, connectionId, status } = readiness.session;
  const may = { held: capabilities, needs: ['onboarding.manage'] } as const;
  return (
    <>
      {verifyPlace(readiness) === 'page' && <VerifyButton wizard={wizard} isFirst={false} />}
      {tenantId !== null && (
        <Link href={paths.tenant(workspaceId, tenantId)} className="button">
          {text('onboarding.page.tenant')}
        </Link>
      )}
      {status === 'open' && connectionId !== null && (
        <CapableButton {...may} onPress={() => open('connect')}>
          {text('onboarding.page.change_connection')}
        </CapableButton>
      )}
      {status === 'open' && (
        <CapableButton {...may} onPress={() => open('cancel')}>
          {text('onboarding.cancel')}
        </CapableButton>
      )}
    </>
  );
}

function ConnectionLink({ connection }: { readonly connection: ConnectionView }): ReactNode {
  const { workspaceId, tenantId, id, displayName } = connection;
  return (
    <Link href={paths.connection(workspaceId, tenantId, id)}>
      <bdi>{displayName}</bdi>
    </Link>
  );
}

function RunLink({ run }: { readonly run: { readonly id: string } }): ReactNode {
  const text = useOnboardingText();
  const { workspaceId } = useThisWorkspace();
  return <Link href={paths.operation(workspaceId, run.id)}>{text('onboarding.page.run')}</Link>;
}
