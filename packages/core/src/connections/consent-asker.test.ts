import { describe, expect, it } from 'vitest';
import { at, home, world } from '../../test/support/consent-world.ts';
import { codeOf } from '../conformance/client/answers.ts';
import type { AccessGrant, AccessPolicy } from '../ports/access-policy.ts';

declare const URLSearchParams: new (init: Record<string, string>) => { get(name: string): string | null };

const may: AccessGrant = { member: true, entitled: true, capabilities: ['tenant.view', 'connections.manage'] };

/** A world whose host decides about people: `grants` is what it says at the moment, and `asked` what it was asked. */
async function hosted() {
  const asked: unknown[] = [];
  const host = { grants: async () => may };
  const access: AccessPolicy = {
    resolve: (question, context) => {
      asked.push({ ...question, ...context });
      return host.grants();
    },
    workspacesOf: async () => ['w-1'],
    tenantsOf: async () => ['t-1'],
  };
  return { host, asked, ...(await world({}, access)) };
}

describe('the person who asked for a consent, where the host decides about people', () => {
  it('is asked about once more when the answer comes, outside of any transaction', async () => {
    const { ask, stateIn, answer, asked } = await hosted();
    const state = stateIn(await ask());
    asked.length = 0;
    expect(await answer(state)).toMatchObject({ outcome: 'granted' });
    expect(asked).toEqual([{ userId: 'u-1', ...at, transaction: null }]);
  });

  it.each([
    ['belongs to the workspace', { ...may, member: false }],
    ['may see the tenant', { ...may, entitled: false }],
    ['may manage connections', { ...may, capabilities: ['tenant.view'] }],
  ])('who no longer %s changes nothing', async (_, grant) => {
    const { host, ask, stateIn, answer, rows } = await hosted();
    const state = stateIn(await ask());
    const before = await rows();
    host.grants = async () => grant;
    expect(await answer(state)).toMatchObject({ outcome: 'expired', reasonCode: 'provider_consent_missing' });
    expect(await rows()).toEqual(before);
    host.grants = async () => may;
    expect(await answer(state)).toMatchObject({ outcome: 'granted' });
  });

  it('has no access without an answer of the policy, and the request stays open', async () => {
    const { host, ask, stateIn, answer, atlas, rows } = await hosted();
    const state = stateIn(await ask());
    const before = await rows();
    host.grants = async () => Promise.reject(new Error('down'));
    const parameters = new URLSearchParams({ state, tenant: home });
    expect(codeOf(await atlas.completeConsent(parameters))).toBe('storage_failure');
    expect(await rows()).toEqual(before);
    host.grants = async () => may;
    expect(await answer(state)).toMatchObject({ outcome: 'granted' });
  });
});
