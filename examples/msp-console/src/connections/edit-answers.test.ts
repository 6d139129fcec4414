import { describe, expect, it } from 'vitest';
import { answersOf, changesOf, isSame, rebase, removesCredential, type EditBase } from './edit-answers.ts';

const before: EditBase = {
  version: 3,
  displayName: 'Contoso',
  connectionType: 'dedicated',
  externalTenantId: 'contoso.onmicrosoft.com',
  hasCredential: true,
};
const first = answersOf(before);

describe('the form of a connection', () => {
  it('begins as the connection is, without the name of the credential', () => {
    expect(first).toEqual({
      name: 'Contoso',
      type: 'dedicated',
      external: 'contoso.onmicrosoft.com',
      credential: '',
    });
    expect(answersOf({ ...before, externalTenantId: null }).external).toBe('');
  });

  it('differs only by more than spaces around', () => {
    expect(isSame({ ...first, name: ' Contoso ' }, first)).toBe(true);
    expect(isSame({ ...first, credential: 'w-1/other' }, first)).toBe(false);
  });

  it.each([
    { answers: first, then: {} },
    { answers: { ...first, name: 'Other' }, then: { displayName: 'Other' } },
    { answers: { ...first, external: 'other.com' }, then: { externalTenantId: 'other.com' } },
    { answers: { ...first, credential: 'w-1/new' }, then: { credentialReference: 'w-1/new' } },
    { answers: { ...first, type: 'platform' }, then: { connectionType: 'platform', credentialReference: null } },
    {
      answers: { ...first, type: 'platform', credential: 'w-1/new' },
      then: { connectionType: 'platform', credentialReference: 'w-1/new' },
    },
  ])('sends only what was changed: $then', ({ answers, then }) => {
    expect(changesOf(answers, before)).toEqual(then);
  });

  it('keeps the credential of a connection that had the app of the product already', () => {
    const platform: EditBase = { ...before, connectionType: 'platform' };
    expect(removesCredential({ ...answersOf(platform), name: 'Other' }, platform)).toBe(false);
    expect(changesOf({ ...answersOf(platform), name: 'Other' }, platform)).toEqual({ displayName: 'Other' });
  });
});

it('"Keep mine" keeps what the person changed, and takes over what only the other one changed', () => {
  const mine = { ...first, name: 'Mine' };
  const now = answersOf({ ...before, version: 4, displayName: 'Theirs', externalTenantId: 'theirs.com' });
  expect(rebase(mine, first, now)).toEqual({ ...first, name: 'Mine', external: 'theirs.com' });
});
