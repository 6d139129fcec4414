import { currentVerification, type ConnectionFacts } from '../connections/rules.ts';
import type { Instant } from '../kernel/instant.ts';
import { comparePermissions, summarizePermissions, type PermissionOverall } from '../permissions/rules.ts';
import { isStillAcknowledged } from '../ports/check-acknowledgement.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { PermissionManifest } from '../ports/directory-provider.ts';
import type { OnboardingSession, OnboardingStatus } from '../ports/onboarding-store.ts';
import type { RunOutcome } from '../ports/run-store.ts';
import type { VerificationOverall } from '../ports/verification-report.ts';
import { overallOf, primaryReason, staleBecause, type StaleBecause } from '../verification/rules.ts';

/** What the rules read of the run of the last check. */
export interface CheckRunFacts {
  /** Whether it is queued or running. */
  readonly isActive: boolean;
  /** `pending` while it is active. */
  readonly outcome: RunOutcome;
}

/** What the rules read of the last report. */
export interface CheckReportFacts {
  readonly overall: VerificationOverall;
  /** Why it no longer speaks for the connection; null while it does. */
  readonly staleBecause: StaleBecause | null;
  /** Whether a person goes on with each check that failed. True without a failed check. */
  readonly areFailuresAcknowledged: boolean;
  /** Whether the evidence of each check allowed a verdict. */
  readonly areAllJudged: boolean;
  /** The first reason that a person has to act on. */
  readonly primaryReasonCode: string | null;
  /** The reason of the first failed check that blocks. */
  readonly blockingReasonCode: string | null;
}

/** What the rules read of an onboarding. All of it is read when it is asked for, and nothing of it is kept. */
export interface OnboardingFacts {
  readonly status: OnboardingStatus;
  /** Whether a tenant is identified. */
  readonly hasTenant: boolean;
  /** The selected connection; null while none is selected. */
  readonly connection: ConnectionFacts | null;
  /** The run of its last check; null before the first, and when the run is gone. */
  readonly run: CheckRunFacts | null;
  /** The report of its last check; null before the first. */
  readonly report: CheckReportFacts | null;
  /** What its permissions allow to conclude; null without a connection. */
  readonly permissions: PermissionOverall | null;
}

/** The selected connection with what its provider needs. */
export interface SelectedConnection {
  readonly connection: StoredConnection;
  readonly manifest: PermissionManifest;
}

/** The facts about a session as of `now`. */
export function onboardingFacts(
  session: Pick<OnboardingSession, 'status' | 'tenantId'>,
  selected: SelectedConnection | null,
  now: Instant,
): OnboardingFacts {
  const known = { status: session.status, hasTenant: session.tenantId !== null };
  if (!selected) return { ...known, connection: null, run: null, report: null, permissions: null };
  const { connection, manifest } = selected;
  const { isEnabled, consentStatus, checkRun, grants } = connection;
  return {
    ...known,
    connection: { isEnabled, consentStatus, verificationStatus: currentVerification(connection) },
    run: checkRun && { isActive: checkRun.status !== 'completed', outcome: checkRun.outcome },
    report: reportFacts(connection, now),
    permissions: summarizePermissions(comparePermissions(manifest, grants), now).overall,
  };
}

function reportFacts(connection: StoredConnection, now: Instant): CheckReportFacts | null {
  const { report, acknowledgements } = connection;
  if (!report) return null;
  const { checks } = report;
  const acknowledged = acknowledgements.filter((one) => isStillAcknowledged(one, report));
  return {
    overall: overallOf(checks),
    staleBecause: staleBecause(report, connection, now),
    areFailuresAcknowledged: checks.every(
      ({ key, status }) => status !== 'fail' || acknowledged.some(({ checkKey }) => checkKey === key),
    ),
    areAllJudged: checks.every(({ status }) => status !== 'unknown' && status !== 'running'),
    primaryReasonCode: primaryReason(checks),
    blockingReasonCode: checks.find(({ status, blocking }) => status === 'fail' && blocking)?.reasonCode ?? null,
  };
}
