import { expect, it } from 'vitest';
import { messageProblems } from '../kernel/sentence.ts';
import type { ActionDefinition } from './actions/definition.ts';
import { actionDefinitions, auditActions } from './catalog.ts';
import { actionLabel, auditMessages, summarize } from './messages.ts';

const definitions: readonly ActionDefinition[] = Object.values(actionDefinitions);
const summaries = definitions.flatMap(({ summary, summaries: several }) =>
  summary ? [summary] : Object.values(several ?? {}),
);

it('the messages fill the same placeholders in every language', () => {
  expect(messageProblems(auditMessages)).toEqual([]);
});

it('no two summaries have one id', () => {
  expect(new Set(summaries.map(({ id }) => id)).size).toBe(summaries.length);
  expect(Object.keys(auditMessages)).toEqual(expect.arrayContaining(summaries.map(({ id }) => id)));
});

it('an action is called as its record says; one outside the catalog by its id', () => {
  expect(actionLabel('tenant.created')).toEqual({
    id: 'audit.action.tenant.created',
    params: {},
    text: auditActions['tenant.created'].en,
  });
  expect(actionLabel('constructor').text).toBe('constructor');
});

it('an entry is summed up by the summary of its action, or by the one that its writer picks', () => {
  expect(summarize('tenant.created', { name: 'Contoso' })).toEqual({
    id: 'audit.summary.tenant_created',
    params: { name: 'Contoso' },
    text: 'Tenant Contoso created',
  });
  expect(summarize('operation_run.completed', { variant: 'failed', label: 'Restore' })).toEqual({
    id: 'audit.summary.run_failed',
    params: { label: 'Restore' },
    text: 'Restore failed',
  });
});

it('a summary that the action does not have is a bug', () => {
  const values = { variant: 'lost' as 'failed', label: 'Restore' };
  expect(() => summarize('operation_run.completed', values)).toThrow(
    'The action "operation_run.completed" has no summary "lost".',
  );
});
