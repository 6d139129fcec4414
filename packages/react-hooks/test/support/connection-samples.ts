import type { ConnectionView, PermissionOverview, Sentence, VerificationReportView } from '@tenantatlas/core/browser';

const say = (text: string): Sentence => ({ id: 'test.text', params: {}, text });
const instant = '2026-11-21T20:30:00.000Z' as NonNullable<ConnectionView['lastHealthCheckAt']>;

/** A connection that was checked. */
export const connection: ConnectionView = {
  workspaceId: 'w-1',
  id: 'c-1',
  tenantId: 't-1',
  provider: 'microsoft',
  connectionType: 'dedicated',
  displayName: 'Main connection',
  externalTenantId: 'contoso.example',
  targetScope: say('Contoso (contoso.example)'),
  isDefault: true,
  isEnabled: true,
  hasCredential: true,
  consentStatus: 'granted',
  verificationStatus: 'healthy',
  readiness: 'ready',
  readinessLabel: say('Provider connection ready'),
  lastErrorReason: null,
  helpReasonCode: null,
  lastHealthCheckAt: instant,
  checkRunId: 'r-1',
  changedAt: instant,
  createdAt: instant,
  updatedAt: instant,
  version: 2,
};

/** A report with one check that could not be judged, and when asking again may help. */
export const report: VerificationReportView = {
  workspaceId: 'w-1',
  tenantId: 't-1',
  runId: 'r-1',
  connectionId: 'c-1',
  createdAt: instant,
  overall: 'unknown',
  fingerprint: 'f',
  change: { kind: 'first', changedKeys: [] },
  staleBecause: null,
  primaryReason: null,
  checks: [
    {
      key: 'permissions',
      title: say('Required permissions'),
      status: 'unknown',
      severity: 'high',
      blocking: true,
      reasonCode: 'rate_limited',
      reason: null,
      message: say('Not enough evidence.'),
      evidence: [
        {
          subject: 'grants',
          collection: 'throttled',
          observedAt: instant,
          reason: null,
          retryAt: instant,
          facts: [],
          factsLeftOut: 0,
        },
      ],
      isAcknowledgeable: false,
      acknowledgement: { by: { kind: 'user', id: 'u-1', label: say('Mia') }, at: instant, reason: 'Not needed' },
    },
  ],
};

/** Permissions that were read once. */
export const permissions: PermissionOverview = {
  workspaceId: 'w-1',
  tenantId: 't-1',
  connectionId: 'c-1',
  provider: 'microsoft',
  manifestVersion: 1,
  overall: 'ready',
  counts: { granted: 0, missingApplication: 0, missingDelegated: 0, error: 0, unexpected: 0 },
  missingKeys: { application: [], delegated: [] },
  featuresAffected: [],
  freshness: { lastRefreshedAt: instant, isStale: false },
  collection: 'collected',
  reason: null,
  permissions: [],
  unexpected: [],
};
