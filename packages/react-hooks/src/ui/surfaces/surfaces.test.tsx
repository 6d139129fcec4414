// @vitest-environment jsdom
import {
  createTenantAtlas,
  errAsync,
  okAsync,
  orThrow,
  systemActor,
  workspaceUser,
  type ActionView,
  type OperationRunView,
  type TenantVerificationView,
} from '@tenantatlas/core';
import { scriptedProvider } from '@tenantatlas/core/conformance';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { errors } from '../../../test/support/samples.ts';
import { expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { RecentOperations } from './recent-operations.tsx';
import { TenantVerification } from './tenant-verification.tsx';

const here = { workspaceId: 'w-1', tenantId: 't-1' };
const hrefOf = (run: OperationRunView): string => `/runs/${run.id}`;
const verification = <TenantVerification {...here} hrefOf={hrefOf} />;
const recent = <RecentOperations {...here} hrefOf={hrefOf} allHref="/runs" />;

/** A tenant with a connection, and a manager and a reader who may see it. */
async function world() {
  const atlas = createTenantAtlas({ providers: [scriptedProvider()] });
  const system = atlas.as(systemActor('setup'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ ...here, name: 'Contoso', lifecycle: 'active' }));
  for (const role of ['manager', 'readonly'] as const) {
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: role, role }));
    orThrow(await system.workspaces.grantTenant({ ...here, userId: role }));
  }
  const connect = async () =>
    orThrow(
      await system.connections.create({
        ...here,
        provider: 'scripted',
        connectionType: 'platform',
        displayName: 'Main',
        externalTenantId: 'contoso.example',
      }),
    );
  const as = (role: 'manager' | 'readonly') => atlas.as(workspaceUser({ id: role, label: role }));
  return { system, connect, as };
}
const primaries = () => document.querySelectorAll('[data-ta-variant="primary"]');

describe('the verification of a tenant', () => {
  it('says what is missing before there is a connection', async () => {
    const { as } = await world();
    show(verification, { client: as('manager') });
    await screen.findByText('No provider is connected yet.');
    expect(primaries()).toHaveLength(0);
    await expectAccessible();
  });

  it('starts the first verification, and then opens its run', async () => {
    const { as, connect, system } = await world();
    await connect();
    show(verification, { client: as('manager') });
    fireEvent.click(await screen.findByRole('button', { name: 'Start verification' }));
    const link = await screen.findByRole('link', { name: 'Open operation' });
    const { items } = orThrow(await system.operations.list({ workspaceId: 'w-1' }));
    expect(items).toHaveLength(1);
    expect(link.getAttribute('href')).toBe(`/runs/${items[0]?.id ?? ''}`);
    expect(primaries()).toHaveLength(1);
    screen.getByText('Verification in progress');
    await waitFor(() => expect(screen.getByText('Verification was started.').closest('[role=status]')).not.toBeNull());
    expect(screen.queryByRole('button', { name: 'Start verification' })).toBeNull();
    await expectAccessible();
  });

  it('keeps a disabled start reachable, with the missing capability', async () => {
    const { as, connect } = await world();
    await connect();
    show(verification, { client: as('readonly') });
    const button = await screen.findByRole('button', { name: 'Start verification' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button);
    expect((await screen.findByRole('tooltip')).textContent).toBe('This needs the capability onboarding.manage.');
    expect(primaries()).toHaveLength(0);
    await expectAccessible();
  });

  it('shows an archived tenant its lifecycle and nothing to press', async () => {
    const { as, connect, system } = await world();
    await connect();
    orThrow(await system.tenants.changeLifecycle({ ...here, to: 'archived' }));
    show(verification, { client: as('manager') });
    await screen.findByText(/read-only/);
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(screen.queryAllByRole('link')).toEqual([]);
  });

  it('explains a pause when the start is pressed, and starts nothing', async () => {
    const { as, connect } = await world();
    await connect();
    const answer = orThrow(await as('manager').surfaces.tenantVerification(here));
    const { title, message, decision } = errors.paused;
    const start = { ...(answer.start as ActionView), state: 'paused', pause: { title, message, decision } } as const;
    const paused: TenantVerificationView = { ...answer, start };
    let starts = 0;
    show(verification, {
      handlers: {
        'surfaces.tenantVerification': () => okAsync(paused),
        'connections.verify': () => ((starts += 1), errAsync(errors.paused)),
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: /Start verification.*paused/i }));
    within(await screen.findByRole('dialog')).getByText(message.text);
    expect(starts).toBe(0);
    await expectAccessible();
  });

  it('keeps a refused start visible', async () => {
    const { as, connect } = await world();
    await connect();
    const answer = orThrow(await as('manager').surfaces.tenantVerification(here));
    show(verification, {
      handlers: {
        'surfaces.tenantVerification': () => okAsync(answer),
        'connections.verify': () => errAsync(errors.paused),
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Start verification' }));
    within(await screen.findByRole('alert')).getByText(errors.paused.message.text);
  });
});

describe('the recent operations of a tenant', () => {
  it('has an empty state with one link to all operations', async () => {
    const { as } = await world();
    show(recent, { client: as('manager') });
    await screen.findByText('No operations yet');
    const links = screen.getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual(['All operations of the workspace']);
    expect(links[0]?.getAttribute('href')).toBe('/runs');
    await expectAccessible();
  });

  it('opens each operation by its name', async () => {
    const { as, connect } = await world();
    const { id } = await connect();
    const { run } = orThrow(await as('manager').connections.verify({ workspaceId: 'w-1', connectionId: id }));
    show(recent, { client: as('readonly') });
    const link = await screen.findByRole('link', { name: 'Connection check' });
    expect(link.getAttribute('href')).toBe(`/runs/${run.id}`);
    expect(link.title).toBe('Open operation');
    expect(screen.getAllByRole('link')).toHaveLength(2);
    expect(screen.queryAllByRole('button', { name: /cancel/i })).toEqual([]);
    expect(screen.queryByRole('columnheader', { name: 'Actions' })).toBeNull();
    await expectAccessible();
  });

  it('cancels a run where the page asks for it', async () => {
    const { as, connect } = await world();
    const { id } = await connect();
    orThrow(await as('manager').connections.verify({ workspaceId: 'w-1', connectionId: id }));
    show(<RecentOperations {...here} hrefOf={hrefOf} canCancel />, { client: as('manager') });
    await screen.findByRole('button', { name: 'Cancel Connection check' });
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });

  it('keeps the operations of an archived tenant below its lifecycle', async () => {
    const { as, connect, system } = await world();
    const { id } = await connect();
    orThrow(await as('manager').connections.verify({ workspaceId: 'w-1', connectionId: id }));
    orThrow(await system.tenants.changeLifecycle({ ...here, to: 'archived' }));
    show(recent, { client: as('readonly') });
    await screen.findByText(/read-only/);
    screen.getByRole('link', { name: 'Connection check' });
  });

  it('uses the link of a router', async () => {
    const { as } = await world();
    show(
      <RecentOperations
        {...here}
        hrefOf={hrefOf}
        allHref="/runs"
        slots={{ link: ({ href, children }) => <a href={`#${href}`}>{children}</a> }}
      />,
      { client: as('manager') },
    );
    expect((await screen.findByRole('link')).getAttribute('href')).toBe('#/runs');
  });
});
