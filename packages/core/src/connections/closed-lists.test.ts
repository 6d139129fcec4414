import { expect, it } from 'vitest';
import { connectionTypes, consentStatuses, verificationStatuses } from '../ports/connection-store.ts';
import { permissionTypes } from '../ports/directory-provider.ts';
import { checkSeverities, checkStatuses, verificationOveralls } from '../ports/verification-report.ts';
import { permissionOveralls, permissionStatuses } from '../permissions/rules.ts';
import { changeKinds, staleReasons } from '../verification/rules.ts';
import { consentOutcomes } from './consent-rules.ts';
import { readinessStates } from './rules.ts';

// Answers, stored rows and screens of other versions have these words: a member that goes away makes them unreadable.
it.each([
  ['types of a connection', connectionTypes, ['platform', 'dedicated']],
  ['consent', consentStatuses, ['unknown', 'required', 'granted', 'failed', 'revoked']],
  ['verification', verificationStatuses, ['unknown', 'pending', 'healthy', 'degraded', 'blocked', 'error']],
  [
    'readiness',
    readinessStates,
    [
      ...['disabled', 'consent_revoked', 'consent_failed', 'consent_required'],
      ...['blocked', 'degraded', 'pending', 'ready'],
    ],
  ],
  ['types of permissions', permissionTypes, ['application', 'delegated']],
  ['one permission', permissionStatuses, ['granted', 'missing', 'unreadable']],
  ['all permissions', permissionOveralls, ['ready', 'needs_attention', 'blocked', 'unknown']],
  ['a check', checkStatuses, ['pass', 'fail', 'warn', 'skip', 'running', 'unknown']],
  ['severity', checkSeverities, ['info', 'low', 'medium', 'high', 'critical']],
  ['a report', verificationOveralls, ['running', 'blocked', 'needs_attention', 'unknown', 'ready']],
  ['a change', changeKinds, ['first', 'unchanged', 'changed']],
  ['a stale report', staleReasons, ['other_connection', 'connection_changed', 'too_old']],
  [
    'the answer of a consent',
    consentOutcomes,
    [...['granted', 'declined', 'failed', 'replayed', 'expired'], ...['wrong_tenant', 'already_claimed', 'unknown']],
  ],
] as const)('the states of %s are exactly these', (_, list, members) => {
  expect(list.toSorted()).toEqual(members.toSorted());
});
