import * as z from 'zod';
import { personAnswer, type PersonView } from '../access/person-view.ts';
import { connectionAnswer, type ConnectionView } from '../connections/view.ts';
import { described, idAnswer, instantAnswer, sentenceAnswer } from '../kernel/answers.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { helpAnswer } from '../knowledge/help-view.ts';
import type { ReasonView } from '../knowledge/reasons.ts';
import type { ContextualHelpView } from '../knowledge/resolve.ts';
import { reasonAnswer } from '../knowledge/view.ts';
import { permissionOverviewAnswer, type PermissionOverview } from '../permissions/view.ts';
import { onboardingCheckpoints, type OnboardingCheckpoint } from '../ports/onboarding-store.ts';
import { runOutcomes, runStatuses, type RunOutcome, type RunStatus } from '../ports/run-store.ts';
import { verificationOveralls, type VerificationOverall } from '../ports/verification-report.ts';
import { verificationReportAnswer, type VerificationReportView } from '../verification/view.ts';
import { assistReasons, type VerificationAssist } from './assist.ts';
import { dueItems, waitingParties, type DueItemKey, type WaitingOn } from './due.ts';
import { nextActionKinds, nextActions, type NextAction, type NextActionKind } from './next-action.ts';
import { onboardingSectionKeys, permissionGroupKeys, type OnboardingSection } from './sections.ts';
import { verificationStandings, type VerificationStanding } from './verification-status.ts';
import { onboardingAnswer, type OnboardingView } from './view.ts';

/** The onboarding in names and words. */
export interface OnboardingDraftView {
  /** The name of the tenant, else what a person called it; null without either. */
  readonly name: string | null;
  /** The label of the checkpoint that is current, or of the last one. */
  readonly stageLabel: Sentence;
  /** The label of the state. */
  readonly statusLabel: Sentence;
  readonly startedBy: PersonView;
  readonly startedAt: Instant;
  readonly updatedBy: PersonView;
  readonly updatedAt: Instant;
}

/** One step of an onboarding. */
export interface OnboardingStepView {
  readonly checkpoint: OnboardingCheckpoint;
  readonly label: Sentence;
  readonly isCurrent: boolean;
  /** Whether its facts hold now. */
  readonly isCompleted: boolean;
  /** When a person's write found it completed first, also where its facts were lost since. */
  readonly completedAt: Instant | null;
}

/** The steps of an onboarding, in order. */
export interface OnboardingProgressView {
  readonly heading: Sentence;
  readonly current: OnboardingCheckpoint | null;
  readonly lastCompleted: OnboardingCheckpoint | null;
  readonly steps: readonly OnboardingStepView[];
}

/** How the verification of the selected connection stands. */
export interface OnboardingVerificationView {
  readonly status: VerificationStanding;
  readonly label: Sentence;
  /** The run of the last check; null before the first. */
  readonly run: { readonly id: string; readonly status: RunStatus; readonly outcome: RunOutcome } | null;
  /** Whether it is queued or running. */
  readonly isActive: boolean;
  readonly hasReport: boolean;
  /** Whether the report is about the selected connection. False without a report. */
  readonly matchesSelectedConnection: boolean;
  /** What the checks of the report say together; null without a report. */
  readonly overall: VerificationOverall | null;
  readonly report: VerificationReportView | null;
}

/** The permissions of the selected connection. */
export interface OnboardingPermissionsView {
  readonly overview: PermissionOverview;
  /** Where the host lists them; null where it has no such page. */
  readonly requiredPermissionsUrl: string | null;
}

/** How fresh the data is. */
export interface OnboardingFreshnessView {
  readonly connectionRecentlyUpdated: boolean;
  readonly verificationMismatch: boolean;
  readonly permissionLastRefreshedAt: Instant | null;
  readonly permissionDataIsStale: boolean;
  /** All of it in one sentence. */
  readonly note: Sentence;
}

/** What holds the onboarding up. */
export interface OnboardingBlockerView {
  /** Why it does not go on by itself; null where nothing is wrong. For machines; `reason` is for people. */
  readonly reasonCode: string | null;
  /** The same code, where nothing can be acknowledged; else null. */
  readonly blockingReasonCode: string | null;
  readonly reason: ReasonView | null;
  readonly operatorSummary: Sentence;
}

/** What a person does next. */
export interface OnboardingActionView {
  readonly heading: Sentence;
  readonly action: NextAction;
  readonly kind: NextActionKind;
  readonly label: Sentence;
  /** Where it is done; null where the host's page does it itself, or has no address for it. */
  readonly url: string | null;
  /** Whether the address opens in a new tab: true for one of another origin. */
  readonly opensNewTab: boolean;
  /**
   * What is missing for it, and who has to provide it: `connections.consentUrl` would be refused. Null where nothing is missing, and where only the installation could not
   * ask but the host has an address for consent.
   */
  readonly obstacle: Sentence | null;
}

/** A link beside the evidence. */
export interface OnboardingLinkView {
  readonly key: 'required_permissions';
  readonly label: Sentence;
  readonly url: string;
  readonly opensNewTab: boolean;
}

/** One thing to be done, as shown. */
export interface DueItemView {
  readonly key: DueItemKey;
  readonly label: Sentence;
  readonly waitingOn: WaitingOn;
  readonly waitingOnLabel: Sentence;
  /** Until when it has to be done; of `wait_for_provider`, from when on it can be tried again. Null where that is not known. */
  readonly deadline: Instant | null;
}

/** Everything that a page shows of one onboarding: where it stands, what holds it up, and the one thing to do next. */
export interface OnboardingReadiness {
  readonly heading: Sentence;
  readonly session: OnboardingView;
  readonly draft: OnboardingDraftView;
  readonly checkpoint: OnboardingProgressView;
  /** The selected connection; null while none is selected. */
  readonly providerSummary: ConnectionView | null;
  readonly verification: OnboardingVerificationView;
  readonly verificationAssist: VerificationAssist;
  /** Null without a tenant or without a connection. */
  readonly permissions: OnboardingPermissionsView | null;
  readonly freshness: OnboardingFreshnessView;
  readonly blocker: OnboardingBlockerView;
  /** Exactly one while the onboarding is open; null once it has ended. */
  readonly nextAction: OnboardingActionView | null;
  /** The sections that a page has now, each once and in order. */
  readonly sections: readonly OnboardingSection[];
  /** Empty except where help with permissions is visible and has an address. */
  readonly supportingLinks: readonly OnboardingLinkView[];
  /** Null where nothing is wrong. */
  readonly contextualHelp: ContextualHelpView | null;
  readonly due: { readonly now: readonly DueItemView[]; readonly later: readonly DueItemView[] };
}

const keysOf = <Key extends string>(catalog: { readonly [key in Key]: unknown }) =>
  Object.keys(catalog) as [Key, ...Key[]];

const dueAnswer = described<DueItemView>()('OnboardingDueItem', () =>
  z.strictObject({
    key: z.enum(keysOf(dueItems)),
    label: sentenceAnswer(),
    waitingOn: z.enum(waitingParties),
    waitingOnLabel: sentenceAnswer(),
    deadline: instantAnswer().nullable(),
  }),
);

const stepAnswer = described<OnboardingStepView>()('OnboardingStep', () =>
  z.strictObject({
    checkpoint: z.enum(onboardingCheckpoints),
    label: sentenceAnswer(),
    isCurrent: z.boolean(),
    isCompleted: z.boolean(),
    completedAt: instantAnswer().nullable(),
  }),
);

const verificationAnswer = described<OnboardingVerificationView>()('OnboardingVerification', () =>
  z.strictObject({
    status: z.enum(verificationStandings),
    label: sentenceAnswer(),
    run: z.strictObject({ id: idAnswer(), status: z.enum(runStatuses), outcome: z.enum(runOutcomes) }).nullable(),
    isActive: z.boolean(),
    hasReport: z.boolean(),
    matchesSelectedConnection: z.boolean(),
    overall: z.enum(verificationOveralls).nullable(),
    report: verificationReportAnswer().nullable(),
  }),
);

const sectionAnswer = described<OnboardingSection>()('OnboardingSection', () =>
  z.strictObject({
    key: z.enum(onboardingSectionKeys),
    heading: sentenceAnswer(),
    groups: z.array(
      z.strictObject({
        key: z.enum(permissionGroupKeys),
        heading: sentenceAnswer(),
        permissions: z.array(z.string()),
      }),
    ),
  }),
);

/** An {@link OnboardingReadiness}. */
export const onboardingReadinessAnswer = described<OnboardingReadiness>()('OnboardingReadiness', () =>
  z.strictObject({
    heading: sentenceAnswer(),
    session: onboardingAnswer(),
    draft: z.strictObject({
      name: z.string().nullable(),
      stageLabel: sentenceAnswer(),
      statusLabel: sentenceAnswer(),
      startedBy: personAnswer(),
      startedAt: instantAnswer(),
      updatedBy: personAnswer(),
      updatedAt: instantAnswer(),
    }),
    checkpoint: z.strictObject({
      heading: sentenceAnswer(),
      current: z.enum(onboardingCheckpoints).nullable(),
      lastCompleted: z.enum(onboardingCheckpoints).nullable(),
      steps: z.array(stepAnswer()),
    }),
    providerSummary: connectionAnswer().nullable(),
    verification: verificationAnswer(),
    verificationAssist: z.strictObject({ isVisible: z.boolean(), reason: z.enum(assistReasons) }),
    permissions: z
      .strictObject({ overview: permissionOverviewAnswer(), requiredPermissionsUrl: z.string().nullable() })
      .nullable(),
    freshness: z.strictObject({
      connectionRecentlyUpdated: z.boolean(),
      verificationMismatch: z.boolean(),
      permissionLastRefreshedAt: instantAnswer().nullable(),
      permissionDataIsStale: z.boolean(),
      note: sentenceAnswer(),
    }),
    blocker: z.strictObject({
      reasonCode: z.string().nullable(),
      blockingReasonCode: z.string().nullable(),
      reason: reasonAnswer().nullable(),
      operatorSummary: sentenceAnswer(),
    }),
    nextAction: z
      .strictObject({
        heading: sentenceAnswer(),
        action: z.enum(keysOf(nextActions)),
        kind: z.enum(nextActionKinds),
        label: sentenceAnswer(),
        url: z.string().nullable(),
        opensNewTab: z.boolean(),
        obstacle: sentenceAnswer().nullable(),
      })
      .nullable(),
    sections: z.array(sectionAnswer()),
    supportingLinks: z.array(
      z.strictObject({
        key: z.enum(['required_permissions']),
        label: sentenceAnswer(),
        url: z.string(),
        opensNewTab: z.boolean(),
      }),
    ),
    contextualHelp: helpAnswer().nullable(),
    due: z.strictObject({ now: z.array(dueAnswer()), later: z.array(dueAnswer()) }),
  }),
);
