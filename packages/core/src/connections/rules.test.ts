import { describe, expect, it } from 'vitest';
import { consentStatuses, verificationStatuses } from '../ports/connection-store.ts';
import { toInstant } from '../kernel/instant.ts';
import type { RunId } from '../kernel/ids.ts';
import { currentVerification, readinessOf, readinessSentence, targetScope } from './rules.ts';

const healthy = { isEnabled: true, consentStatus: 'granted', verificationStatus: 'healthy' } as const;

describe('readiness', () => {
  it.each([
    [{ isEnabled: false, consentStatus: 'revoked' }, 'Provider connection disabled'],
    [{ consentStatus: 'revoked', verificationStatus: 'blocked' }, 'Provider consent revoked'],
    [{ consentStatus: 'failed', verificationStatus: 'blocked' }, 'Provider consent failed'],
    [{ consentStatus: 'required' }, 'Provider consent required'],
    [{ consentStatus: 'unknown' }, 'Provider consent required'],
    [{ verificationStatus: 'blocked' }, 'Provider connection blocked'],
    [{ verificationStatus: 'error' }, 'Provider connection blocked'],
    [{ verificationStatus: 'degraded' }, 'Provider connection degraded'],
    [{ verificationStatus: 'pending' }, 'Provider verification pending'],
    [{ verificationStatus: 'unknown' }, 'Provider verification pending'],
    [{}, 'Provider connection ready'],
  ] as const)('with %j: %s', (change, text) => {
    expect(readinessSentence({ ...healthy, ...change }).text).toBe(text);
  });

  it('is ready in one of all combinations', () => {
    const all = [true, false].flatMap((isEnabled) =>
      consentStatuses.flatMap((consentStatus) =>
        verificationStatuses.map((verificationStatus) => ({ isEnabled, consentStatus, verificationStatus })),
      ),
    );
    expect(all.filter((facts) => readinessOf(facts) === 'ready')).toEqual([healthy]);
  });
});

describe('target scope', () => {
  it.each([
    ['Contoso', 'a-1', 'Contoso (a-1)'],
    ['Contoso', null, 'Target scope needs review'],
    [null, 'a-1', 'Target scope needs review'],
  ])('of %s and %s is %s', (name, id, text) => {
    expect(targetScope(name, id).text).toBe(text);
  });
});

describe('the verification status as it is now', () => {
  const changedAt = toInstant(Date.UTC(2026, 10, 30));
  const run = { id: 'run-2' as RunId };
  const report = { runId: 'run-2', connectionId: 'c-1', createdAt: changedAt, checked: changedAt, checks: [] };
  const stored = { verificationStatus: 'healthy', report: null, checkRun: null } as const;

  it.each([
    ['without a run', {}, 'healthy'],
    ['while it is queued', { checkRun: { ...run, status: 'queued', outcome: 'pending' } }, 'pending'],
    ['while it is running', { checkRun: { ...run, status: 'running', outcome: 'pending' } }, 'pending'],
    ['after it succeeded', { checkRun: { ...run, status: 'completed', outcome: 'succeeded' }, report }, 'healthy'],
    ['after it was cancelled', { checkRun: { ...run, status: 'completed', outcome: 'cancelled' } }, 'healthy'],
    ['after it failed without a report', { checkRun: { ...run, status: 'completed', outcome: 'failed' } }, 'error'],
    [
      'after it failed with its report kept',
      { checkRun: { ...run, status: 'completed', outcome: 'failed' }, report },
      'healthy',
    ],
  ] as const)('%s', (_, change, status) => {
    expect(currentVerification({ ...stored, ...change })).toBe(status);
  });
});
