import type { OnboardingReadiness } from '@tenantatlas/core/browser';
import { useCompleteOnboarding, type AnyAtlasError } from '@tenantatlas/react-hooks';
import { createContext, useContext, useState } from 'react';
import { useCheck, type Check } from '../connections/check.tsx';
import { useConsent, type Consent } from '../connections/use-consent.ts';
import { paths } from '../paths.ts';

/** A dialog of the page of an onboarding. */
export type WizardDialog = 'identify' | 'connect' | 'cancel';

/** What a person does on the page of an onboarding, and why the last of it was refused. */
export interface Wizard {
  /** Starts verifications of the selected connection. */
  readonly check: Check;
  /** Asks for the consent of an administrator to it. */
  readonly consent: Consent;
  readonly dialog: WizardDialog | null;
  readonly open: (dialog: WizardDialog) => void;
  /** Closes the dialog. A refusal that it could not solve is told on the page. */
  readonly close: (refusal?: AnyAtlasError) => void;
  readonly complete: () => void;
  readonly isCompleting: boolean;
  /** Reads the page again and starts nothing. */
  readonly refresh: () => void;
  readonly refusal: AnyAtlasError | null;
}

/** See {@link Wizard}. Every write is for the version that the page shows, so that one that was made for an older version is refused. */
export function useWizardOf({ session }: OnboardingReadiness, refresh: () => void): Wizard {
  const { workspaceId, id, connectionId, version } = session;
  const [dialog, setDialog] = useState<WizardDialog | null>(null);
  const [refusal, setRefusal] = useState<AnyAtlasError | null>(null);
  const completing = useCompleteOnboarding();
  const isCompleting = completing.state === 'pending';
  const selected = { workspaceId, id: connectionId ?? '' };
  const check = useCheck(selected);
  const consent = useConsent(selected, paths.onboarding(workspaceId, id));
  return {
    check: {
      ...check,
      start() {
        setRefusal(null);
        check.start();
      },
    },
    consent,
    dialog,
    open(next) {
      setRefusal(null);
      setDialog(next);
    },
    close(why) {
      setRefusal(why ?? null);
      setDialog(null);
    },
    complete() {
      if (isCompleting) return;
      setRefusal(null);
      void completing
        .run({ workspaceId, onboardingId: id, expectedVersion: version })
        .then((answer) => answer.mapErr(setRefusal));
    },
    isCompleting,
    refresh,
    refusal,
  };
}

/** The wizard of the page that is around. */
export const WizardContext = createContext<Wizard | null>(null);

/** See {@link WizardContext}. */
export function useWizard(): Wizard {
  const wizard = useContext(WizardContext);
  if (!wizard) throw new Error('useWizard is for parts of the page of an onboarding.');
  return wizard;
}

/** Whether an error says that the onboarding is not as it was shown: the page tells it, not the dialog. */
export function isOutdated(error: AnyAtlasError): boolean {
  return error.code === 'immutable' || (error.code === 'conflict' && error.reason === 'version');
}
