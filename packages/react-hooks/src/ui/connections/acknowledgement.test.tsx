// @vitest-environment jsdom
import { orThrow, ResultAsync, systemActor } from '@tenantatlas/core';
import { de as coreGerman } from '@tenantatlas/core/messages';
import type { VerificationReportView } from '@tenantatlas/core/browser';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { ConnectionPage, connectionWorld, withoutMail, withoutRoles } from '../../../test/support/connection-world.tsx';
import { ReadAnew, expectAccessible, show } from '../../../test/support/ui-world.tsx';
import { de } from '../../messages/index.ts';
import { VerificationReport } from '../index.ts';

type World = Awaited<ReturnType<typeof connectionWorld>>;
let world: World | undefined;
afterEach(() => world?.atlas.close());

const offer = () => screen.findByRole('button', { name: 'Acknowledge: Required permissions' });
const form = () => screen.getByRole('form', { name: 'Acknowledge: Required permissions' });
const reason = () => within(form()).getByRole('textbox', { name: 'Reason' });
const submit = () => within(form()).getByRole('button', { name: 'Acknowledge' });

/** A page with a check that failed without blocking. */
async function opened(as: 'client' | 'rea' = 'client'): Promise<World> {
  world = await connectionWorld();
  world.provider.set(withoutMail);
  await world.check();
  show(
    <>
      <ConnectionPage one={world.one} />
      <ReadAnew />
    </>,
    { client: world[as] },
  );
  await screen.findByRole('region', { name: 'Checks' });
  return world;
}

/** Opens the form and types. */
async function typed(text: string): Promise<void> {
  fireEvent.click(await offer());
  fireEvent.change(reason(), { target: { value: text } });
}

async function acknowledgedBy(client: World['client'], text: string): Promise<void> {
  const { one } = world as World;
  const { report } = orThrow(await client.connections.get(one));
  const { fingerprint } = report as VerificationReportView;
  orThrow(await client.connections.acknowledge({ ...one, check: 'permissions', fingerprint, reason: text }));
}

describe('a failed check that does not block', () => {
  it('is acknowledged with a reason, and then says who, when and why', async () => {
    await opened();
    const button = await offer();
    expect(screen.getAllByRole('button', { name: /^Acknowledge/ })).toEqual([button]);
    fireEvent.click(button);
    expect(document.activeElement).toBe(reason());
    expect(reason().getAttribute('aria-required')).toBe('true');
    await expectAccessible();
    fireEvent.change(reason(), { target: { value: 'Mail is not used here' } });
    fireEvent.submit(form());
    const said = await screen.findByText(/^Acknowledged by Mia on .*20\d\d.*: Mail is not used here$/);
    expect(screen.queryByRole('form')).toBeNull();
    expect(screen.queryByRole('button', { name: /^Acknowledge/ })).toBeNull();
    // The focus is still at the check, and not at the top of the page.
    await waitFor(() => expect(document.activeElement).toBe(said.closest('li')));
    within(screen.getByRole('region', { name: 'Checks' })).getByText('Needs attention');
    await expectAccessible();
  });

  it.each([
    ['by its button', () => fireEvent.click(within(form()).getByRole('button', { name: 'Cancel' }))],
    ['by Escape', () => fireEvent.keyDown(reason(), { key: 'Escape' })],
  ])('is left %s without anything written, and the focus returns', async (_, leave) => {
    const { client, one } = await opened();
    await typed('Mail is not used here');
    leave();
    expect(screen.queryByRole('form')).toBeNull();
    expect(document.activeElement).toBe(await offer());
    fireEvent.click(await offer());
    expect((reason() as HTMLTextAreaElement).value).toBe('');
    const { report } = orThrow(await client.connections.get(one));
    expect(report?.checks.map(({ acknowledgement }) => acknowledgement)).toEqual(Array.from({ length: 6 }, () => null));
  });

  it.each(['', '  four', 'x'.repeat(501)])('needs a reason of a fit length: "%.8s"', async (text) => {
    await opened();
    await typed(text);
    submit().focus();
    fireEvent.click(submit());
    const wrong = within(form()).getByText('Use 5 to 500 characters.');
    expect(reason().getAttribute('aria-invalid')).toBe('true');
    expect(reason().getAttribute('aria-describedby')?.split(' ')).toContain(wrong.id);
    expect(document.activeElement).toBe(reason());
    fireEvent.change(reason(), { target: { value: `${text.slice(0, 9)} and more` } });
    expect(screen.queryByText('Use 5 to 500 characters.')).toBeNull();
  });

  it('shows at the field what the server says about the reason', async () => {
    await opened();
    await typed('Known \u202E fine');
    fireEvent.submit(form());
    await within(form()).findByText('Remove control characters and characters that change the direction of text.');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(document.activeElement).toBe(reason());
  });

  it('shows a viewer who may not acknowledge which capability is missing, and keeps what was typed', async () => {
    await opened('rea');
    await typed('Mail is not used here');
    fireEvent.submit(form());
    within(await screen.findByRole('alert')).getByText('This needs the capability onboarding.manage.');
    expect((reason() as HTMLTextAreaElement).value).toBe('Mail is not used here');
  });

  it('that another person acknowledged meanwhile shows theirs and says who made it', async () => {
    const { lea } = await opened();
    await typed('Mail is not used here');
    await acknowledgedBy(lea, 'Agreed with the customer');
    fireEvent.submit(form());
    within(await screen.findByRole('alert')).getByText('It exists already.');
    await screen.findByText(/^Acknowledged by Lea on .*: Agreed with the customer$/);
    expect((reason() as HTMLTextAreaElement).value).toBe('Mail is not used here');
    expect(submit().getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(within(form()).getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('whose report was replaced by one that says something else is not acknowledged, and keeps what was typed', async () => {
    const { provider, check, client, one } = await opened();
    await typed('Mail is not used here');
    provider.set(withoutRoles);
    await check();
    fireEvent.submit(form());
    within(await screen.findByRole('alert')).getByText(/^It was changed in the meantime/);
    await within(screen.getByRole('region', { name: 'Checks' })).findByText('Blocked');
    expect((reason() as HTMLTextAreaElement).value).toBe('Mail is not used here');
    expect(submit().getAttribute('aria-disabled')).toBe('true');
    const { report } = orThrow(await client.connections.get(one));
    expect(report?.checks.at(-1)?.acknowledgement).toBeNull();
  });

  it('of an erased person shows that the reason was removed', async () => {
    const { client, atlas } = await opened();
    await acknowledgedBy(client, 'Mail is not used here');
    const actor = systemActor('eraser');
    orThrow(await atlas.maintenance.erasePerson({ actor, kind: 'user', personId: 'u-mia' }));
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
    await screen.findByText(/^Acknowledged by .* The reason was erased\.$/);
    expect(document.body.textContent).not.toContain('Mail is not used');
  });

  it('is acknowledged in German and in the words of the host', async () => {
    world = await connectionWorld();
    world.provider.set(withoutMail);
    await world.check();
    const messages = { ...de, ...coreGerman, 'ui.check.acknowledged': 'Hingenommen: {reason} ({person})' };
    show(<ConnectionPage one={world.one} />, { client: world.client, locale: 'de', messages });
    const name = 'Zur Kenntnis nehmen: Erforderliche Berechtigungen';
    fireEvent.click(await screen.findByRole('button', { name }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Begründung' }), { target: { value: 'Ohne Bedarf' } });
    fireEvent.submit(screen.getByRole('form', { name }));
    await screen.findByText('Hingenommen: Ohne Bedarf (Mia)');
    expect(document.body.textContent).not.toMatch(/ui\.check|Acknowledge/);
  });
});

describe('nothing is offered', () => {
  it('for a check that passed, that blocks, or in a report that is stale, or where the host says so', async () => {
    world = await connectionWorld();
    const reportOf = async (tenant: typeof withoutMail | typeof withoutRoles) => {
      world?.provider.set(tenant);
      await world?.check();
      return orThrow(await (world as World).client.connections.get((world as World).one))
        .report as VerificationReportView;
    };
    const [failed, blocked] = [await reportOf(withoutMail), await reportOf(withoutRoles)];
    const buttons = (element: Parameters<typeof show>[0]): number => {
      const page = show(element, { client: (world as World).client });
      const found = screen.queryAllByRole('button', { name: /^Acknowledge/ }).length;
      page.unmount();
      return found;
    };
    expect([
      buttons(<VerificationReport report={failed} />),
      buttons(<VerificationReport report={failed} canAcknowledge={false} />),
      buttons(<VerificationReport report={{ ...failed, staleBecause: 'too_old' }} />),
      buttons(<VerificationReport report={blocked} />),
    ]).toEqual([1, 0, 0, 0]);
  });
});

describe('the form', () => {
  /** The report of a check that failed, and the same with a second one that can be acknowledged. */
  const reports = async () => {
    world = await connectionWorld();
    world.provider.set(withoutMail);
    await world.check();
    const { report } = orThrow(await world.client.connections.get(world.one));
    const one = report as VerificationReportView;
    const [failed] = one.checks.slice(-1) as [VerificationReportView['checks'][number]];
    const second = { ...failed, key: 'second', title: { id: 'x', params: {}, text: 'Second' } };
    return { one, two: { ...one, checks: [...one.checks, second] } };
  };

  it('of another check does not open while an acknowledgement is on its way, which would close it and lose its text', async () => {
    const { two } = await reports();
    const { client } = world as World;
    const gate = Promise.withResolvers<void>();
    const acknowledge: typeof client.connections.acknowledge = (request) =>
      new ResultAsync(gate.promise.then(() => client.connections.acknowledge(request)));
    const slow = { ...client, connections: { ...client.connections, acknowledge } };
    show(<VerificationReport report={two} />, { client: slow });
    await typed('Mail is not used here');
    fireEvent.submit(form());
    await within(form()).findByRole('button', { name: 'Saving…' });
    const other = screen.getByRole('button', { name: 'Acknowledge: Second' });
    expect(other.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(other);
    expect(screen.getAllByRole('form')).toEqual([form()]);
    gate.resolve();
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge: Second' }));
    screen.getByRole('form', { name: 'Acknowledge: Second' });
  });

  it('is not closed by the Escape that ends the composition of a character', async () => {
    await opened();
    await typed('メールは使わない');
    fireEvent.keyDown(reason(), { key: 'Escape', isComposing: true });
    expect((reason() as HTMLTextAreaElement).value).toBe('メールは使わない');
  });

  it('ends with its connection: what was typed for one tenant is not sent for another', async () => {
    const { one } = await reports();
    const { client } = world as World;
    function Page(): ReactNode {
      const [connectionId, select] = useState(one.connectionId);
      return (
        <>
          <button onClick={() => select('c-of-another-tenant')}>Another tenant</button>
          <VerificationReport report={{ ...one, connectionId }} />
        </>
      );
    }
    show(<Page />, { client });
    await typed('Mail is not used here');
    fireEvent.click(screen.getByRole('button', { name: 'Another tenant' }));
    expect(screen.queryByRole('form')).toBeNull();
    fireEvent.click(await offer());
    expect((reason() as HTMLTextAreaElement).value).toBe('');
  });
});
