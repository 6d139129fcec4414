import { consentRefusal, type ConsentParts } from '../connections/consent-rules.ts';
import { connectionView } from '../connections/view.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { chooseOnboardingTopic } from '../knowledge/rules.ts';
import type { KnowledgeSetup } from '../knowledge/knowledge-options.ts';
import { translateReason, type ReasonView } from '../knowledge/reasons.ts';
import { tryResolveTopic } from '../knowledge/resolve.ts';
import { reasonTopics, type Topic } from '../knowledge/topic-catalog.ts';
import type { BuiltInResolver } from '../knowledge/topics.ts';
import { permissionOverview, type PermissionOverview } from '../permissions/view.ts';
import { onboardingCheckpoints, type OnboardingSession } from '../ports/onboarding-store.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import { verificationReportView } from '../verification/view.ts';
import { verificationAssist } from './assist.ts';
import { dueItems, dueLists, type DueItem } from './due.ts';
import { onboardingFacts, type OnboardingFacts, type SelectedConnection } from './facts.ts';
import { onboardingFreshness } from './freshness.ts';
import { sayOnboarding as say } from './messages.ts';
import { nextActionOf, nextActions, type NextAction } from './next-action.ts';
import type {
  DueItemView,
  OnboardingActionView,
  OnboardingLinkView,
  OnboardingProgressView,
  OnboardingReadiness,
  OnboardingVerificationView,
} from './readiness-view.ts';
import { onboardingSections } from './sections.ts';
import { isVerificationActive, onboardingState, type OnboardingState } from './state.ts';
import { operatorSummary } from './summary.ts';
import { verificationStanding } from './verification-status.ts';
import { checkpointLabel, onboardingView } from './view.ts';

/** What was read of one session. */
export interface FoundOnboarding {
  readonly session: OnboardingSession;
  readonly tenantName: string | null;
  /** Null while none is selected. */
  readonly selected: SelectedConnection | null;
  /** When it was read: what is stale is judged by it. */
  readonly at: Instant;
}

/** What the readiness needs besides the session. */
export interface ReadinessContext {
  readonly knowledge: Pick<KnowledgeSetup, 'topics' | 'reasons'>;
  /** What the directory knows of the people who are named. */
  readonly people: readonly PersonRecord[];
  /** The addresses of the host for the tenant, by resolver; null without a tenant. */
  readonly addresses: { readonly [resolver: string]: string | null } | null;
  /** What the installation has for consent: an adapter of the provider, and an address to which administrators are sent back. */
  readonly consent: ConsentParts;
}

/** The actions that a host has an address for, each with its resolver. */
const resolverOf: { readonly [action in NextAction]?: BuiltInResolver } = {
  grant_consent: 'admin_consent_primary',
  review_permissions: 'required_permissions',
};

/** The facts about a session and what follows from them. */
export function judge({ session, selected, at }: FoundOnboarding): {
  readonly facts: OnboardingFacts;
  readonly state: OnboardingState;
} {
  const facts = onboardingFacts(session, selected, at);
  return { facts, state: onboardingState(facts) };
}

/** The help topic of an onboarding; null where nothing is wrong, while a verification is awaited, where it can be completed, and once it has ended. */
export function onboardingTopic(
  found: FoundOnboarding,
  { topics, reasons }: ReadinessContext['knowledge'],
): Topic | null {
  const { facts, state } = judge(found);
  if (facts.status !== 'open' || facts.connection === null) return null;
  // While a verification is awaited, and where the onboarding can be completed, there is nothing to explain: what was found is acknowledged.
  if (['refresh', 'complete'].includes(nextActionOf(facts, state) ?? '')) return null;
  // A stale result is what to act on only where a verification is the next step: a disabled connection and missing consent come before it.
  const isStale = (facts.report?.staleBecause ?? null) !== null;
  const key = chooseOnboardingTopic(
    {
      isVerificationStale: isStale && state.lifecycleState === 'verifying',
      reasonCode: state.reasonCode,
      overall: facts.report?.overall ?? null,
      outcome: facts.run?.outcome ?? null,
    },
    reasonTopics(topics, reasons),
  );
  return topics.get(key ?? '') ?? null;
}

/** Everything that a page shows of one session. */
export function onboardingReadiness(found: FoundOnboarding, context: ReadinessContext): OnboardingReadiness {
  const { session, tenantName, selected, at } = found;
  const { knowledge, people, addresses } = context;
  const { facts, state } = judge(found);
  const overview = permissionsOf(selected, knowledge, at);
  const url = (resolver: BuiltInResolver): string | null => addresses?.[resolver] ?? null;
  const hasReport = facts.report !== null;
  const assist = verificationAssist(facts, overview?.collection ?? null);
  const links = hasReport && assist.isVisible ? linksTo(url('required_permissions')) : [];
  const { note, ...freshness } = onboardingFreshness(
    facts,
    overview?.freshness.isStale ?? true,
    overview?.collection ?? 'never',
  );
  const view = onboardingView(session, { state, tenantName, people });
  const reason = reasonOf(selected, state, knowledge);
  const action = nextActionOf(facts, state);
  const due = dueLists(facts, state, {
    reportedAt: selected?.connection.report?.createdAt ?? null,
    permissionsReadAt: overview?.freshness.lastRefreshedAt ?? null,
    retryAt: retryAtOf(selected),
  });
  return {
    heading: say('onboarding.heading.readiness'),
    session: view,
    draft: {
      name: tenantName ?? session.draftName,
      stageLabel: checkpointLabel(state.currentCheckpoint ?? 'complete'),
      statusLabel: view.lifecycleLabel,
      startedBy: view.startedBy,
      startedAt: view.startedAt,
      updatedBy: view.updatedBy,
      updatedAt: view.updatedAt,
    },
    checkpoint: progressOf(session, state),
    providerSummary: selected && connectionView(selected.connection, tenantName, knowledge.reasons),
    verification: verificationOf(found, facts, context),
    verificationAssist: assist,
    permissions: overview && { overview, requiredPermissionsUrl: url('required_permissions') },
    freshness: {
      ...freshness,
      permissionLastRefreshedAt: overview?.freshness.lastRefreshedAt ?? null,
      note: say(`onboarding.freshness.${note}`),
    },
    blocker: {
      reasonCode: state.reasonCode,
      blockingReasonCode: state.blockingReasonCode,
      reason,
      operatorSummary: operatorSummary(facts, state),
    },
    nextAction: action && actionView(action, found, context, url),
    sections: onboardingSections({ hasReport, permissions: overview, links: links.length }),
    supportingLinks: links,
    contextualHelp: tryResolveTopic(
      onboardingTopic(found, knowledge)?.topicKey,
      { addresses, reason },
      knowledge.topics,
    ),
    due: { now: due.now.map(dueView), later: due.later.map(dueView) },
  };
}

function permissionsOf(
  selected: SelectedConnection | null,
  { reasons }: ReadinessContext['knowledge'],
  at: Instant,
): PermissionOverview | null {
  return selected && permissionOverview(selected.connection, selected.manifest, reasons, at);
}

/** The reason as people read it, with the provider's own code where the report has the same reason. */
function reasonOf(
  selected: SelectedConnection | null,
  { reasonCode }: OnboardingState,
  { reasons }: ReadinessContext['knowledge'],
): ReasonView | null {
  if (reasonCode === null) return null;
  const check = selected?.connection.report?.checks.find((one) => one.reasonCode === reasonCode);
  const evidence = check?.evidence.find(({ reason }) => reason !== null);
  return translateReason(reasonCode, reasons, evidence?.reason?.providerCode ?? null, evidence?.collection ?? null);
}

/** The latest instant from which on the provider may answer again, of the evidence that was not collected. */
function retryAtOf(selected: SelectedConnection | null): Instant | null {
  const evidence = selected?.connection.report?.checks.flatMap((check) => check.evidence) ?? [];
  const instants = evidence.map(({ reason }) => reason?.retryAt ?? null).filter((at) => at !== null);
  return instants.toSorted((one, other) => epochMillis(one) - epochMillis(other)).at(-1) ?? null;
}

function progressOf({ checkpoints }: OnboardingSession, state: OnboardingState): OnboardingProgressView {
  const { currentCheckpoint: current, lastCompletedCheckpoint: lastCompleted } = state;
  const completed = lastCompleted === null ? 0 : onboardingCheckpoints.indexOf(lastCompleted) + 1;
  return {
    heading: say('onboarding.heading.step'),
    current,
    lastCompleted,
    steps: onboardingCheckpoints.map((checkpoint, index) => ({
      checkpoint,
      label: checkpointLabel(checkpoint),
      isCurrent: checkpoint === current,
      isCompleted: index < completed,
      completedAt: checkpoints[checkpoint],
    })),
  };
}

function verificationOf(
  { selected, at }: FoundOnboarding,
  facts: OnboardingFacts,
  { knowledge: { reasons }, people }: ReadinessContext,
): OnboardingVerificationView {
  const { report } = facts;
  const status = verificationStanding(facts);
  return {
    status,
    label: say(`onboarding.verification.${status}`),
    run: selected?.connection.checkRun ?? null,
    isActive: isVerificationActive(facts),
    hasReport: report !== null,
    matchesSelectedConnection: report !== null && report.staleBecause !== 'other_connection',
    overall: report?.overall ?? null,
    report: selected && verificationReportView(selected.connection, { reasons, people, now: at }),
  };
}

/** Whether an address is one of another page, which a mail address is not. */
const isElsewhere = (url: string): boolean => url.startsWith('https://');

function linksTo(requiredPermissions: string | null): readonly OnboardingLinkView[] {
  if (requiredPermissions === null) return [];
  const key = 'required_permissions';
  const label = say(`onboarding.link.${key}`);
  return [{ key, label, url: requiredPermissions, opensNewTab: isElsewhere(requiredPermissions) }];
}

/**
 * What is missing for consent. Asked before a person presses anything: what would be refused is not offered as a next step. An address of the host for consent needs
 * nothing of the installation.
 */
function obstacleOf(
  selected: SelectedConnection | null,
  { consent }: ReadinessContext,
  hasOwnAddress: boolean,
): Sentence | null {
  if (!selected) return null;
  const { connection } = selected;
  const parts = hasOwnAddress ? { hasProvider: true, hasRedirect: true } : consent;
  const refusal = consentRefusal(connection, parts);
  // Another action comes before consent where a connection is disabled.
  if (refusal === null || refusal === 'connection_enabled') return null;
  const isOwnApp = refusal === 'consent_configured' && connection.connectionType === 'dedicated';
  return say(`onboarding.obstacle.${isOwnApp ? 'own_app' : refusal}`);
}

function actionView(
  action: NextAction,
  { selected }: FoundOnboarding,
  context: ReadinessContext,
  urlOf: (resolver: BuiltInResolver) => string | null,
): OnboardingActionView {
  const resolver = resolverOf[action];
  const url = resolver ? urlOf(resolver) : null;
  return {
    heading: say('onboarding.heading.next_action'),
    action,
    kind: nextActions[action],
    label: say(`onboarding.action.${action}`),
    url,
    opensNewTab: url !== null && isElsewhere(url),
    obstacle: action === 'grant_consent' ? obstacleOf(selected, context, url !== null) : null,
  };
}

function dueView({ key, deadline }: DueItem): DueItemView {
  const waitingOn = dueItems[key];
  return {
    key,
    label: say(`onboarding.due.${key}`),
    waitingOn,
    waitingOnLabel: say(`onboarding.waiting_on.${waitingOn}`),
    deadline,
  };
}
