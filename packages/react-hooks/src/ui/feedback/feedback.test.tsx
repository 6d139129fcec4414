// @vitest-environment jsdom
import { errAsync, okAsync, ResultAsync, type ControlPaused, type ControlSummary } from '@tenantatlas/core';
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import type { AnyAtlasError } from '../../error.ts';
import { ControlCenter } from '../controls/control-center.tsx';
import { TestAtlasProvider } from '../../testing/index.ts';
import { ErrorPanel } from './error-panel.tsx';
import { LoadMore } from './load-more.tsx';
import { PausedPanel } from './paused-panel.tsx';
import { StaleNote } from './stale-note.tsx';

const said = (text: string) => ({ id: 'test.text', params: {}, text });
const storageFailure = { code: 'storage_failure', retryable: true, message: said('No answer.') } as AnyAtlasError;
const paused = {
  code: 'control_paused',
  title: said('Reading paused'),
  message: said('We are moving house.'),
  decision: { expiresAt: null },
} as ControlPaused;
const controls = (answer: () => ResultAsync<readonly ControlSummary[], unknown>) =>
  show(<ControlCenter />, { handlers: { 'controls.list': answer } });

describe('each state of a read', () => {
  it('loading: a skeleton', async () => {
    controls(() => new ResultAsync(new Promise(() => undefined)));
    const status = screen.getByText('Loading…').closest('[role=status]');
    expect(status?.querySelectorAll('.ta-skeleton-block').length).toBe(2);
    await expectAccessible();
  });

  it('ready and empty: an empty state', async () => {
    controls(() => okAsync([]));
    await screen.findByText('No controls');
    await expectAccessible();
  });

  it('denied: the missing capability, without an alert', async () => {
    controls(() => errAsync({ code: 'forbidden', capability: 'platform.ops.view', message: said('No.') }));
    await screen.findByText(/This needs the capability platform\.ops\.view/);
    expect(screen.queryByRole('alert')).toBeNull();
    await expectAccessible();
  });

  it('paused: an explanation, never an error', async () => {
    controls(() => errAsync(paused));
    await screen.findByText('Reading paused');
    screen.getByText('Paused with no end date.');
    expect(screen.queryByRole('alert')).toBeNull();
    await expectAccessible();
  });

  it('failed: what happened, what is safe, and a retry', async () => {
    const answer = vi.fn(() => errAsync(storageFailure) as ResultAsync<readonly ControlSummary[], unknown>);
    controls(answer);
    await screen.findByText('No answer.');
    screen.getByText('Nothing was changed.');
    await expectAccessible();
    answer.mockImplementation(() => okAsync([]));
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('No controls');
  });
});

type WithOutcome = Extract<AnyAtlasError, { readonly outcome: unknown }>;

/** One error of each code that says whether something was written. */
const withOutcome: { readonly [code in WithOutcome['code']]: Extract<WithOutcome, { readonly code: code }> } = {
  storage_failure: {
    code: 'storage_failure',
    kind: 'unavailable',
    retryable: false,
    outcome: 'unknown',
    message: said('?'),
  },
  unreachable: { code: 'unreachable', retryable: false, outcome: 'unknown', message: said('?') },
};

describe.each(Object.values(withOutcome))('a write that ended in $code', (error) => {
  it('may have happened if the outcome is unknown: it does not claim that nothing was changed', () => {
    show(<ErrorPanel error={error} attempt="write" />, {});
    screen.getByText("We couldn't confirm the change");
    screen.getByText('Check the current state before you try again.');
    expect(screen.queryByText(/Nothing was changed|not done/)).toBeNull();
  });

  it('has not happened if that is known', () => {
    show(<ErrorPanel error={{ ...error, outcome: 'not_written' }} attempt="write" />, {});
    screen.getByText('This was not done');
    screen.getByText('Nothing was changed.');
  });

  it('does not say twice that nothing was changed', () => {
    const message = said('The server cannot be reached. Nothing was changed.');
    show(<ErrorPanel error={{ ...error, outcome: 'not_written', message }} attempt="write" />, {});
    expect(screen.getByRole('alert').textContent?.split('Nothing was changed.')).toHaveLength(2);
  });

  it('is shown as a failed load for a read', () => {
    show(<ErrorPanel error={error} />, {});
    screen.getByText("Couldn't load this");
  });
});

describe('a pause', () => {
  const pause: ControlPaused = {
    ...paused,
    message: said('Restores are paused. We are moving house. No change was made.'),
    decision: { ...paused.decision, reasonText: 'We are moving house.' },
  };

  it('that refused a request states that nothing was changed', () => {
    show(<PausedPanel pause={pause} />, {});
    screen.getByText(/No change was made/);
  });

  it('that is only displayed gives its reason, and mentions no change', () => {
    show(<PausedPanel pause={pause} isRefusal={false} />, {});
    screen.getByText('We are moving house.');
    screen.getByText('Paused with no end date.');
    expect(screen.queryByText(/No change was made/)).toBeNull();
  });
});

describe('loading more', () => {
  const pages = { items: [], hasMore: true, isLoadingMore: false, loadMore: vi.fn() };

  it('is requested once, even outside a root', () => {
    const { rerender } = show(<LoadMore pages={pages} />, {});
    fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(pages.loadMore).toHaveBeenCalledOnce();
    expect(document.querySelector('.ta-root .ta-more')).not.toBeNull();
    rerender(
      <TestAtlasProvider>
        <LoadMore pages={{ ...pages, isLoadingMore: true }} />
      </TestAtlasProvider>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Loading…' }));
    expect(pages.loadMore).toHaveBeenCalledOnce();
  });

  it('is removed after the last page', () => {
    show(<LoadMore pages={{ ...pages, hasMore: false }} />, {});
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the age of data', () => {
  const result = { isStale: false, readAt: Date.now(), refresh: vi.fn() };

  it('is unobtrusive while the data is current', () => {
    show(<StaleNote result={result} isLive />, {});
    screen.getByText(/^As of /);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it.each([
    { name: 'could not be refreshed', given: { ...result, isStale: true }, isLive: false },
    { name: 'is live and older than six seconds', given: { ...result, readAt: Date.now() - 7_000 }, isLive: true },
  ])('is marked when it $name', async ({ given, isLive }) => {
    show(<StaleNote result={given} isLive={isLive} />, {});
    screen.getByText(/, not refreshed since$/);
    fireEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(given.refresh).toHaveBeenCalled();
    await expectAccessible();
  });

  it('may be higher with more pages', () => {
    const given = { ...result, readAt: Date.now() - 7_000 };
    show(<StaleNote result={given} isLive pageCount={2} />, {});
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is not marked for age alone if the data does not change by itself', () => {
    show(<StaleNote result={{ ...result, readAt: Date.now() - 60_000 }} />, {});
    screen.getByText(/^As of /);
  });
});
