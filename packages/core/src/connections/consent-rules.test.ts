import { describe, expect, it } from 'vitest';
import { newConnection } from '../conformance/fixtures.ts';
import type { ConnectionId, WorkspaceId } from '../kernel/ids.ts';
import { toInstant } from '../kernel/instant.ts';
import { consentStatuses } from '../ports/connection-store.ts';
import { messageCatalogs } from '../messages.ts';
import {
  changeByAnswer,
  consentOutcomes,
  isOtherTenant,
  refuseConsentRequest,
  type SettledOutcome,
} from './consent-rules.ts';
import { consentCompletion } from './consent-view.ts';

const at = toInstant(Date.UTC(2026, 10, 30));
const guid = (n: number): string => `00000000-0000-4000-8000-00000000000${String(n)}`;
const connection = newConnection('w-1' as WorkspaceId, 'c-1' as ConnectionId, {
  connectionType: 'platform',
  externalTenantId: guid(1),
  credentialReference: null,
});

describe('asking for consent', () => {
  const installed = { hasProvider: true, hasRedirect: true };
  it.each([
    ['an enabled connection with a tenant', {}, installed, null],
    ['a dedicated one with a credential', { connectionType: 'dedicated', credentialReference: 'a' }, installed, null],
    ['no address to return to', {}, { ...installed, hasRedirect: false }, 'consent_configured'],
    ['no adapter', {}, { ...installed, hasProvider: false }, 'provider_installed'],
    ['a disabled connection', { isEnabled: false }, installed, 'connection_enabled'],
    ['a connection without a tenant', { externalTenantId: null }, installed, 'external_tenant_known'],
    ['a dedicated one without a credential', { connectionType: 'dedicated' }, installed, 'credential_named'],
  ] as const)('with %s', (_, change, setup, rule) => {
    expect(refuseConsentRequest({ ...connection, ...change }, setup)?.rule ?? null).toBe(rule);
  });
});

describe('the tenant that an answer names', () => {
  it.each([
    [[guid(1)], guid(1), false],
    [[guid(1)], `{${guid(1).toUpperCase()}}`, false],
    [[guid(1)], guid(2), true],
    [[guid(1), guid(2)], guid(1), true],
    [['contoso.example', guid(1)], guid(1), false],
    [['contoso.example'], guid(2), false],
    [[guid(1)], 'fabrikam.example', false],
    [['contoso.example'], 'fabrikam.example', false],
    [[guid(1)], null, false],
    [[], guid(1), false],
  ] as const)('where %j is expected and %s is named, is another one: %s', (expected, claimed, then) => {
    expect(isOtherTenant(expected, claimed)).toBe(then);
  });
});

describe('what an answer makes of the consent', () => {
  const settled: readonly SettledOutcome[] = ['granted', 'declined', 'failed', 'wrong_tenant', 'already_claimed'];
  const table = consentStatuses.flatMap((consentStatus) => settled.map((outcome) => ({ consentStatus, outcome })));

  it.each(table)('$outcome upon $consentStatus', ({ consentStatus, outcome }) => {
    const before = { ...connection, consentStatus, consentedAt: at, consentedTo: ['application A'] };
    const change = changeByAnswer(before, outcome, at);
    const stays = outcome !== 'granted' && (consentStatus === 'granted' || consentStatus === 'failed');
    expect(change?.consent ?? null).toEqual(
      stays
        ? null
        : {
            consentStatus: outcome === 'granted' ? 'granted' : 'failed',
            consentedAt: outcome === 'granted' ? at : null,
            consentedTo: null,
            grants: before.grants,
          },
    );
    if (change) expect(change).toMatchObject({ uncheckedAt: at, version: before.version, isEnabled: true });
  });
});

it('every outcome has its own words in both languages, without a parameter that could name a workspace', () => {
  const said = consentOutcomes.map(consentCompletion);
  for (const part of ['title', 'message'] as const) {
    expect(new Set(said.map((each) => each[part].text)).size).toBe(consentOutcomes.length);
    for (const { [part]: sentence } of said) {
      expect(sentence.params).toEqual({});
      expect(messageCatalogs.de[sentence.id]).toMatch(/\p{L}/u);
    }
  }
});
