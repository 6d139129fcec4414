// @vitest-environment jsdom
import { errAsync, okAsync, ResultAsync, type UsageRangeRequest } from '@tenantatlas/core';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { errors } from '../../../test/support/samples.ts';
import { usageSummary, usageTrend } from '../../../test/support/usage-samples.ts';
import { ada, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { TelemetrySummary, TelemetryTrend } from '../index.ts';

const range = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' };

it.each([
  [{}, { window: '24h' }],
  [{ window: '30d' }, { window: '30d' }],
  [{ range }, range],
] as const)('%o asks for %o', async (props, request) => {
  const summary = vi.fn((_: UsageRangeRequest = {}) => okAsync(usageSummary([3])));
  const trend = vi.fn((_: UsageRangeRequest = {}) => okAsync(usageTrend([[3]])));
  const page = show(
    <>
      <TelemetrySummary {...props} />
      <TelemetryTrend {...props} />
    </>,
    { handlers: { 'telemetry.summary': summary, 'telemetry.trend': trend } },
  );
  await page.answered('telemetry.trend');
  for (const asked of [summary, trend]) expect(asked.mock.calls[0]?.[0]).toEqual(request);
});

it('the placeholder of the figures while they are loaded has as many of them as the last answer', async () => {
  const held: (() => void)[] = [];
  const summary = (request: UsageRangeRequest = {}) =>
    request.window === '7d'
      ? okAsync(usageSummary([1, 2, 3, 4, 5, 6, 7, 8]))
      : ResultAsync.fromSafePromise(new Promise<void>((resolve) => held.push(resolve))).map(() => usageSummary([1]));
  function Page(): ReactNode {
    const [window, setWindow] = useState<'7d' | '30d'>('7d');
    return (
      <>
        <TelemetrySummary window={window} />
        <button onClick={() => setWindow('30d')}>30 days</button>
      </>
    );
  }
  const { container } = show(<Page />, { handlers: { 'telemetry.summary': summary } });
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(10));
  fireEvent.click(screen.getByRole('button', { name: '30 days' }));
  expect(screen.getByRole('status').textContent).toBe('Loading…');
  expect(container.querySelectorAll('.ta-skeleton-block')).toHaveLength(10);
  await waitFor(() => expect(held).toHaveLength(1));
  held[0]?.();
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(3));
});

it('keeps the table while the trend of another window is loaded', async () => {
  function Page(): ReactNode {
    const [window, setWindow] = useState<'7d' | '30d'>('7d');
    return (
      <>
        <TelemetryTrend window={window} />
        <button onClick={() => setWindow('30d')}>30 days</button>
      </>
    );
  }
  const trend = (request: UsageRangeRequest = {}) =>
    okAsync(usageTrend(Array.from({ length: request.window === '7d' ? 7 : 30 }, () => [1])));
  show(<Page />, { handlers: { 'telemetry.trend': trend } });
  fireEvent.click(await screen.findByRole('button', { name: 'Show table' }));
  fireEvent.click(screen.getByRole('button', { name: '30 days' }));
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(31));
});

it('says what failed and reads again, and shows no figure as zero meanwhile', async () => {
  let isUp = false;
  const handlers = {
    'telemetry.summary': () => (isUp ? okAsync(usageSummary([3])) : errAsync(errors.down)),
    'telemetry.trend': () => (isUp ? okAsync(usageTrend([[3]])) : errAsync(errors.down)),
  };
  show(
    <>
      <TelemetrySummary />
      <TelemetryTrend />
    </>,
    { handlers },
  );
  await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
  expect(screen.queryByRole('listitem')).toBeNull();
  isUp = true;
  for (const retry of screen.getAllByRole('button', { name: 'Try again' })) fireEvent.click(retry);
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(screen.getByRole('slider')).toBeTruthy();
});

it('names the capability to an operator who lacks it', async () => {
  const { show: showAs } = await uiWorld();
  showAs({ ...ada, capabilities: ['platform.access_system_panel'] }, <TelemetrySummary />);
  expect(await screen.findByText('Not available to you')).toBeTruthy();
  expect(screen.getByText(/platform\.console\.view|platform\.ops\.view/)).toBeTruthy();
});

it('counts what an atlas has recorded', async () => {
  const world = await uiWorld();
  const event = {
    eventName: 'product.operations.started',
    workspaceId: 'w-1',
    tenantId: 't-1',
    actor: { kind: 'user', id: 'u-mia' },
  } as const;
  for (const subjectId of ['r-1', 'r-2'])
    (await world.atlas.record({ ...event, subjectType: 'operation_run', subjectId }))._unsafeUnwrap();
  world.show(
    ada,
    <>
      <TelemetrySummary />
      <TelemetryTrend />
    </>,
  );
  expect(await screen.findByRole('slider', { name: 'Hour' })).toBeTruthy();
  const read = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  await waitFor(() => expect(read().filter((row) => /^Operations started.*2$/.test(row))).toHaveLength(1));
  expect(await screen.findByText('2 events in Last 24 hours')).toBeTruthy();
});
