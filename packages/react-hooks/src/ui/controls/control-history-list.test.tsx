// @vitest-environment jsdom
import { err, ok, ResultAsync, type ControlHistory } from '@tenantatlas/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { auditEntry } from '../../../test/support/audit-entry.ts';
import { control, errors } from '../../../test/support/samples.ts';
import { pass } from '../../../test/support/shown.tsx';
import { AtlasProvider, type AnyAtlasError } from '../../index.ts';
import { createTestClient } from '../../testing/index.ts';
import { AtlasRoot } from '../base/atlas-root.tsx';
import { ControlHistoryList } from './control-history-list.tsx';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A history of as many entries as the server has at the moment; the card around it knows of three. */
function showHistory() {
  const server = { count: 3, error: null as AnyAtlasError | null };
  const history = vi.fn(() => {
    const entries = Array.from({ length: server.count }, (_, index) => auditEntry({ id: `e-${String(index)}` }));
    const answer: ControlHistory = { controlKey: 'acme.mail', entries, places: [], count: entries.length };
    return new ResultAsync(Promise.resolve(server.error ? err(server.error) : ok(answer)));
  });
  const client = createTestClient({
    'controls.history': history,
    'workspaces.list': () => new ResultAsync(Promise.resolve(ok({ items: [], nextCursor: null }))),
    'workspaces.get': () => new ResultAsync(Promise.resolve(err(errors.notFound))),
  });
  render(
    <AtlasProvider client={client}>
      <AtlasRoot>
        <ControlHistoryList control={{ ...control('acme.mail'), historyCount: 3 }} />
      </AtlasRoot>
    </AtlasProvider>,
  );
  return { server, history };
}

async function toggle(isOpen: boolean) {
  const details = document.querySelector('details') as HTMLDetailsElement;
  act(() => {
    details.open = isOpen;
    fireEvent(details, new Event('toggle'));
  });
  await pass();
}

it('counts the listed entries, even if another operator pauses while it is open', async () => {
  const { server, history } = showHistory();
  await pass(20_000);
  screen.getByText('(3)');
  expect(history).not.toHaveBeenCalled();
  await toggle(true);
  expect(screen.getAllByRole('listitem').length).toBe(3);
  server.count = 4;
  await pass(5_100); // no longer than the next refresh
  expect(screen.getAllByRole('listitem').length).toBe(4);
  screen.getByText('(4)');
  await toggle(false);
  history.mockClear();
  await pass(20_000);
  expect(history).not.toHaveBeenCalled();
});

it('marks stale data', async () => {
  const { server } = showHistory();
  await toggle(true);
  screen.getByText(/^As of /);
  server.error = errors.outdated;
  await pass(5_100);
  screen.getByText(/, not refreshed since$/);
  expect(screen.getAllByRole('listitem').length).toBe(3);
});
