import { expect, it } from 'vitest';
import { en } from './en.ts';
import { messagesThatSay } from './messages-that-say.ts';

it('finds a word in texts, in any case and inside of longer ones, and not in the names of placeholders', () => {
  const messages = {
    plain: 'Choose a workspace.',
    capital: 'Workspaces',
    inside: '{count, plural, one {# workspace} other {# of them}}',
    name: '{ workspace } is {workspaceCount, plural, one {#} other {#}}',
    other: 'Choose a tenant.',
  };
  expect(messagesThatSay(messages, 'Workspace')).toEqual(['plain', 'capital', 'inside']);
});

it('finds none once each has another text', () => {
  const ours = Object.fromEntries(messagesThatSay(en, 'workspace').map((id) => [id, 'customer']));
  expect(Object.keys(ours).length).toBeGreaterThan(0);
  expect(messagesThatSay({ ...en, ...ours }, 'workspace')).toEqual([]);
});
