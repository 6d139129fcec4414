import { describe, expect, it } from 'vitest';
import type { ConsentRequestId, WorkspaceId } from '../kernel/ids.ts';
import { newSecret, readState, secretHashOf, subjectHashOf, writeState } from './consent-state.ts';

const secret = newSecret();
const stateOf = (workspaceId: string, requestId = '0198-7') =>
  writeState({ workspaceId: workspaceId as WorkspaceId, requestId: requestId as ConsentRequestId, secret });

describe('a state', () => {
  it.each(['w-1', 'urn:acme/w+1', '.', 'W'.repeat(120)])('returns the ids: %s', (workspaceId) => {
    for (const requestId of ['r-1', workspaceId]) {
      const text = stateOf(workspaceId, requestId);
      expect(text).toMatch(/^[A-Za-z0-9._-]{1,500}$/);
      expect(readState(text)).toEqual({ workspaceId, requestId, secret });
    }
  });

  it.each([
    ['nothing', null],
    ['a number', 7],
    ['no text', ''],
    ['two parts', 'dy0x.ci0x'],
    ['four parts', `${stateOf('w-1')}.x`],
    ['a shorter secret', stateOf('w-1').slice(0, -1)],
    ['a longer secret', `${stateOf('w-1')}A`],
    ['a workspace that is not an id', `${btoa('a b').replace(/=/g, '')}.ci0x.${secret}`],
    ['an empty workspace', `.ci0x.${secret}`],
    ['padding', `dy0xMQ==.ci0x.${secret}`],
    ['another spelling of the same bits', `dy0xMR.ci0x.${secret}`],
    ['characters of another alphabet', stateOf('w-1').replace('.', '/')],
    ['500 characters and more', `${'A'.repeat(500)}.ci0x.${secret}`],
  ])('of %s is none', (_, text) => {
    expect(readState(text)).toBeNull();
  });
});

it('secrets are 256 bits, and no two are equal', () => {
  const made = new Set(Array.from({ length: 1_000 }, newSecret));
  expect(made.size).toBe(1_000);
  expect([...made].every((each) => /^[A-Za-z0-9_-]{43}$/.test(each))).toBe(true);
  expect(secretHashOf(secret)).toMatch(/^[0-9a-f]{64}$/);
  expect(secretHashOf(secret)).not.toBe(secretHashOf(newSecret()));
});

it('a consent is about provider, type, tenant and credential', () => {
  const connection = {
    provider: 'scripted',
    connectionType: 'platform',
    externalTenantId: 'contoso.example',
    credentialReference: null,
  } as const;
  const others = [
    { provider: 'other' },
    { connectionType: 'dedicated' as const },
    { externalTenantId: null },
    { credentialReference: 'a' },
  ];
  const hashes = [connection, ...others.map((change) => ({ ...connection, ...change }))].map(subjectHashOf);
  expect(new Set(hashes).size).toBe(5);
});

declare const btoa: (text: string) => string;
