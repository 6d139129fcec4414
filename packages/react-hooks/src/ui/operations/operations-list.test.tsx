// @vitest-environment jsdom
import { errAsync, notFound, okAsync, type OperationRunView } from '@tenantatlas/core';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ReadAnew, ada, expectAccessible, mia, rea, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { OperationProgress } from './operation-progress.tsx';
import { OperationsList } from './operations-list.tsx';
import type { OperationsListSlots } from './slots.ts';

type World = Awaited<ReturnType<typeof uiWorld>>;
const start = async (world: World, key: string): Promise<OperationRunView> => {
  const request = { workspaceId: 'w-1', tenantId: 't-1', idempotencyKey: key, inputs: {} } as const;
  return (await world.user.operations.start({ type: 'acme.mail', ...request }))._unsafeUnwrap().run;
};
const list = (run: Partial<OperationRunView>, base: OperationRunView) =>
  show(<OperationsList workspaceId="w-1" />, {
    handlers: {
      'operations.list': () => okAsync({ items: [{ ...base, ...run } as never], nextCursor: null }),
      'surfaces.actions': () => errAsync(notFound()),
    },
  });

describe('the list of operations', () => {
  it('has an empty state', async () => {
    (await uiWorld()).show(mia, <OperationsList workspaceId="w-1" />);
    await screen.findByText('No operations yet');
    await expectAccessible();
  });

  it('shows operation, tenant, status, and when it was requested and by whom, and cancels after a confirmation', async () => {
    const world = await uiWorld();
    const run = await start(world, 'a');
    world.show(mia, <OperationsList workspaceId="w-1" />);
    await screen.findByText('Queued');
    const row = within(screen.getAllByRole('row')[1] as HTMLElement);
    await waitFor(() => row.getByText('Contoso'));
    row.getByText('Mia');
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Operation',
      'Tenant',
      'Status',
      'Items',
      'Requested',
      'Duration',
      'Actions',
    ]);
    expect(row.getByText('now').closest('time')?.getAttribute('datetime')).toBe(run.createdAt);
    await expectAccessible();
    fireEvent.click(row.getByRole('button', { name: 'Cancel Mass mail' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    dialog.getByText('Stops Mass mail for Contoso. What is done already is kept.');
    dialog.getByRole('button', { name: 'Keep running' });
    expect((await world.user.operations.get({ workspaceId: 'w-1', runId: run.id }))._unsafeUnwrap().status).toBe(
      'queued',
    );
    fireEvent.click(dialog.getByRole('button', { name: 'Cancel Mass mail' }));
    await screen.findByText('Cancelled');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  it('keeps the focus in the row when a cancellable run ends', async () => {
    const world = await uiWorld();
    const run = await start(world, 'a');
    world.show(
      mia,
      <>
        <OperationsList workspaceId="w-1" />
        <ReadAnew />
      </>,
    );
    const button = await screen.findByRole('button', { name: 'Cancel Mass mail' });
    const row = button.closest('tr');
    act(() => button.focus());
    await world.user.operations.cancel({ workspaceId: 'w-1', runId: run.id });
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' })); // leaves the focus where it is
    await screen.findByText('Cancelled');
    await waitFor(() => expect(button.isConnected).toBe(false));
    expect(row?.contains(document.activeElement)).toBe(true);
  });

  it('shows a reader the disabled button with the missing capability, and opens nothing', async () => {
    const world = await uiWorld();
    await start(world, 'a');
    world.show(rea, <OperationsList workspaceId="w-1" />);
    const button = await screen.findByRole('button', { name: 'Cancel Mass mail' });
    await waitFor(() => expect(button.isConnected && button.getAttribute('aria-disabled')).not.toBeNull());
    const shown = screen.getByRole('button', { name: 'Cancel Mass mail' });
    expect(shown.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(shown);
    expect((await screen.findByRole('tooltip')).textContent).toBe('This needs the capability operations.start.');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await expectAccessible();
  });

  it('keeps the cancel button enabled if a start would be refused for another reason', async () => {
    const world = await uiWorld();
    await start(world, 'a');
    await world.pause('w-1');
    const client = world.atlas.as(mia);
    const actions = vi.fn(client.surfaces.actions);
    const page = show(<OperationsList workspaceId="w-1" />, {
      client: { ...client, surfaces: { ...client.surfaces, actions } },
    });
    await screen.findByText('Queued');
    await waitFor(() => expect(actions).toHaveBeenCalled());
    await page.answered('surfaces.actions');
    expect(screen.getByRole('button', { name: 'Cancel Mass mail' }).getAttribute('aria-disabled')).toBeNull();
  });

  it('asks once per tenant, only for active runs, and never if nothing can be cancelled here', async () => {
    const world = await uiWorld();
    // As a list over several tenants answers a member.
    const first = { ...(await start(world, 'a')), cancel: null };
    const base = { nextCursor: null };
    const over = { ...first, id: 'r-2', tenantId: 't-2', status: 'completed', outcome: 'succeeded' } as const;
    const items = [first, { ...first, id: 'r-1' }, over];
    const actions = vi.fn(world.atlas.as(mia).surfaces.actions);
    const client = {
      ...world.atlas.as(mia),
      operations: { ...world.user.operations, list: () => okAsync({ ...base, items }) },
      surfaces: { ...world.user.surfaces, actions },
    };
    const { unmount } = show(<OperationsList workspaceId="w-1" canCancel={false} />, { client });
    await screen.findByText('Succeeded');
    expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull();
    expect(actions).not.toHaveBeenCalled();
    unmount();
    show(<OperationsList workspaceId="w-1" />, { client });
    await screen.findByText('Succeeded');
    await waitFor(() => expect(actions).toHaveBeenCalled());
    expect(actions.mock.calls.map(([{ tenantId }]) => tenantId)).toEqual(['t-1']);
  });

  it('takes the names of tenants from the runs, with the lifecycle of one that is not in service', async () => {
    const world = await uiWorld();
    await start(world, 'a');
    const system = world.atlas.as(ada);
    (await system.tenants.changeLifecycle({ workspaceId: 'w-1', tenantId: 't-1', to: 'archived' }))._unsafeUnwrap();
    const client = world.atlas.as(mia);
    const reads = { list: vi.fn(client.tenants.list), get: vi.fn(client.tenants.get) };
    show(<OperationsList workspaceId="w-1" />, { client: { ...client, tenants: { ...client.tenants, ...reads } } });
    const row = (await screen.findByText('Contoso')).closest('td') as HTMLElement;
    expect(within(row).getByText('Archived').closest('[title]')?.getAttribute('title')).toMatch(
      /before its tenant was archived/,
    );
    expect([reads.list.mock.calls, reads.get.mock.calls]).toEqual([[], []]);
    await expectAccessible();
  });

  it('falls back to the id of a tenant that does not exist any more', async () => {
    list({ tenantId: 't-gone', tenant: null }, await start(await uiWorld(), 'a'));
    await screen.findByText('t-gone');
  });

  it('shows the age of an empty list too', async () => {
    (await uiWorld()).show(mia, <OperationsList workspaceId="w-1" />);
    await screen.findByText('No operations yet');
    screen.getByText(/^As of /);
  });

  it('does not rerender an unchanged run', async () => {
    const run = await start(await uiWorld(), 'a');
    let status: OperationRunView['status'] = 'queued';
    const items = () => [{ ...run }, { ...run, id: 'r-2', tenantId: null, status }];
    const drawn: string[] = [];
    const slots: Partial<OperationsListSlots> = {
      label({ run: { id } }) {
        drawn.push(id);
        return null;
      },
    };
    show(
      <>
        <OperationsList workspaceId="w-1" canCancel={false} slots={slots} />
        <ReadAnew method="operations.list" />
      </>,
      {
        handlers: {
          'operations.list': () => okAsync({ items: items(), nextCursor: null }),
        },
      },
    );
    await waitFor(() => expect(screen.getAllByText('Contoso')).toHaveLength(2));
    drawn.length = 0;
    status = 'running';
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
    await screen.findByText('Running');
    expect(new Set(drawn)).toEqual(new Set(['r-2']));
  });

  it('loads more on demand', async () => {
    const world = await uiWorld();
    for (const key of ['a', 'b', 'c']) {
      const { id } = await start(world, key);
      (await world.user.operations.cancel({ workspaceId: 'w-1', runId: id }))._unsafeUnwrap();
    }
    world.show(mia, <OperationsList workspaceId="w-1" limit={2} />);
    await waitFor(() => expect(screen.getAllByText('Cancelled').length).toBe(2));
    fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(() => expect(screen.getAllByText('Cancelled').length).toBe(3));
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it.each([
    { run: { status: 'running', outcome: 'pending' }, word: 'Running', tone: 'info' },
    { run: { status: 'completed', outcome: 'succeeded' }, word: 'Succeeded', tone: 'success' },
    { run: { status: 'completed', outcome: 'partially_succeeded' }, word: 'Partly succeeded', tone: 'warning' },
    { run: { status: 'completed', outcome: 'failed' }, word: 'Failed', tone: 'danger' },
    { run: { status: 'completed', outcome: 'blocked' }, word: 'Blocked', tone: 'warning' },
    { run: { status: 'completed', outcome: 'cancelled' }, word: 'Cancelled', tone: 'muted' },
  ] as const)('shows $run.outcome as "$word" with an icon', async ({ run, word, tone }) => {
    list(run, await start(await uiWorld(), 'a'));
    const status = (await screen.findByText(word)).closest('.ta-status');
    expect(status?.getAttribute('data-ta-tone')).toBe(tone);
    expect(status?.querySelector('svg')).not.toBeNull();
  });

  it.each([
    {
      name: 'partly succeeded',
      counts: { total: 48, processed: 48, succeeded: 46, failed: 2 },
      progress: { done: 48, total: 48 },
      said: '46 of 48, 2 failed',
    },
    {
      name: 'succeeded',
      counts: { total: 31, processed: 31, succeeded: 31 },
      progress: { done: 31, total: 31 },
      said: '31 of 31',
    },
    { name: 'stopped before it counted', counts: {}, progress: { done: 2, total: 12 }, said: '2 of 12' },
  ])('says each number of a run that $name once', async ({ counts, progress, said }) => {
    const base = await start(await uiWorld(), 'a');
    const failure = { reasonCode: 'items_failed', message: { id: 'x', params: {}, text: '2 items failed.' } };
    const item = { reasonCode: 'mailbox_full', message: { id: 'x', params: {}, text: 'Sales is full.' } };
    const ended = { status: 'completed', outcome: 'partially_succeeded', failureSummary: [item, failure] } as const;
    const times = { startedAt: '2026-11-21T12:00:00.000Z', completedAt: '2026-11-21T12:01:24.000Z' } as never;
    list(
      {
        ...ended,
        ...(times as object),
        summaryCounts: { ...base.summaryCounts, ...counts },
        progress: { note: null, ...progress },
      },
      base,
    );
    await screen.findByText(said);
    expect(screen.queryByText('2 items failed.')).toBeNull();
    expect(screen.queryAllByText('Sales is full.')).toHaveLength('failed' in counts ? 0 : 1);
    screen.getByText('1 min 24 sec');
  });

  it('asks for nothing to show an operator the missing capability', async () => {
    const world = await uiWorld();
    await start(world, 'a');
    const client = world.atlas.as(ada);
    const actions = vi.fn(client.surfaces.actions);
    show(<OperationsList workspaceId="w-1" />, { client: { ...client, surfaces: { ...client.surfaces, actions } } });
    const button = await screen.findByRole('button', { name: 'Cancel Mass mail' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button);
    expect((await screen.findByRole('tooltip')).textContent).toBe('This needs the capability operations.start.');
    expect(actions).not.toHaveBeenCalled();
  });

  it('marks a stuck run with the time since it counts as stuck', async () => {
    const stuck = { state: 'queued_stuck', thresholdMillis: 900_000 } as const;
    list({ stuck }, await start(await uiWorld(), 'a'));
    fireEvent.click(await screen.findByRole('button', { name: 'Stuck' }));
    expect((await screen.findByRole('tooltip')).textContent).toContain('15 minutes');
    await expectAccessible();
  });

  it("uses the host's name for a run, even before it ends, and names its tenant", async () => {
    const world = await uiWorld();
    await start(world, 'a');
    world.show(mia, <OperationsList workspaceId="w-1" nameOf={({ label }) => `Our ${label}`} />);
    await screen.findByRole('rowheader', { name: 'Our Mass mail' });
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel Our Mass mail' }));
    const dialog = within(await screen.findByRole('alertdialog', { name: 'Cancel Our Mass mail' }));
    await dialog.findByText('Stops Our Mass mail for Contoso. What is done already is kept.');
  });

  it("uses the provider's messages for operations and failures", async () => {
    const failure = { reasonCode: 'acme.quota', message: { id: 'acme.x', params: {}, text: 'Quota exceeded.' } };
    const run = { ...(await start(await uiWorld(), 'a')), status: 'completed', outcome: 'failed' } as const;
    const other = { ...failure, reasonCode: 'acme.other' };
    const items = [
      { ...run, failureSummary: [failure] },
      { ...run, id: 'r-2', failureSummary: [other] },
    ];
    show(<OperationsList workspaceId="w-1" tenantId="t-1" />, {
      handlers: { 'operations.list': () => okAsync({ items, nextCursor: null }) },
      messages: { 'catalog.Mass mail': 'Massenversand', 'reason.acme.quota': 'Kontingent erschöpft.' },
    });
    expect(await screen.findAllByRole('rowheader', { name: 'Massenversand' })).toHaveLength(2);
    screen.getByText('Kontingent erschöpft.');
    screen.getByText('Quota exceeded.');
  });

  it('has only interactive elements as tab stops', async () => {
    const world = await uiWorld();
    const run = await start(world, 'a');
    list({ status: 'running', outcome: 'pending', startedAt: run.createdAt }, run);
    await screen.findByText('Running');
    const stops = screen.getAllByRole('button').map((one) => one.getAttribute('aria-label') ?? one.textContent);
    expect(stops).toEqual(['Requested', 'Cancel Mass mail']);
  });

  it('lets a host link a run and omit the actions', async () => {
    const world = await uiWorld();
    const run = await start(world, 'a');
    world.show(
      mia,
      <OperationsList
        workspaceId="w-1"
        slots={{ label: ({ run: { id, label } }) => <a href={`/runs/${id}`}>{label}</a>, actions: () => null }}
      />,
    );
    const link = await screen.findByRole('link', { name: 'Mass mail' });
    expect(link.getAttribute('href')).toBe(`/runs/${run.id}`);
    expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull();
  });
});

describe('progress', () => {
  const counts = { total: 0, processed: 0, succeeded: 0, failed: 0, skipped: 0 };

  it('is a bar with count and note', async () => {
    const progress = { done: 40, total: 120, note: 'Policies' };
    show(
      <OperationProgress
        run={{ label: 'Scan', status: 'running', outcome: 'pending', progress, summaryCounts: counts }}
      />,
      {},
    );
    const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Progress of Scan' });
    expect([bar.value, bar.max]).toEqual([40, 120]);
    screen.getByText('40 of 120');
    screen.getByText('Policies');
    await expectAccessible();
  });

  it.each([
    { outcome: 'failed', done: 2, said: 'stopped at 2 of 12' },
    { outcome: 'cancelled', done: 2, said: 'stopped at 2 of 12' },
    { outcome: 'partially_succeeded', done: 12, said: '12 of 12' },
    { outcome: 'succeeded', done: 12, said: '12 of 12' },
  ] as const)('of a run that $outcome with $done done: "$said"', ({ outcome, done, said }) => {
    const progress = { done, total: 12, note: null };
    show(
      <OperationProgress run={{ label: 'Scan', status: 'completed', outcome, progress, summaryCounts: counts }} />,
      {},
    );
    screen.getByText(said);
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('shows no count before there is one', () => {
    const progress = { done: 0, total: null, note: null };
    show(
      <OperationProgress
        run={{ label: 'Scan', status: 'running', outcome: 'pending', progress, summaryCounts: counts }}
      />,
      {},
    );
    screen.getByText('Starting…');
    expect(screen.queryByText(/0/)).toBeNull();
  });

  it('shows no percentage of an unknown total', () => {
    const progress = { done: 40, total: null, note: null };
    show(
      <OperationProgress
        run={{ label: 'Scan', status: 'running', outcome: 'pending', progress, summaryCounts: counts }}
      />,
      {},
    );
    expect(screen.getByRole('progressbar').hasAttribute('value')).toBe(false);
    screen.getByText('40 done');
  });
});
