import type { OnboardingReadiness } from '@tenantatlas/core/browser';
import { useCancelOnboarding, type AnyAtlasError } from '@tenantatlas/react-hooks';
import { ErrorPanel } from '@tenantatlas/react-hooks/ui';
import { useState, type ReactNode } from 'react';
import { DialogActions } from '../ui/dialog-actions.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useOnboardingText } from './use-onboarding-text.ts';
import { isOutdated } from './wizard.ts';

/** Properties of {@link CancelDialog}. */
export interface CancelDialogProps {
  readonly readiness: OnboardingReadiness;
  readonly onClose: (refusal?: AnyAtlasError) => void;
}

/** Says what ends and what stays, and asks. */
export default function CancelDialog({ readiness: { session, draft }, onClose }: CancelDialogProps): ReactNode {
  const text = useOnboardingText();
  const [version] = useState(session.version); // what the person decides on is what was shown when they began
  const { run, ...outcome } = useCancelOnboarding();
  const isBusy = outcome.state === 'pending';
  const cancel = async (): Promise<void> => {
    const answer = await run({ workspaceId: session.workspaceId, onboardingId: session.id, expectedVersion: version });
    if (answer.isOk()) onClose();
    else if (isOutdated(answer.error)) onClose(answer.error);
  };
  return (
    <Dialog
      title={text('onboarding.cancel.title', { tenant: draft.name ?? text('onboarding.page.unnamed') })}
      onClose={() => onClose()}
      isBusy={isBusy}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void cancel();
        }}
      >
        <p className="consequence">{text('onboarding.cancel.ends')}</p>
        {session.tenantId !== null && <p>{text('onboarding.cancel.stays')}</p>}
        <div role="alert">{'error' in outcome && <ErrorPanel error={outcome.error} attempt="write" />}</div>
        <DialogActions
          submit={text('onboarding.cancel')}
          back={text('onboarding.cancel.keep')}
          variant="danger"
          isBusy={isBusy}
          onClose={() => onClose()}
        />
      </form>
    </Dialog>
  );
}
