import { describe, expect, it } from 'vitest';
import { consentStatuses, verificationStatuses } from '../ports/connection-store.ts';
import { readinessOf, readinessSentence, targetScope } from './rules.ts';

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
