import type { OnboardingActionProps } from '@tenantatlas/react-hooks/ui';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useConnectionText } from '../connections/use-connection-text.ts';
import { anchors } from '../help/anchors.ts';
import { paths } from '../paths.ts';
import { useThisWorkspace } from '../shell/in-workspace.tsx';
import { CapableButton, type CapableButtonProps } from '../ui/capable-button.tsx';
import { useOnboardingText } from './use-onboarding-text.ts';
import { verifying } from './verify-button.tsx';
import { useWizard } from './wizard.ts';

/** The one thing to do on the page of an onboarding: here, in a dialog, or on the page of the connection. Exactly one for each kind. */
export function NextStep({ readiness, action, children: label }: OnboardingActionProps): ReactNode {
  const text = useOnboardingText();
  const ofConnections = useConnectionText();
  const { check, consent, open, complete, isCompleting, refresh } = useWizard();
  const { session, verification } = readiness;
  const { workspaceId, tenantId, connectionId } = session;
  const connection = paths.connection(workspaceId, tenantId ?? '', connectionId ?? '');
  switch (action.kind) {
    case 'identify':
      return <Manage onPress={() => open('identify')}>{label}</Manage>;
    case 'connect':
      return <Manage onPress={() => open('connect')}>{label}</Manage>;
    case 'review_connection':
      return <Go href={connection}>{label}</Go>;
    case 'review_permissions':
      return <Go href={`${connection}#${anchors.permissions}`}>{label}</Go>;
    case 'grant_consent':
      return (
        <Capable needs={['connections.manage']} onPress={consent.ask}>
          {consent.isPending ? ofConnections('consent.opening') : label}
        </Capable>
      );
    case 'start_verification': {
      const isStarting = check.outcome.state === 'pending';
      return (
        <Capable needs={verifying} onPress={() => (isStarting ? undefined : check.start())}>
          {isStarting ? ofConnections('connection.check.starting') : label}
        </Capable>
      );
    }
    case 'refresh':
      return <Primary onPress={refresh}>{label}</Primary>;
    case 'review_verification':
    case 'continue':
      // A verification that ended without a report left its reason in its run. The report that is shown is of an earlier one.
      return verification.status !== 'failed' || verification.run === null ? (
        <Primary onPress={showReport}>{label}</Primary>
      ) : (
        <Go href={paths.operation(workspaceId, verification.run.id)}>{label}</Go>
      );
    case 'complete':
      return <Manage onPress={complete}>{isCompleting ? text('onboarding.page.completing') : label}</Manage>;
  }
}

function Capable(props: Omit<CapableButtonProps, 'held' | 'variant'>): ReactNode {
  return <CapableButton held={useThisWorkspace().capabilities} variant="primary" {...props} />;
}

function Manage(props: Omit<CapableButtonProps, 'held' | 'needs' | 'variant'>): ReactNode {
  return <Capable needs={['onboarding.manage']} {...props} />;
}

function Primary({ onPress, children }: Pick<CapableButtonProps, 'onPress' | 'children'>): ReactNode {
  return (
    <button type="button" className="button" data-variant="primary" onClick={onPress}>
      {children}
    </button>
  );
}

function Go({ href, children }: { readonly href: string; readonly children: string }): ReactNode {
  return (
    <Link href={href} className="button" data-variant="primary">
      {children}
    </Link>
  );
}

/** Leads to the report further down on the page. */
function showReport(): void {
  const report = document.querySelector<HTMLElement>('[data-ta-section="stored_verification"]');
  report?.scrollIntoView();
  report?.focus({ preventScroll: true });
}
