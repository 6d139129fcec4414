// @vitest-environment jsdom
import { okAsync, type OperationRunView } from '@tenantatlas/core';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible, mia, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { OperationProgress } from './operation-progress.tsx';
import { OperationsList } from './operations-list.tsx';

type World = Awaited<ReturnType<typeof uiWorld>>;
const start = async (world: World, key: string): Promise<OperationRunView> => {
  const request = { workspaceId: 'w-1', tenantId: 't-1', idempotencyKey: key, inputs: {} } as const;
  return (await world.user.operations.start({ type: 'acme.mail', ...request }))._unsafeUnwrap().run;
};
const list = (run: Partial<OperationRunView>, base: OperationRunView) =>
  show(<OperationsList workspaceId="w-1" />, {
    handlers: {
      'operations.list': () => okAsync({ items: [{ ...base, ...run } as never], nextCursor: null }),
      'tenants.list': () => okAsync({ items: [], nextCursor: null }),
    },
  });

describe('the list of operations', () => {
  it('says what will be here', async () => {
    (await uiWorld()).show(mia, <OperationsList workspaceId="w-1" />);
    await screen.findByText('No operations yet');
    await expectAccessible();
  });

  it('says what runs where, by whom and how it stands, and cancels after asking', async () => {
    const world = await uiWorld();
    const run = await start(world, 'a');
    world.show(mia, <OperationsList workspaceId="w-1" />);
    await screen.findByText('Queued');
    const row = within(screen.getAllByRole('row')[1] as HTMLElement);
    await waitFor(() => row.getByText('Contoso'));
    row.getByText('Mia');
    expect(row.getAllByText('not yet')).toHaveLength(2);
    await expectAccessible();
    fireEvent.click(row.getByRole('button', { name: 'Cancel Mass mail' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    dialog.getByText(/What it has done so far stays done/);
    expect((await world.user.operations.get({ workspaceId: 'w-1', runId: run.id }))._unsafeUnwrap().status).toBe(
      'queued',
    );
    fireEvent.click(dialog.getByRole('button', { name: 'Cancel Mass mail' }));
    await screen.findByText('Cancelled');
    expect([row.queryByText('not yet'), row.getByText('never').textContent]).toEqual([null, 'never']);
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
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
  ] as const)('shows $run.outcome as "$word" with a sign', async ({ run, word, tone }) => {
    list(run, await start(await uiWorld(), 'a'));
    const status = (await screen.findByText(word)).closest('.ta-status');
    expect(status?.getAttribute('data-ta-tone')).toBe(tone);
    expect(status?.querySelector('svg')).not.toBeNull();
  });

  it('marks what hangs, and says since when it counts as hanging', async () => {
    const stuck = { state: 'queued_stuck', thresholdMillis: 900_000 } as const;
    list({ stuck }, await start(await uiWorld(), 'a'));
    fireEvent.click(await screen.findByRole('button', { name: 'Stuck' }));
    expect((await screen.findByRole('tooltip')).textContent).toContain('15 minutes');
    await expectAccessible();
  });

  it('lets a host link a run and leave the actions out', async () => {
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
    show(<OperationProgress run={{ label: 'Scan', status: 'running', progress, summaryCounts: counts }} />, {});
    const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Progress of Scan' });
    expect([bar.value, bar.max]).toEqual([40, 120]);
    screen.getByText('40 of 120');
    screen.getByText('Policies');
    await expectAccessible();
  });

  it('claims no share of an unknown total', () => {
    const progress = { done: 40, total: null, note: null };
    show(<OperationProgress run={{ label: 'Scan', status: 'running', progress, summaryCounts: counts }} />, {});
    expect(screen.getByRole('progressbar').hasAttribute('value')).toBe(false);
    screen.getByText('40 done');
  });
});
