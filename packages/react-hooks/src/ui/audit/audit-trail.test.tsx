// @vitest-environment jsdom
import { err, errAsync, notFound, ok, okAsync, ResultAsync, type AuditEntryView } from '@tenantatlas/core';
import { de as coreDe } from '@tenantatlas/core/messages';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { auditEntry } from '../../../test/support/audit-entry.ts';
import { errors } from '../../../test/support/samples.ts';
import { ReadAnew, ada, expectAccessible, mia, show, uiWorld } from '../../../test/support/ui-world.tsx';
import type { TestAtlasProviderProps } from '../../testing/index.ts';
import { de } from '../../messages/index.ts';
import { AuditTrail } from './audit-trail.tsx';
import { useAuditStory } from './use-audit-story.ts';

const ofMail = { workspaceId: 'w-1', actions: ['operational_control.paused', 'operational_control.updated'] } as const;
const names = { 'w-1': 'Acme', 'w-2': 'Borealis', 't-1': 'Contoso' };

/** The trail with one entry, among workspaces and tenants that can be named. */
function showEntry(change: Partial<AuditEntryView>, props: Partial<TestAtlasProviderProps> = {}) {
  const handlers = {
    'audit.list': () => okAsync({ items: [auditEntry(change)], nextCursor: null }),
    'workspaces.list': () =>
      okAsync({
        items: ['w-1', 'w-2'].map((workspaceId) => ({ workspaceId, name: names[workspaceId as 'w-1'] })) as never,
        nextCursor: null,
      }),
    'tenants.list': () => okAsync({ items: [{ tenantId: 't-1', name: names['t-1'] }] as never, nextCursor: null }),
    'tenants.get': () => errAsync(notFound()),
    'workspaces.get': () => errAsync(notFound()),
  };
  return show(<AuditTrail request={{ workspaceId: 'w-1' }} />, { handlers, ...props });
}

const ofControl = { type: 'operational_control', id: 'a-1', label: 'Mass mail' };
const ofRun = { type: 'operation_run', id: 'r-1', label: 'Restore execution' };
const ofPerson = { type: 'person', id: 'u-mia', label: 'u-mia' };
const ofTenant = { type: 'tenant', id: 't-1', label: 'Contoso' };
const ofWorkspace = { type: 'workspace', id: 'w-1', label: 'Acme' };
const inAcme = { control_key: 'acme.mail', scope_type: 'workspace', workspace_id: 'w-1' };
const run = { target: ofRun, tenantId: 't-1', operationRunId: 'r-1' };

describe('an entry shows actor, action, target and place', () => {
  it.each<[Partial<AuditEntryView>, string, string]>([
    [{}, 'Ada paused Mass mail for Acme.', 'Ada hat Mass mail für Acme pausiert.'],
    [
      { metadata: { control_key: 'acme.mail', scope_type: 'global' }, workspaceId: null },
      'Ada paused Mass mail for all workspaces.',
      'Ada hat Mass mail für alle Arbeitsbereiche pausiert.',
    ],
    [
      { action: 'operational_control.updated' },
      'Ada changed the pause of Mass mail for Acme.',
      'Ada hat die Pause von Mass mail für Acme geändert.',
    ],
    [
      {
        action: 'operational_control.updated',
        metadata: { ...inAcme, previous_scope_type: 'workspace', previous_workspace_id: 'w-2' },
      },
      'Ada changed the scope of the pause of Mass mail from Borealis to Acme.',
      'Ada hat den Geltungsbereich der Pause von Mass mail von Borealis auf Acme geändert.',
    ],
    [
      // What a workspace reads of a pause that has left it: not where it went.
      {
        action: 'operational_control.updated',
        metadata: { control_key: 'acme.mail', previous_scope_type: 'workspace', previous_workspace_id: 'w-1' },
      },
      'Ada changed the scope of the pause of Mass mail. It no longer applies to Acme.',
      'Ada hat den Geltungsbereich der Pause von Mass mail geändert. Sie gilt nicht mehr für Acme.',
    ],
    [
      { action: 'operational_control.resumed' },
      'Ada resumed Mass mail for Acme.',
      'Ada hat Mass mail für Acme fortgesetzt.',
    ],
    [
      { action: 'operational_control.execution_blocked', outcome: 'blocked', target: ofControl, tenantId: 't-1' },
      'Ada tried to start Mass mail and was stopped by the pause.',
      'Ada wollte Mass mail starten und wurde von der Pause aufgehalten.',
    ],
    [
      { action: 'workspace.created', target: ofWorkspace, metadata: {} },
      'Ada created the workspace Acme.',
      'Ada hat den Arbeitsbereich Acme angelegt.',
    ],
    [
      { action: 'workspace.archived', target: ofWorkspace, metadata: {} },
      'Ada archived the workspace Acme.',
      'Ada hat den Arbeitsbereich Acme archiviert.',
    ],
    [
      { action: 'workspace.restored', target: ofWorkspace, metadata: {} },
      'Ada restored the workspace Acme.',
      'Ada hat den Arbeitsbereich Acme wiederhergestellt.',
    ],
    [
      { action: 'workspace.erased', target: { ...ofWorkspace, label: 'w-1' }, metadata: {}, workspaceId: null },
      'Ada erased the workspace w-1.',
      'Ada hat den Arbeitsbereich w-1 gelöscht.',
    ],
    [
      { action: 'membership.granted', target: ofPerson, metadata: { role: 'readonly' } },
      'Ada added u-mia to Acme with the role “Read only”.',
      'Ada hat u-mia mit der Rolle „Nur lesen“ in Acme aufgenommen.',
    ],
    [
      { action: 'membership.changed', target: ofPerson, metadata: { role: 'owner', previous_role: 'manager' } },
      'Ada changed the role of u-mia in Acme from “Manager” to “Owner”.',
      'Ada hat die Rolle von u-mia in Acme von „Manager“ zu „Eigentümer“ geändert.',
    ],
    [
      { action: 'membership.revoked', target: ofPerson, metadata: { role: 'owner' } },
      'Ada removed u-mia from Acme.',
      'Ada hat u-mia die Mitgliedschaft in Acme entzogen.',
    ],
    [
      { action: 'entitlement.granted', target: ofPerson, tenantId: 't-1', metadata: {} },
      'Ada gave u-mia access to Contoso.',
      'Ada hat u-mia Zugriff auf Contoso erteilt.',
    ],
    [
      { action: 'entitlement.revoked', target: ofPerson, tenantId: 't-1', metadata: {} },
      'Ada ended the access of u-mia to Contoso.',
      'Ada hat u-mia den Zugriff auf Contoso entzogen.',
    ],
    [
      { action: 'tenant.created', target: ofTenant, tenantId: 't-1', metadata: { lifecycle: 'draft' } },
      'Ada created the tenant Contoso.',
      'Ada hat den Mandanten Contoso angelegt.',
    ],
    [
      {
        action: 'tenant.lifecycle_changed',
        target: ofTenant,
        tenantId: 't-1',
        metadata: { from: 'draft', to: 'active' },
      },
      'Ada moved the tenant Contoso from “Draft” to “Active”.',
      'Ada hat den Mandanten Contoso von „Entwurf“ zu „Aktiv“ überführt.',
    ],
    [
      { action: 'tenant.erased', target: { ...ofTenant, label: 't-1' }, metadata: { tenant_id: 't-1' } },
      'Ada erased the tenant t-1.',
      'Ada hat den Mandanten t-1 gelöscht.',
    ],
    [
      { action: 'person.erased', target: ofPerson, metadata: {}, workspaceId: null },
      'Ada erased the person u-mia.',
      'Ada hat die Person u-mia gelöscht.',
    ],
    [
      { ...run, action: 'operation_run.started', metadata: { operation_type: 'restore.execute' } },
      'Ada started Restore execution for Contoso.',
      'Ada hat Wiederherstellung für Contoso gestartet.',
    ],
    [
      // A tenant that may not be read goes by its id.
      { ...run, tenantId: 't-gone', action: 'operation_run.cancelled', metadata: {} },
      'Ada cancelled Restore execution for t-gone.',
      'Ada hat Wiederherstellung für t-gone abgebrochen.',
    ],
    [
      { ...run, tenantId: null, action: 'operation_run.started', metadata: {} },
      'Ada started Restore execution for Acme.',
      'Ada hat Wiederherstellung für Acme gestartet.',
    ],
    [
      { action: 'finding.triaged', tenantId: 't-1', summary: { id: 'x', params: {}, text: 'Finding triaged' } },
      'Ada: Finding triaged.',
      'Ada: Finding triaged.',
    ],
  ])('%j', async (change, english, german) => {
    const { unmount } = showEntry(change);
    await screen.findByText(english);
    unmount();
    showEntry(change, { messages: { ...coreDe, ...de }, locale: 'de' });
    await screen.findByText(german);
  });

  it.each([
    [{ metadata: { ...inAcme, reason_text: 'Spam alarm' } }, ['Reason: Spam alarm']],
    [{ action: 'operational_control.execution_blocked', tenantId: 't-1' }, ['Tenant: Contoso', 'Reason: Spam alarm']],
    [{ action: 'operational_control.resumed' }, []], // why it had been paused is not why it was resumed
    [{ action: 'operation_run.started', ...run, metadata: { is_break_glass: true } }, ['With break-glass access']],
    [
      { action: 'entitlement.granted', target: ofPerson, tenantId: 't-1', metadata: { role: 'operator' } },
      ['Role: Operator'],
    ],
    [{ action: 'finding.triaged', tenantId: 't-1', metadata: {} }, ['Tenant: Contoso']],
    [{ action: 'membership.granted', target: ofPerson, metadata: { role: 'acme.auditor' } }, []],
  ] as const)('%j with its details: %j', async (change, details) => {
    showEntry(change);
    const entry = await screen.findByRole('listitem');
    const shown = () => [...entry.querySelectorAll('.ta-audit-detail')].map(({ textContent }) => textContent);
    await waitFor(() => expect(shown()).toEqual(details));
  });

  it('and the end of the pause', async () => {
    showEntry({ metadata: { ...inAcme, expires_at: '2026-11-21T16:00:00.000Z' } });
    await screen.findByText(/^Until Nov 21, 2026/);
  });
});

describe('the outcome of an entry', () => {
  const completed = (outcome: string) => ({
    ...run,
    action: 'operation_run.completed',
    actor: { kind: 'system', id: 'worker', label: { id: 'x', params: {}, text: 'System (worker)' } } as const,
    metadata: { operation_type: 'restore.execute', outcome },
  });

  it.each([
    [{}, 'Succeeded', 'success', /paused/],
    [{ action: 'operational_control.execution_blocked', outcome: 'blocked' }, 'Blocked', 'warning', /was stopped/],
    [{ action: 'review_pack.failed', outcome: 'failed' }, 'Failed', 'danger', /^Ada: /],
    [completed('succeeded'), 'Succeeded', 'success', /^Restore execution for Contoso succeeded\.$/],
    [
      completed('partially_succeeded'),
      'Partly succeeded',
      'warning',
      /^Restore execution for Contoso partly succeeded\.$/,
    ],
    [{ ...completed('failed'), outcome: 'failed' }, 'Failed', 'danger', /^Restore execution for Contoso failed\.$/],
    [
      { ...completed('blocked'), outcome: 'failed' },
      'Blocked',
      'warning',
      /^Restore execution for Contoso was blocked\.$/,
    ],
    [completed('gone_fishing'), 'Succeeded', 'success', /^Restore execution for Contoso has ended\.$/],
  ] as const)('%j: "%s" in the tone %s', async (change, word, tone, sentence) => {
    showEntry(change);
    const entry = within(await screen.findByRole('listitem'));
    await waitFor(() => entry.getByText(sentence));
    const status = entry.getByText(word).closest('.ta-status');
    expect(status?.getAttribute('data-ta-tone')).toBe(tone);
    expect(status?.querySelector('svg')).not.toBeNull();
    expect(entry.queryByText(/partially_succeeded/)).toBeNull();
  });
});

it('shows the entries of a real atlas', async () => {
  const world = await uiWorld();
  await world.pause('w-1');
  world.show(ada, <AuditTrail request={{ workspaceId: 'w-1' }} />);
  const entry = within((await screen.findAllByRole('listitem'))[0] as HTMLElement);
  await waitFor(() => entry.getByText('Ada paused Mass mail for Acme.'));
  for (const text of ['Reason: Spam alarm', 'Succeeded', 'now']) entry.getByText(text);
  entry.getByText(/^Until /);
  screen.getByText('System (test-setup) added u-mia to Acme with the role “Manager”.');
  screen.getByText('System (test-setup) moved the tenant Contoso from “Onboarding” to “Active”.');
  await expectAccessible();
});

it('calls a lifecycle what every badge calls it', async () => {
  const world = await uiWorld();
  const request = { workspaceId: 'w-1', actions: ['tenant.lifecycle_changed' as const] };
  world.show(ada, <AuditTrail request={request} />, {
    messages: { 'lifecycle.onboarding.label': 'Setting up', 'lifecycle.active.label': 'Live' },
  });
  await screen.findByText('System (test-setup) moved the tenant Contoso from “Setting up” to “Live”.');
});

it("shows a workspace the public message, not the operator's reason", async () => {
  const world = await uiWorld();
  const system = world.atlas.as(ada);
  (await system.workspaces.addMember({ workspaceId: 'w-1', userId: mia.id, role: 'owner' }))._unsafeUnwrap();
  await world.pause('w-1', 'Incident 4711', 'Mail is on hold.');
  const { baseElement } = world.show(mia, <AuditTrail request={{ ...ofMail, actions: [...ofMail.actions] }} />);
  await screen.findByText('Reason: Mail is on hold.');
  expect(baseElement.textContent).not.toContain('4711');
});

it('loads more on demand', async () => {
  const world = await uiWorld();
  for (const reason of ['Spam alarm', 'Still spam', 'Spam again']) await world.pause('w-1', reason);
  world.show(ada, <AuditTrail request={{ ...ofMail, actions: [...ofMail.actions], limit: 2 }} />);
  await waitFor(() => expect(screen.getAllByRole('listitem').length).toBe(2));
  fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
  await waitFor(() => expect(screen.getAllByRole('listitem').length).toBe(3));
});

it('marks stale data', async () => {
  const list = vi.fn(() => new ResultAsync(Promise.resolve(ok({ items: [], nextCursor: null }))));
  show(
    <>
      <AuditTrail />
      <ReadAnew />
    </>,
    { handlers: { 'audit.list': list } },
  );
  await screen.findByText(/^As of /);
  list.mockImplementation(() => new ResultAsync(Promise.resolve(err(errors.outdated) as never)));
  fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
  await screen.findByText(/, not refreshed since$/);
  screen.getByText('No entries');
});

it('has an empty state, and lets a host render an entry with the same texts', async () => {
  const world = await uiWorld();
  const { unmount } = world.show(ada, <AuditTrail request={{ ...ofMail, actions: [...ofMail.actions] }} />);
  await screen.findByText('No entries');
  unmount();
  function Entry({ entry }: { readonly entry: AuditEntryView }) {
    const { sentence, outcome } = useAuditStory(entry);
    return (
      <b>
        {entry.action}: {sentence} {outcome.tone}
      </b>
    );
  }
  world.show(
    ada,
    <AuditTrail request={{ workspaceId: 'w-1', actions: ['workspace.created'] }} slots={{ entry: Entry }} />,
  );
  await screen.findByText('workspace.created: System (test-setup) created the workspace Acme. success');
});
