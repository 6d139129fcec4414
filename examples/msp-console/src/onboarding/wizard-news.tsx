import type { OnboardingReadiness } from '@tenantatlas/core/browser';
import { useOperation, useSay, type AnyAtlasError } from '@tenantatlas/react-hooks';
import { ErrorPanel, Icon, OperationProgress, Time } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { useCheckNote } from '../connections/check-note.ts';
import { Refusal } from '../restore/refusal.tsx';
import { useOnboardingText } from './use-onboarding-text.ts';
import { VerifyButton, verifyPlace } from './verify-button.tsx';
import { isOutdated, useWizard } from './wizard.ts';

interface NewsProps {
  readonly readiness: OnboardingReadiness;
}

/** Why the last step was refused, and how far the verification is. */
export function WizardNews({ readiness }: NewsProps): ReactNode {
  const { check, consent, refusal } = useWizard();
  const { session, verification } = readiness;
  const { run, isActive } = verification;
  return (
    <>
      <div role="alert">
        {refusal && <Refused error={refusal} readiness={readiness} />}
        {consent.error && <ErrorPanel error={consent.error} attempt="write" />}
        <Refusal outcome={check.outcome} workspaceId={session.workspaceId} onRetry={check.start} />
      </div>
      {isActive && run && <Progress readiness={readiness} runId={run.id} />}
      {verifyPlace(readiness) === 'next' && <OwnApp readiness={readiness} />}
    </>
  );
}

/** The other way to consent: it was given at the provider, and a verification proves it. */
function OwnApp({ readiness: { nextAction } }: NewsProps): ReactNode {
  const text = useOnboardingText();
  return (
    <div className="own-app">
      {/* What is missing says the same. */}
      {nextAction?.obstacle ? null : <p className="quiet">{text('onboarding.verify.own_app')}</p>}
      <VerifyButton wizard={useWizard()} isFirst />
    </div>
  );
}

interface RefusedProps extends NewsProps {
  readonly error: AnyAtlasError;
}

/** A step that was meant for an older version tells who was faster; the page below shows what they left. */
function Refused({ error, readiness: { session } }: RefusedProps): ReactNode {
  const text = useOnboardingText();
  const inWords = useSay();
  if (!isOutdated(error)) return <ErrorPanel error={error} attempt="write" />;
  const kind = session.status === 'open' ? 'changed' : 'ended';
  return (
    <div className="ta-panel" data-ta-tone="warning">
      <Icon name="warning" />
      <div>
        <p className="ta-panel-title">{text(`onboarding.${kind}.title`)}</p>
        <p>{text(`onboarding.${kind}.text`)}</p>
        {kind === 'changed' && (
          <p className="quiet">
            {text('onboarding.changed.by', { person: inWords(session.updatedBy.label) })}{' '}
            <Time instant={session.updatedAt} />
          </p>
        )}
      </div>
    </div>
  );
}

interface ProgressProps extends NewsProps {
  readonly runId: string;
}

function Progress({ readiness: { session, blocker }, runId }: ProgressProps): ReactNode {
  const inWords = useSay();
  const noted = useCheckNote();
  const result = useOperation({ workspaceId: session.workspaceId, runId });
  if (result.state !== 'ready') return null;
  return <OperationProgress run={noted(result.data)} name={inWords(blocker.operatorSummary)} />;
}
