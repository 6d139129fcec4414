import type {
  DueItemView,
  Instant,
  OnboardingReadiness,
  OnboardingStepView,
  Sentence,
} from '@tenantatlas/core/browser';
import { connection, permissions, report } from './connection-samples.ts';
import { help } from './help-sample.ts';

/** A sentence that only tests say. */
export const say = (text: string): Sentence => ({ id: 'test.text', params: {}, text });

const instant = '2026-11-21T20:30:00.000Z' as Instant;
const mia = { kind: 'user', id: 'u-mia', label: say('Mia') } as const;

const steps: readonly OnboardingStepView[] = [
  { checkpoint: 'identify', label: say('Identify tenant'), isCurrent: false, isCompleted: true, completedAt: instant },
  {
    checkpoint: 'connect_provider',
    label: say('Connect provider'),
    isCurrent: false,
    isCompleted: true,
    completedAt: instant,
  },
  { checkpoint: 'verify_access', label: say('Verify access'), isCurrent: true, isCompleted: false, completedAt: null },
  { checkpoint: 'complete', label: say('Complete'), isCurrent: false, isCompleted: false, completedAt: null },
];

/** A thing to be done. */
export function dueItem(change: Partial<DueItemView> = {}): DueItemView {
  return {
    key: 'wait_for_provider',
    label: say('Wait for the provider'),
    waitingOn: 'provider',
    waitingOnLabel: say('Provider'),
    deadline: instant,
    ...change,
  };
}

const session: OnboardingReadiness['session'] = {
  workspaceId: 'w-1',
  id: 'o-1',
  tenantId: 't-1',
  tenantName: 'Contoso',
  draftName: null,
  connectionId: 'c-1',
  status: 'open',
  lifecycleState: 'action_required',
  lifecycleLabel: say('Action required'),
  lifecycleTone: 'warning',
  currentCheckpoint: 'verify_access',
  currentCheckpointLabel: say('Verify access'),
  lastCompletedCheckpoint: 'connect_provider',
  lastCompletedCheckpointLabel: say('Connect provider'),
  startedBy: mia,
  startedAt: instant,
  updatedBy: mia,
  updatedAt: instant,
  endedBy: null,
  endedAt: null,
  version: 3,
};

/** An onboarding whose verification was limited by the provider, with everything that can be shown, and what differs. */
export function onboarding(change: Partial<OnboardingReadiness> = {}): OnboardingReadiness {
  return {
    heading: say('Onboarding readiness'),
    session,
    draft: {
      name: 'Contoso',
      stageLabel: say('Verify access'),
      statusLabel: say('Action required'),
      startedBy: mia,
      startedAt: instant,
      updatedBy: mia,
      updatedAt: instant,
    },
    checkpoint: { heading: say('Step'), current: 'verify_access', lastCompleted: 'connect_provider', steps },
    providerSummary: connection,
    verification: {
      status: 'unknown',
      label: say('No clear result'),
      run: { id: 'r-1', status: 'completed', outcome: 'succeeded' },
      isActive: false,
      hasReport: true,
      matchesSelectedConnection: true,
      overall: 'unknown',
      report,
    },
    verificationAssist: { isVisible: true, reason: 'permission_attention' },
    permissions: { overview: permissions, requiredPermissionsUrl: '/permissions' },
    freshness: {
      connectionRecentlyUpdated: false,
      verificationMismatch: false,
      permissionLastRefreshedAt: instant,
      permissionDataIsStale: false,
      note: say('All data shown is current.'),
    },
    blocker: {
      reasonCode: 'provider_consent_missing',
      blockingReasonCode: null,
      reason: null,
      operatorSummary: say('Verification could not collect all evidence'),
    },
    nextAction: {
      heading: say('Primary next action'),
      action: 'review_verification',
      kind: 'review_verification',
      label: say('Review verification'),
      url: null,
      opensNewTab: false,
      obstacle: null,
    },
    sections: [
      { key: 'stored_verification', heading: say('Stored verification details'), groups: [] },
      { key: 'supporting_evidence', heading: say('Supporting evidence'), groups: [] },
    ],
    supportingLinks: [
      {
        key: 'required_permissions',
        label: say('View required permissions'),
        url: '/permissions',
        opensNewTab: false,
      },
    ],
    contextualHelp: help,
    due: {
      now: [dueItem()],
      later: [
        dueItem({
          key: 'complete_onboarding',
          label: say('Complete the onboarding'),
          waitingOn: 'you',
          waitingOnLabel: say('Your team'),
          deadline: null,
        }),
      ],
    },
    ...change,
  };
}

/** The same onboarding with another next action. */
export function withAction(change: Partial<NonNullable<OnboardingReadiness['nextAction']>>): OnboardingReadiness {
  const { nextAction, ...rest } = onboarding();
  return { ...rest, nextAction: nextAction && { ...nextAction, ...change } };
}

/** An onboarding that a person has ended. */
export function endedOnboarding(status: 'completed' | 'cancelled' = 'completed'): OnboardingReadiness {
  return onboarding({
    session: { ...session, status, lifecycleState: status, endedBy: mia, endedAt: instant },
    blocker: { reasonCode: null, blockingReasonCode: null, reason: null, operatorSummary: say('It has ended') },
    nextAction: null,
    contextualHelp: null,
    due: { now: [], later: [] },
  });
}

/** An onboarding without a tenant. */
export function draftOnboarding(): OnboardingReadiness {
  return onboarding({
    session: {
      ...session,
      tenantId: null,
      tenantName: null,
      draftName: 'Fabrikam',
      connectionId: null,
      lifecycleState: 'draft',
      lifecycleTone: 'neutral',
    },
    checkpoint: {
      heading: say('Step'),
      current: 'identify',
      lastCompleted: null,
      steps: steps.map((step, index) => ({ ...step, isCurrent: index === 0, isCompleted: false, completedAt: null })),
    },
    providerSummary: null,
    verification: {
      status: 'not_run',
      label: say('Not run yet'),
      run: null,
      isActive: false,
      hasReport: false,
      matchesSelectedConnection: false,
      overall: null,
      report: null,
    },
    permissions: null,
    blocker: { reasonCode: null, blockingReasonCode: null, reason: null, operatorSummary: say('No tenant yet') },
    sections: [],
    supportingLinks: [],
    contextualHelp: null,
    due: { now: [dueItem({ key: 'identify_tenant', deadline: null })], later: [] },
  });
}
