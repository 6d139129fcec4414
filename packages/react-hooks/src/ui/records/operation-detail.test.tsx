// @vitest-environment jsdom
import { okAsync, type OperationRunView } from '@tenantatlas/core';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { useOperation } from '../../index.ts';
import { ReadAnew, ada, expectAccessible, rea, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { OperationDetail } from './operation-detail.tsx';

type World = Awaited<ReturnType<typeof uiWorld>>;
const started = async (world: World): Promise<OperationRunView> => {
  const request = { workspaceId: 'w-1', tenantId: 't-1', idempotencyKey: 'a', inputs: {} } as const;
  return (await world.user.operations.start({ type: 'acme.mail', ...request }))._unsafeUnwrap().run;
};
const noon = '2026-11-21T12:00:00.000Z' as OperationRunView['createdAt'];
const later = (seconds: number) => new Date(Date.parse(noon) + seconds * 1_000).toISOString() as typeof noon;

/** A run that ended after 90 seconds, of which it waited 6. */
const ended = async (change: Partial<OperationRunView>): Promise<OperationRunView> => ({
  ...(await started(await uiWorld())),
  status: 'completed',
  outcome: 'succeeded',
  createdAt: noon,
  startedAt: later(6),
  completedAt: later(90),
  cancel: null,
  ...change,
});
const moments = () => within(screen.getByRole('list', { name: 'Timeline' })).getAllByRole('listitem');

describe('the record of a run', () => {
  it('shows what happened when, with exact times and how long it took', async () => {
    show(<OperationDetail run={await ended({})} hasAudit={false} />, {});
    expect(moments().map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Requested by Mia.*2026.*12:00:00/) as string,
      expect.stringMatching(/^Started · after 6 sec.*12:00:06/) as string,
      expect.stringMatching(/^Succeeded · took 1 min 24 sec.*12:01:30/) as string,
    ]);
    await expectAccessible();
  });

  it('says why it failed, with the reason code, and where it stopped', async () => {
    const message = { id: 'x', params: {}, text: 'Mailbox a@b.example was not found.' };
    const run = await ended({
      outcome: 'failed',
      progress: { done: 2, total: 12, note: null },
      failureSummary: [{ reasonCode: 'mailbox_not_found', message }],
    });
    show(<OperationDetail run={run} hasAudit={false} />, {});
    screen.getByText('Mailbox a@b.example was not found.');
    expect(screen.getByText('mailbox_not_found').tagName).toBe('CODE');
    expect(moments().at(-1)?.textContent).toMatch(/^Failed · stopped at 2 of 12 · took/);
  });

  it('has room for help beside why it failed, and only there', async () => {
    const Help = () => <p>Help of the host</p>;
    const message = { id: 'x', params: {}, text: 'Too many requests.' };
    const run = await ended({ outcome: 'failed', failureSummary: [{ reasonCode: 'rate_limited', message }] });
    const { rerender } = show(<OperationDetail run={run} hasAudit={false} slots={{ help: Help }} />, {});
    const text = document.body.textContent ?? '';
    expect(text.indexOf('Help of the host')).toBeGreaterThan(text.indexOf('Too many requests.'));
    expect(text.indexOf('Help of the host')).toBeLessThan(text.indexOf('Timeline'));
    rerender(<></>);
    show(<OperationDetail run={await ended({})} hasAudit={false} slots={{ help: Help }} />, {});
    screen.getByText('Timeline');
    expect(screen.queryByText('Help of the host')).toBeNull();
  });

  it('names the items that failed, and how many it does not name', async () => {
    const item = (name: string) => ({
      reasonCode: 'mailbox_full',
      message: { id: 'x', params: {}, text: `${name} is full.` },
    });
    const run = await ended({
      outcome: 'partially_succeeded',
      summaryCounts: { total: 48, processed: 48, succeeded: 41, failed: 7, skipped: 0 },
      failureSummary: [item('Sales'), item('Support'), { reasonCode: 'items_failed', message: item('7').message }],
    });
    show(<OperationDetail run={run} hasAudit={false} />, {});
    const list = screen.getByText('Sales is full.').closest('ul');
    expect([...(list?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
      'Sales is full.',
      'Support is full.',
      '5 more items failed.',
    ]);
    await expectAccessible();
  });

  it('says each number once', async () => {
    const message = { id: 'x', params: {}, text: '2 items failed.' };
    const run = await ended({
      outcome: 'partially_succeeded',
      progress: { done: 48, total: 48, note: null },
      summaryCounts: { total: 48, processed: 48, succeeded: 46, failed: 2, skipped: 0 },
      failureSummary: [{ reasonCode: 'items_failed', message }],
    });
    show(<OperationDetail run={run} hasAudit={false} />, {});
    screen.getByText('46 succeeded');
    screen.getByText('2 failed');
    // The id of the run is random.
    expect(screen.queryByText(/2 items failed|48|skipped/, { ignore: 'code' })).toBeNull();
  });

  it('shows the inputs that the operation declares readable, and copies the id', async () => {
    const run = await ended({
      inputs: [
        { name: 'mailbox', label: 'Mailbox', values: ['finance@acme.example'], more: 0 },
        { name: 'items', label: 'Items', values: ['a', 2, true], more: 7 },
      ],
    });
    const writeText = vi.fn(async () => undefined);
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    show(<OperationDetail run={run} hasAudit={false} />, { messages: { 'catalog.Mailbox': 'Postfach' } });
    expect(screen.getByText('Postfach').nextSibling?.textContent).toBe('finance@acme.example');
    expect(screen.getByText('Items').nextSibling?.textContent).toBe('a2Yesand 7 more');
    fireEvent.click(screen.getByRole('button', { name: 'Copy Operation ID' }));
    await screen.findByText('Copied');
    expect(writeText).toHaveBeenCalledWith(run.id);
    writeText.mockRejectedValueOnce(new Error('refused'));
    fireEvent.click(screen.getByRole('button', { name: 'Copy Operation ID' }));
    await screen.findByText('Could not copy');
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('says to those who may read the trail who cancelled it, with its entries, also when that happens while it is shown', async () => {
    const world = await uiWorld();
    const run = await started(world);
    function Page() {
      const result = useOperation({ workspaceId: 'w-1', runId: run.id });
      return result.state === 'ready' ? <OperationDetail run={result.data} /> : null;
    }
    world.show(
      ada,
      <>
        <Page />
        <ReadAnew method="operations.get" />
      </>,
    );
    await screen.findByText('Mia started Mass mail for Contoso.');
    (await world.user.operations.cancel({ workspaceId: 'w-1', runId: run.id }))._unsafeUnwrap();
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
    await screen.findByText('Cancelled by Mia');
    const entries = within(screen.getByRole('list', { name: 'Audit entries' })).getAllByRole('listitem');
    expect(entries.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Mia cancelled Mass mail for Contoso\./) as string,
      expect.stringMatching(/^Mia started Mass mail for Contoso\./) as string,
    ]);
    await expectAccessible();
  });

  it('shows those who may not read the trail everything else', async () => {
    const world = await uiWorld();
    const run = await started(world);
    world.show(rea, <OperationDetail run={run} />);
    await screen.findByText('Requested by Mia');
    screen.getByText('Queued');
    expect(screen.queryByText('Audit entries')).toBeNull();
  });

  it('reads nothing without the trail', async () => {
    const list = vi.fn(() => okAsync({ items: [], nextCursor: null }));
    show(<OperationDetail run={await ended({})} hasAudit={false} />, { handlers: { 'audit.list': list } });
    await screen.findByText('Succeeded');
    expect(list).not.toHaveBeenCalled();
  });

  it('shows how far a run is, and that a queued one waits', async () => {
    const run = await started(await uiWorld());
    const { rerender } = show(<OperationDetail run={run} hasAudit={false} />, {});
    await waitFor(() => expect(moments().at(-1)?.textContent).toMatch(/^Queued · waiting for/));
    rerender(<></>);
    const progress = { done: 3, total: 12, note: 'Folders' };
    show(
      <OperationDetail run={{ ...run, status: 'running', startedAt: run.createdAt, progress }} hasAudit={false} />,
      {},
    );
    expect(screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Progress of Mass mail' }).value).toBe(3);
  });
});
