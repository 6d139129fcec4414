// @vitest-environment jsdom
import { errAsync, okAsync, type TenantView } from '@tenantatlas/core/browser';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { errors } from '../../../test/support/samples.ts';
import { expectAccessible, ReadAnew, show } from '../../../test/support/ui-world.tsx';
import { useTenants, type AnyAtlasError } from '../../index.ts';
import type { TestAtlasProviderProps } from '../../testing/index.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { PagedList } from './paged-list.tsx';
import { Table, type Column } from './table.tsx';

const columns: readonly Column<TenantView>[] = [
  { id: 'name', title: 'Name', cell: ({ tenantId, name }) => <a href={`/t/${tenantId}`}>{name}</a> },
];

function Tenants() {
  return (
    <PagedList
      result={useTenants({ workspaceId: 'w-1' })}
      empty={<EmptyState title="No tenants">They appear here.</EmptyState>}
    >
      {(items) => <Table label="Tenants" columns={columns} rows={items} keyOf={({ tenantId }) => tenantId} />}
    </PagedList>
  );
}

/** A server of so many tenants, two on a page, which fails while `state.error` is set. */
function server(count: number) {
  const state = { count, error: null as AnyAtlasError | null };
  const list = ({ cursor }: { readonly cursor?: string | null | undefined }) => {
    if (state.error) return errAsync(state.error);
    const from = Number(cursor ?? 0);
    const names = Array.from({ length: state.count }, (_, index) => `Tenant ${String(index + 1)}`);
    const items = names.slice(from, from + 2).map((name, index) => ({ tenantId: `t-${String(from + index)}`, name }));
    return okAsync({ items: items as never[], nextCursor: from + 2 < state.count ? String(from + 2) : null });
  };
  const handlers: TestAtlasProviderProps['handlers'] = { 'tenants.list': list };
  return { state, handlers };
}

const tenants = (): readonly string[] => screen.queryAllByRole('rowheader').map(({ textContent }) => textContent ?? '');
const said = (): string =>
  screen
    .getAllByRole('status')
    .map(({ textContent }) => textContent)
    .join('');

/** Presses the button as a keyboard does. */
function press(): HTMLElement {
  const button = screen.getByRole('button', { name: 'Load more' });
  act(() => button.focus());
  fireEvent.click(button);
  return button;
}

describe('a paged list', () => {
  it('shows an empty state', async () => {
    show(<Tenants />, { handlers: server(0).handlers });
    await screen.findByText('No tenants');
    screen.getByText(/^As of /);
    await expectAccessible();
  });

  it('explains why it is empty', async () => {
    show(<Tenants />, { handlers: { 'tenants.list': () => errAsync(errors.notFound) } });
    await screen.findByText('Not available to you');
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('announces the number of new items, and keeps the focus on the load button', async () => {
    show(<Tenants />, { handlers: server(5).handlers });
    await waitFor(() => expect(tenants()).toHaveLength(2));
    expect(said()).toBe('');
    const button = press();
    await waitFor(() => expect(tenants()).toHaveLength(4));
    await waitFor(() => expect(said()).toBe('2 more entries are shown.'));
    expect(document.activeElement).toBe(button);
    await expectAccessible();
  });

  it('moves the focus to the first new item when the button is removed', async () => {
    show(<Tenants />, { handlers: server(3).handlers });
    await waitFor(() => expect(tenants()).toHaveLength(2));
    press();
    await waitFor(() => expect(tenants()).toHaveLength(3));
    await waitFor(() => expect(said()).toBe('1 more entry is shown.'));
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Tenant 3'));
    expect(document.activeElement?.getAttribute('role')).toBe('row');
  });

  it('moves the focus from no other element', async () => {
    show(
      <>
        <Tenants />
        <ReadAnew />
      </>,
      { handlers: server(3).handlers },
    );
    await waitFor(() => expect(tenants()).toHaveLength(2));
    press();
    const elsewhere = screen.getByRole('button', { name: 'Read anew' });
    act(() => elsewhere.focus());
    await waitFor(() => expect(tenants()).toHaveLength(3));
    expect(document.activeElement).toBe(elsewhere);
  });

  it('announces new items once, however often the list refetches', async () => {
    const { state, handlers } = server(5);
    show(
      <>
        <Tenants />
        <ReadAnew />
      </>,
      { handlers },
    );
    await waitFor(() => expect(tenants()).toHaveLength(2));
    press();
    await waitFor(() => expect(said()).toBe('2 more entries are shown.'));
    state.count = 3;
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
    await waitFor(() => expect(tenants()).toHaveLength(3));
    expect(said()).toBe('2 more entries are shown.');
  });

  it('keeps the loaded items when the next page fails, and announces nothing', async () => {
    const { state, handlers } = server(5);
    show(<Tenants />, { handlers });
    await waitFor(() => expect(tenants()).toHaveLength(2));
    state.error = errors.outdated;
    press();
    await screen.findByText(/, not refreshed since$/);
    expect(tenants()).toHaveLength(2);
    expect(said()).not.toContain('more');
  });

  it('uses the messages of the provider', async () => {
    const messages = { 'ui.load_more': 'Show older', 'ui.list.loaded': '{count} older' };
    show(<Tenants />, { handlers: server(5).handlers, messages });
    fireEvent.click(await screen.findByRole('button', { name: 'Show older' }));
    await waitFor(() => expect(said()).toBe('2 older'));
  });
});
