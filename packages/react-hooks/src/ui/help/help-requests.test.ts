import { translateReason } from '@tenantatlas/core';
import type { ConnectionView, OperationRunView } from '@tenantatlas/core/browser';
import { describe, expect, it } from 'vitest';
import { connection, report } from '../../../test/support/connection-samples.ts';
import { connectionHelpRequest, runHelpRequest } from './help-requests.ts';

const failed = translateReason('provider_credential_invalid', {}, 'AADSTS7000215');
const blocked: ConnectionView = {
  ...connection,
  readiness: 'blocked',
  verificationStatus: 'blocked',
  lastErrorReason: failed,
  helpReasonCode: failed.diagnosticCode,
};
const stale = { ...report, staleBecause: 'too_old' } as const;

describe('what is asked about a connection', () => {
  it('is nothing while it works, and while it is being checked', () => {
    expect(connectionHelpRequest(connection)).toBeNull();
    expect(connectionHelpRequest(connection, { report })).toBeNull();
    expect(connectionHelpRequest({ ...blocked, verificationStatus: 'pending', readiness: 'pending' })).toBeNull();
  });

  it('is the reason with the code of the provider, and how the check ended', () => {
    expect(connectionHelpRequest(blocked)).toEqual({
      workspaceId: 'w-1',
      tenantId: 't-1',
      surface: 'onboarding',
      reasonCode: 'provider_credential_invalid',
      providerCode: 'AADSTS7000215',
      outcome: 'blocked',
    });
  });

  it.each([
    ['blocked', 'blocked'],
    ['degraded', 'partially_succeeded'],
    ['error', 'failed'],
    ['unknown', null],
    ['healthy', null],
  ] as const)('of a verification that is %s has the outcome %s', (verificationStatus, outcome) => {
    expect(connectionHelpRequest({ ...blocked, verificationStatus })?.outcome).toBe(outcome);
  });

  it.each([
    [stale, 'stale', 'incomplete'],
    [{ ...report, overall: 'blocked' } as const, 'current', 'complete'],
    [report, 'current', 'incomplete'],
  ])('says how far the report holds: case %#', (given, freshness, evidence) => {
    expect(connectionHelpRequest(blocked, { report: given })).toMatchObject({ freshness, evidence });
  });

  it('is also asked where a connection that works was checked too long ago', () => {
    expect(connectionHelpRequest(connection, { report: stale })).toMatchObject({
      reasonCode: null,
      freshness: 'stale',
    });
  });

  // Consent is the next step, and the credential is what failed.
  const both: ConnectionView = {
    ...blocked,
    readiness: 'consent_required',
    helpReasonCode: 'provider_consent_missing',
  };
  it.each([
    ['onboarding', both, 'provider_consent_missing', null],
    ['support_diagnostics', both, 'provider_credential_invalid', 'AADSTS7000215'],
    ['support_diagnostics', { ...both, lastErrorReason: null }, 'provider_consent_missing', null],
    [
      'support_diagnostics',
      { ...both, readiness: 'disabled', helpReasonCode: 'provider_connection_review_required' },
      'provider_connection_review_required',
      null,
    ],
  ] as const)('in %s is about the right reason: case %#', (surface, one, reasonCode, providerCode) => {
    expect(connectionHelpRequest(one, { surface })).toMatchObject({ surface, reasonCode, providerCode });
  });
});

describe('what is asked about a run', () => {
  const failure = (reasonCode: string) => ({ reasonCode, message: { id: 'x', params: {}, text: 'It failed.' } });
  const run = {
    workspaceId: 'w-1',
    tenantId: 't-1',
    tenant: {},
    status: 'completed',
    outcome: 'failed',
    failureSummary: [failure('items_failed'), failure('rate_limited'), failure('unknown_error')],
  } as unknown as OperationRunView;

  it('is its first reason that is not a count of items', () => {
    expect(runHelpRequest(run)).toEqual({
      workspaceId: 'w-1',
      tenantId: 't-1',
      surface: 'support_diagnostics',
      reasonCode: 'rate_limited',
      outcome: 'failed',
    });
  });

  it.each([
    [{ status: 'running', outcome: 'pending' }],
    [{ outcome: 'succeeded' }],
    [{ outcome: 'cancelled' }],
    [{ failureSummary: [] }],
    [{ failureSummary: [failure('items_failed')] }],
    [{ tenantId: null, tenant: null }],
    [{ tenant: null }],
  ] as const)('is nothing where it has no reason, no failure or no tenant: %j', (change) => {
    expect(runHelpRequest({ ...run, ...change })).toBeNull();
  });
});
