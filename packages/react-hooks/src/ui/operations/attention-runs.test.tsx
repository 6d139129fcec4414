// @vitest-environment jsdom
import { quietly } from '../../../test/support/boundary.tsx';
import { okAsync, orThrow, type RunElsewhereView } from '@tenantatlas/core';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ada, expectAccessible, mia, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { TimeFilter } from '../lists/time-filter.tsx';
import type { ListTime } from '../lists/list-time.ts';
import { AttentionRuns } from './attention-runs.tsx';
import { OperationsList } from './operations-list.tsx';

/** Asks of the list are kept; it answers two pages of one run each. */
async function failedRuns() {
  const world = await uiWorld();
  const { run } = (
    await world.user.operations.start({ type: 'acme.mail', workspaceId: 'w-1', tenantId: 't-1', inputs: {} })
  )._unsafeUnwrap();
  const failed: RunElsewhereView = {
    workspaceName: 'Acme',
    run: { ...run, status: 'completed', outcome: 'failed', completedAt: run.createdAt, cancel: null },
  };
  const asked = vi.fn((request: { readonly cursor?: string | null | undefined }) =>
    okAsync(
      request.cursor
        ? { items: [{ workspaceName: 'Borealis', run: { ...failed.run, workspaceId: 'w-2' } }], nextCursor: null }
        : { items: [failed], nextCursor: 'next' },
    ),
  );
  const requests = () => asked.mock.calls.map(([{ cursor, ...rest }]) => rest);
  return { asked, requests, handlers: { 'operations.attentionRuns': asked } };
}

/** The beginning of today in the reader's zone. */
function midnight(): string {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}

describe('the failed runs of all workspaces', () => {
  it('come page by page, each with its workspace', async () => {
    const { handlers } = await failedRuns();
    show(<AttentionRuns kind="failed" nameOf={({ label }) => `Our ${label}`} />, { handlers });
    await screen.findByText('Acme');
    expect(screen.queryByText('Borealis')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('Borealis');
    expect(screen.getAllByRole('rowheader', { name: 'Our Mass mail' })).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
    await expectAccessible();
  });

  it('say that a tenant is archived, in the words for a record that mentions it', async () => {
    const world = await uiWorld();
    const place = { workspaceId: 'w-1', tenantId: 't-1' };
    const { run } = orThrow(await world.user.operations.start({ ...place, type: 'acme.mail', inputs: {} }));
    orThrow(await world.operator.tenants.changeLifecycle({ ...place, to: 'archived' }));
    const archived = orThrow(await world.user.operations.get({ workspaceId: 'w-1', runId: run.id }));
    const page = { items: [{ workspaceName: 'Acme', run: archived }], nextCursor: null };
    show(<AttentionRuns kind="failed" />, { handlers: { 'operations.attentionRuns': () => okAsync(page) } });
    const tenant = (await screen.findByText('Contoso')).closest('td');
    expect(tenant?.textContent).toContain('Archived');
    expect(tenant?.textContent).toContain('It is complete and stays readable.');
  });

  it('of today are those since midnight; stuck ones have no time', async () => {
    const { handlers, requests } = await failedRuns();
    const { unmount } = show(<AttentionRuns kind="failed" time="today" />, { handlers });
    await screen.findByText('Acme');
    await waitFor(() => expect(requests().at(-1)).toMatchObject({ kind: 'failed', window: null, from: midnight() }));
    unmount();
    show(<AttentionRuns kind="stuck" time="today" />, { handlers });
    await screen.findByText('Acme');
    expect(requests().at(-1)).toMatchObject({ kind: 'stuck', window: null, from: null });
  });

  it('says so when there are none, and shows a member that it is not for them', async () => {
    const world = await uiWorld();
    const { unmount } = world.show(ada, <AttentionRuns kind="failed" time="7d" />);
    await screen.findByText('No operation failed in this time.');
    await expectAccessible();
    unmount();
    world.show(mia, <AttentionRuns kind="stuck" />);
    await screen.findByText('Not available to you');
  });

  it('refuses a kind or a time that there is not', () => {
    quietly();
    for (const props of [{ kind: 'late' }, { kind: 'failed', time: 'yesterday' }])
      expect(() => show(<AttentionRuns {...(props as { kind: 'failed' })} />, {})).toThrow(
        /is one of 'failed', 'stuck'|is one of 'today'/,
      );
  });
});

it('a list of runs is narrowed by time', async () => {
  const world = await uiWorld();
  const client = world.atlas.as(mia);
  const list = vi.fn(client.operations.list);
  function Page() {
    const [time, setTime] = useState<ListTime | null>(null);
    return (
      <>
        <TimeFilter value={time} onChange={setTime} />
        <OperationsList workspaceId="w-1" {...(time ? { time } : {})} />
      </>
    );
  }
  show(<Page />, { client: { ...client, operations: { ...client.operations, list } } });
  await screen.findByText('No operations yet');
  const asked = () => list.mock.calls.at(-1)?.[0];
  expect(asked()).toMatchObject({ window: null, from: null });
  fireEvent.change(screen.getByRole('combobox', { name: 'Time' }), { target: { value: '7d' } });
  await waitFor(() => expect(asked()).toMatchObject({ window: '7d', from: null }));
  fireEvent.change(screen.getByRole('combobox', { name: 'Time' }), { target: { value: 'today' } });
  await waitFor(() => expect(asked()).toMatchObject({ window: null, from: midnight() }));
  fireEvent.change(screen.getByRole('combobox', { name: 'Time' }), { target: { value: '' } });
  await waitFor(() => expect(asked()).toMatchObject({ window: null, from: null }));
});

it.each([
  ['Pacific/Kiritimati', '2026-11-21T10:00:00.000Z'], // there it is the day after
  ['America/New_York', '2026-11-21T05:00:00.000Z'],
])('today is the day of the chosen zone: %s', async (timeZone, from) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T12:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const world = await uiWorld();
  const client = world.atlas.as(mia);
  const list = vi.fn(client.operations.list);
  const props = { client: { ...client, operations: { ...client.operations, list } }, timeZone };
  show(<OperationsList workspaceId="w-1" time="today" />, props);
  await waitFor(() => expect(list.mock.calls.at(-1)?.[0]).toMatchObject({ from }));
});
