import type { CheckReportFacts, CheckRunFacts, OnboardingFacts } from '../../src/onboarding/facts.ts';
import { permissionOveralls } from '../../src/permissions/rules.ts';
import { consentStatuses, verificationStatuses } from '../../src/ports/connection-store.ts';
import { onboardingStatuses } from '../../src/ports/onboarding-store.ts';
import { runOutcomes } from '../../src/ports/run-store.ts';
import { verificationOveralls } from '../../src/ports/verification-report.ts';

/** A report that passed. */
export const passedReport: CheckReportFacts = {
  overall: 'ready',
  staleBecause: null,
  areFailuresAcknowledged: true,
  areAllJudged: true,
  primaryReasonCode: null,
  blockingReasonCode: null,
};

/** A connection that works. */
export const healthy = { isEnabled: true, consentStatus: 'granted', verificationStatus: 'healthy' } as const;

/** An onboarding that is ready for activation, with the changes. */
export function factsWith(change: Partial<OnboardingFacts> = {}): OnboardingFacts {
  return {
    status: 'open',
    hasTenant: true,
    connection: healthy,
    run: { isActive: false, outcome: 'succeeded' },
    report: passedReport,
    permissions: 'ready',
    ...change,
  };
}

const booleans = [true, false] as const;

const connections: readonly OnboardingFacts['connection'][] = [
  null,
  ...booleans.flatMap((isEnabled) =>
    consentStatuses.flatMap((consentStatus) =>
      verificationStatuses.map((verificationStatus) => ({ isEnabled, consentStatus, verificationStatus })),
    ),
  ),
];

const runs: readonly (CheckRunFacts | null)[] = [
  null,
  ...runOutcomes.map((outcome) => ({ isActive: outcome === 'pending', outcome })),
];

/** The reasons that rules tell apart: none, consent, anything else. */
const reasons = [null, 'provider_consent_missing', 'rate_limited'] as const;

const reports: readonly (CheckReportFacts | null)[] = [
  null,
  ...verificationOveralls.flatMap((overall) =>
    ([null, 'too_old'] as const).flatMap((staleBecause) =>
      booleans.flatMap((areFailuresAcknowledged) =>
        booleans.flatMap((areAllJudged) =>
          reasons.map((code) => ({
            overall,
            staleBecause,
            areFailuresAcknowledged,
            areAllJudged,
            primaryReasonCode: code,
            blockingReasonCode: overall === 'blocked' ? code : null,
          })),
        ),
      ),
    ),
  ),
];

const permissions: readonly OnboardingFacts['permissions'][] = [null, ...permissionOveralls];

/** Calls `visit` with every combination of facts. Those of an ended onboarding, and of one without a tenant, come with each connection and report, and one of the others. */
export function forEachFacts(visit: (facts: OnboardingFacts) => void): void {
  for (const connection of connections)
    for (const report of reports) {
      for (const status of onboardingStatuses)
        for (const hasTenant of booleans)
          if (status !== 'open' || !hasTenant)
            visit({ status, hasTenant, connection, report, run: null, permissions: 'ready' });
      for (const run of runs)
        for (const permission of permissions)
          visit({ status: 'open', hasTenant: true, connection, run, report, permissions: permission });
    }
}
