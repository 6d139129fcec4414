import { describe, it } from 'vitest';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { ActionDefinitions } from './actions/definition.ts';
import { record } from './record.ts';

declare const context: Parameters<typeof record>[0];
const role = 'owner';
const where = {
  workspaceId: 'w-1' as WorkspaceId,
  tenantId: 't-1' as TenantId,
  target: { type: 'tenant', id: 't-1', label: 'Contoso' },
} as const;

describe('a writer', () => {
  it('gives what the record of the action asks for', () => {
    void record(context, { ...where, action: 'membership.granted', summary: { role }, metadata: { role } });
    void record(context, {
      ...where,
      action: 'operation_run.completed',
      summary: { variant: 'failed', label: 'Mail' },
    });
    void record(context, { ...where, action: 'workspace.archived', summary: { name: 'Acme' }, metadata: {} });
    void record(context, { ...where, action: 'tenant.erased', summary: {} });
  });

  it('names an action that has a summary', () => {
    // @ts-expect-error: no code writes this action yet
    void record(context, { ...where, action: 'finding.triaged', summary: {} });
    // @ts-expect-error: there is no such action
    void record(context, { ...where, action: 'tenant.renamed', summary: {} });
  });

  it('fills the summary of that action', () => {
    // @ts-expect-error: a parameter is missing
    void record(context, { ...where, action: 'membership.changed', summary: { role } });
    // @ts-expect-error: the summary has no such parameter
    void record(context, { ...where, action: 'membership.granted', summary: { role, previous: role } });
    // @ts-expect-error: the summary has no parameter
    void record(context, { ...where, action: 'membership.revoked', summary: { role } });
    // @ts-expect-error: which of the summaries it is
    void record(context, { ...where, action: 'operation_run.completed', summary: { label: 'Mail' } });
    // @ts-expect-error: the action has no such summary
    void record(context, { ...where, action: 'operation_run.completed', summary: { variant: 'lost', label: 'Mail' } });
  });

  it('fills the summaries of each action that it may write', () => {
    const action = 'membership.granted' as 'membership.granted' | 'membership.changed';
    void record(context, { ...where, action, summary: { role, previous: role }, metadata: { role } });
    // @ts-expect-error: the summary of one of them has another parameter
    void record(context, { ...where, action, summary: { role } });
    // @ts-expect-error: one of them does not have this key
    void record(context, { ...where, action, summary: { role, previous: role }, metadata: { previous_role: role } });
  });

  it('adds no metadata that the record does not name', () => {
    // @ts-expect-error: the record has no such key
    void record(context, { ...where, action: 'membership.granted', summary: { role }, metadata: { reason: 'x' } });
    // @ts-expect-error: the record has no key
    void record(context, { ...where, action: 'workspace.archived', summary: { name: 'A' }, metadata: { reason: 'x' } });
    // @ts-expect-error: a host adds nothing to this action
    void record(context, { ...where, action: 'membership.granted', summary: { role }, hostMetadata: { ticket: 'x' } });
  });
});

describe('the record of an action', () => {
  const label = { en: 'Started', de: 'Begonnen' };
  const ocsf = 'Entity Management: Create';
  const summary = { id: 'audit.summary.trial_started', ...label } as const;
  const of = (definitions: ActionDefinitions<'trial'>) => definitions;

  it('is complete, or without all that a writer needs', () => {
    of({ 'trial.started': { label, ocsf } });
    of({ 'trial.started': { label, ocsf, summary, metadata: { plan: 'workspace' } } });
    of({ 'trial.started': { label, ocsf, summaries: { first: summary }, metadata: {} } });
    // @ts-expect-error: the label is missing
    of({ 'trial.started': { ocsf } });
    // @ts-expect-error: the OCSF activity is missing
    of({ 'trial.started': { label } });
    // @ts-expect-error: a language is missing
    of({ 'trial.started': { label: { en: 'Started' }, ocsf } });
    // @ts-expect-error: the metadata is missing
    of({ 'trial.started': { label, ocsf, summary } });
    // @ts-expect-error: the summary is missing
    of({ 'trial.started': { label, ocsf, metadata: {} } });
    // @ts-expect-error: one summary or several
    of({ 'trial.started': { label, ocsf, summary, summaries: { first: summary }, metadata: {} } });
  });

  it('names an activity that its class has, readers that there are, and a subject of its area', () => {
    // @ts-expect-error: the class has no such activity
    of({ 'trial.started': { label, ocsf: 'User Access Management: Create' } });
    // @ts-expect-error: there are no such readers
    of({ 'trial.started': { label, ocsf, summary, metadata: { plan: 'everyone' } } });
    // @ts-expect-error: another area has this subject
    of({ 'tenant.started': { label, ocsf } });
  });
});
