// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  errAsync,
  notFound,
  okAsync,
  orThrow,
  platformCapabilities,
  platformOperator,
  ResultAsync,
  type Conflict,
} from '@tenantatlas/core';
import { ReadAnew, ada, expectAccessible, mia, nextTurn, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { ControlCenter } from './control-center.tsx';

const open = async (name: string) => {
  const button = await screen.findByRole('button', { name });
  button.focus();
  fireEvent.click(button);
  return within(
    await waitFor(() => {
      const found = document.querySelector<HTMLElement>('[role=dialog], [role=alertdialog]');
      if (!found) throw new Error('No dialog is open.');
      return found;
    }),
  );
};
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const occupied: Conflict = {
  code: 'conflict',
  reason: 'exists',
  winner: null,
  message: { id: 'test.exists', params: {}, text: 'There is one already.' },
};
const isUnavailable = (button: HTMLElement) => button.getAttribute('aria-disabled') === 'true';

beforeEach(() => sessionStorage.clear());

describe('the control center', () => {
  it('shows each control with its state as icon and text', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm', 'Mail is on hold.');
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const card = within(await screen.findByRole('article', { name: 'Mass mail' }));
    expect(card.getByText('Paused in 1 workspace')).toBeTruthy();
    const row = within(card.getByRole('row', { name: /Acme/ }));
    for (const text of ['Acme', 'Spam alarm', 'Mail is on hold.', 'Ada', '0']) row.getByText(text);
    card.getByText('Operation: acme.mail.');
    card.getByText('in 1 hour');
    await expectAccessible();
  });

  it('pauses one workspace: the impact comes before the confirmation, which repeats the verb', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    const confirm = dialog.getByRole('button', { name: 'Pause' });
    expect(isUnavailable(confirm)).toBe(true);
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'Chosen workspaces' }).checked).toBe(true);
    await dialog.findByText('Choose a workspace to see the impact.');
    type(dialog.getByRole('searchbox'), 'acm');
    fireEvent.click(await dialog.findByRole('checkbox', { name: /^Acme/ }));
    expect(dialog.queryByRole('checkbox', { name: /Borealis/ })).toBeNull();
    await dialog.findByText('Stops new starts of Mass mail for Acme (2 tenants).');
    expect(isUnavailable(confirm)).toBe(false);
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'Spam alarm');
    await expectAccessible();
    fireEvent.click(confirm);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await screen.findByText('Mass mail paused for Acme.')).closest('[role=status]')).not.toBeNull();
    await screen.findByText('Paused in 1 workspace');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Pause Mass mail'));
    const [activation] = (await world.operator.controls.summary({ control: 'acme.mail' }))._unsafeUnwrap().activations;
    expect(activation).toMatchObject({ reasonText: 'Spam alarm', publicMessage: null, scope: { workspaceId: 'w-1' } });
    expect(activation?.expiresAt).not.toBeNull();
  });

  it('confirms an action while the card shows it, and no longer', async () => {
    const world = await uiWorld();
    const client = world.atlas.as(ada);
    const gate = { isShut: false, open: () => {} };
    const list: typeof client.controls.list = () => {
      const answer = client.controls.list();
      if (!gate.isShut) return answer;
      return new ResultAsync(new Promise<void>((resolve) => (gate.open = resolve)).then(() => answer));
    };
    show(
      <>
        <ControlCenter controls={['acme.mail']} />
        <ReadAnew />
      </>,
      { client: { ...client, controls: { ...client.controls, list } } },
    );
    const dialog = await open('Pause Mass mail');
    fireEvent.click(dialog.getByRole('radio', { name: 'All workspaces' }));
    await dialog.findByText(/^Stops new starts of Mass mail for 2 workspaces/);
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'Spam alarm');
    gate.isShut = true;
    fireEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), { timeout: 20_000 });
    screen.getByText('Enabled');
    expect(screen.queryByText('Mass mail paused for all workspaces.')).toBeNull();
    gate.isShut = false;
    gate.open();
    await screen.findByText('Mass mail paused for all workspaces.');
    screen.getByText('Paused for all workspaces');
    await world.operator.controls.resume({ control: 'acme.mail', scope: { type: 'global' } });
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
    await screen.findByText('Enabled');
    expect(screen.queryByText('Mass mail paused for all workspaces.')).toBeNull();
  });

  it("uses the provider's names for controls and places", async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />, {
      messages: {
        'catalog.Mass mail': 'Massenversand',
        'surface.acme.campaigns': 'Kampagnen',
        'operation.acme.mail': 'Versand',
      },
    });
    const card = within(await screen.findByRole('article', { name: 'Massenversand' }));
    card.getByText('Operation: Versand. Affected screen: Kampagnen.');
    await open('Pause Massenversand');
    screen.getByRole('dialog', { name: 'Pause Massenversand' });
  });

  it('does not repeat its name as that of the one operation that it stops', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter />, { messages: { 'operation.acme.mail': 'Mass mail' } });
    const card = within(await screen.findByRole('article', { name: 'Mass mail' }));
    expect(card.getAllByText(/Mass mail/)).toHaveLength(1);
    expect(card.queryByText(/^Operation/)).toBeNull();
  });

  it('says of a pause that it ends soon, a quarter of an hour before', async () => {
    const world = await uiWorld();
    const endingIn = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    for (const [workspaceId, minutes] of [
      ['w-1', 14],
      ['w-2', 17],
    ] as const)
      orThrow(
        await world.operator.controls.pause({
          control: 'acme.mail',
          scope: { type: 'workspace', workspaceId },
          reason: 'Spam alarm',
          expiresAt: endingIn(minutes),
        }),
      );
    world.show(ada, <ControlCenter />);
    const soon = within(await screen.findByRole('row', { name: /Acme/ }));
    await soon.findByText('Ends soon');
    expect(within(screen.getByRole('row', { name: /Borealis/ })).queryByText('Ends soon')).toBeNull();
  });

  it('asks the server whether the viewer may manage, and does not where the host knows it', async () => {
    const world = await uiWorld();
    const watching = platformOperator({
      id: 'op-lena',
      label: 'Lena',
      capabilities: platformCapabilities.filter((one) => one !== 'platform.ops.controls.manage'),
    });
    const real = world.atlas.as(watching);
    const preview = vi.fn(real.controls.previewImpact);
    const client = { ...real, controls: { ...real.controls, previewImpact: preview } };
    const asked = show(<ControlCenter />, { client });
    const pause = () => screen.findByRole('button', { name: 'Pause Mass mail' });
    await waitFor(async () => expect(isUnavailable(await pause())).toBe(true));
    expect(preview).toHaveBeenCalled();
    asked.unmount();
    preview.mockClear();
    const known = show(<ControlCenter canManage={false} />, { client });
    const button = await pause();
    expect(isUnavailable(button)).toBe(true);
    fireEvent.keyDown(document.body, { key: 'Tab' });
    button.focus();
    expect((await screen.findByRole('tooltip')).textContent).toContain('platform.ops.controls.manage');
    known.unmount();
    show(<ControlCenter canManage />, { client });
    expect(isUnavailable(await pause())).toBe(false);
    expect(preview).not.toHaveBeenCalled();
  });

  it('counts only the workspaces that it has read', async () => {
    const world = await uiWorld();
    const client = world.atlas.as(ada);
    const items = Array.from({ length: 200 }, (_, index) => ({ workspaceId: `w-${String(index)}`, name: 'Acme' }));
    const page = { hasMore: true };
    const list = () => okAsync({ items, nextCursor: page.hasMore ? 'more' : null } as never);
    show(<ControlCenter controls={['acme.mail']} />, {
      client: { ...client, workspaces: { ...client.workspaces, list } },
    });
    const dialog = await open('Pause Mass mail');
    await dialog.findByText(/^More than 150 more results/);
    page.hasMore = false;
    type(dialog.getByRole('searchbox'), 'acme');
    await dialog.findByText(/^350 more results/);
  });

  it('shows the end of a pause with its zone and without seconds in a dialog', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    expect(dialog.getByText(/^Ends /, { selector: 'p' }).textContent).toMatch(
      /^Ends .+, \d+:\d\d\s[AP]M \S+\. This control/,
    );
    expect(dialog.getByRole('textbox', { name: 'Reason' }).getAttribute('dir')).toBe('auto');
  });

  it('disables the buttons for a viewer without the capability, and names it', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm');
    const watching = platformCapabilities.filter((each) => each !== 'platform.ops.controls.manage');
    const watcher = platformOperator({ id: 'op-wim', label: 'Wim', capabilities: watching });
    world.show(watcher, <ControlCenter controls={['acme.mail']} />);
    await screen.findByRole('article', { name: 'Mass mail' });
    const buttons = () => screen.getAllByRole('button', { name: /^(Pause|Resume|Change|More)/ });
    await waitFor(() => expect(buttons().map(isUnavailable)).toEqual([true, true, true]));
    fireEvent.click(screen.getByRole('button', { name: 'Pause Mass mail' }));
    expect(await screen.findByText(/platform\.ops\.controls\.manage/)).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    await expectAccessible();
  });

  it('never submits before the impact is loaded', async () => {
    const world = await uiWorld();
    const client = world.atlas.as(ada);
    const pause = vi.fn(client.controls.pause);
    const impact = Promise.withResolvers<void>();
    const previewImpact: typeof client.controls.previewImpact = (request) =>
      new ResultAsync(impact.promise.then(() => client.controls.previewImpact(request)));
    const slow = { ...client, controls: { ...client.controls, pause, previewImpact } };
    show(<ControlCenter controls={['acme.mail']} />, { client: slow });
    const dialog = await open('Pause Mass mail');
    fireEvent.click(dialog.getByRole('radio', { name: 'All workspaces' }));
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'Spam alarm');
    const confirm = dialog.getByRole('button', { name: 'Pause' });
    expect(isUnavailable(confirm)).toBe(true);
    expect(document.getElementById(confirm.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/impact/);
    fireEvent.click(confirm);
    fireEvent.submit(dialog.getByRole('textbox', { name: 'Reason' }));
    await nextTurn(); // what is written is sent in a later turn
    impact.resolve();
    await waitFor(() => expect(isUnavailable(confirm)).toBe(false));
    expect(pause).not.toHaveBeenCalled();
  });

  it('shows a validation error at its field, including those of the server', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    fireEvent.click(dialog.getByRole('radio', { name: 'All workspaces' }));
    await dialog.findByText(/^Stops new starts of Mass mail for 2 workspaces/);
    const reason = dialog.getByRole('textbox', { name: 'Reason' });
    type(reason, 'No');
    fireEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    expect(await dialog.findByText('Use 5 to 500 characters.')).toBeTruthy();
    expect(reason.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(reason);
    type(reason, 'NUL \u0000 inside');
    fireEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    expect(await dialog.findByText(/Remove NUL characters/)).toBeTruthy();
    expect(reason.getAttribute('aria-invalid')).toBe('true');
    expect(dialog.queryByRole('alert')).toBeNull();
  });

  it('respects the longest pause that the control allows', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    dialog.getByText(/This control allows pauses up to 8 hours\.$/);
    expect(dialog.queryByRole('radio', { name: '24 h' })).toBeNull();
    expect(dialog.queryByRole('radio', { name: 'No end' })).toBeNull();
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: '4 h' }).checked).toBe(true);
  });

  it('sends no change that changes nothing', async () => {
    const world = await uiWorld();
    await world.pause(null);
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Change the pause for all workspaces');
    const save = dialog.getByRole('button', { name: 'Save changes' });
    expect(isUnavailable(save)).toBe(true);
    expect(document.getElementById(save.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
      /Change something/,
    );
    const reason = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' });
    const before = reason.value;
    type(reason, `${before} and more`);
    expect(isUnavailable(save)).toBe(false);
    type(reason, `${before}  `);
    expect(isUnavailable(save)).toBe(true);
  });

  it.each([
    { press: 'Use theirs', now: 'Another operator was here' },
    { press: 'Keep mine', now: 'My own reason' },
  ])('shows both versions of a conflict, and lets choose: $press', async ({ press, now }) => {
    const world = await uiWorld();
    await world.pause(null);
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Change the pause for all workspaces');
    const reason = () => dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' });
    type(reason(), 'My own reason');
    await world.pause(null, 'Another operator was here');
    fireEvent.click(dialog.getByRole('button', { name: 'Save changes' }));
    expect(await dialog.findByText(/Your change was not saved/)).toBeTruthy();
    expect(await dialog.findByText(/^This pause was changed by Ada at/)).toBeTruthy();
    const alert = within(dialog.getByRole('alert'));
    alert.getByText('Another operator was here');
    expect(reason().value).toBe('My own reason');
    await expectAccessible();
    fireEvent.click(await dialog.findByRole('button', { name: press }));
    await waitFor(() => expect(dialog.queryByRole('alert')).toBeNull());
    expect(reason().value).toBe(now);
    if (press === 'Use theirs') return;
    fireEvent.click(dialog.getByRole('button', { name: 'Save changes' }));
    await screen.findByText('Pause updated.');
    const [pause] = (await world.operator.controls.summary({ control: 'acme.mail' }))._unsafeUnwrap().activations;
    expect(pause?.reasonText).toBe('My own reason');
  });

  it.each([
    { by: 'after Escape', isRefused: false },
    { by: 'after Escape during a conflict', isRefused: true },
  ])('never puts a kept draft over the change of a colleague without a word: $by', async ({ isRefused }) => {
    const world = await uiWorld();
    await world.pause(null);
    world.show(
      ada,
      <>
        <ControlCenter controls={['acme.mail']} />
        <ReadAnew />
      </>,
    );
    const first = await open('Change the pause for all workspaces');
    type(first.getByRole('textbox', { name: 'Reason' }), 'My own reason');
    await world.pause(null, 'Another operator was here');
    if (isRefused) {
      fireEvent.click(first.getByRole('button', { name: 'Save changes' }));
      await first.findByText(/^This pause was changed by Ada at/);
    }
    fireEvent.keyDown(first.getByRole('textbox', { name: 'Reason' }), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
    await screen.findByText('Another operator was here');
    const dialog = await open('Change the pause for all workspaces');
    const reason = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' });
    expect(reason.value).toBe('My own reason');
    const panel = within(dialog.getByRole('alert'));
    panel.getByText(/^This pause was changed by Ada at/);
    panel.getByText('Another operator was here');
    await expectAccessible();
    // Saved without a choice, it is still refused.
    fireEvent.click(dialog.getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(isUnavailable(dialog.getByRole('button', { name: 'Save changes' }))).toBe(false));
    const [kept] = (await world.operator.controls.summary({ control: 'acme.mail' }))._unsafeUnwrap().activations;
    expect(kept?.reasonText).toBe('Another operator was here');
    fireEvent.click(within(await dialog.findByRole('alert')).getByRole('button', { name: 'Keep mine' }));
    await waitFor(() => expect(dialog.queryByRole('alert')).toBeNull());
    fireEvent.click(dialog.getByRole('button', { name: 'Save changes' }));
    await screen.findByText('Pause updated.');
    expect(sessionStorage).toHaveLength(0);
  });

  it('uses their version instead of a kept draft, and removes the draft', async () => {
    const world = await uiWorld();
    await world.pause(null);
    world.show(
      ada,
      <>
        <ControlCenter controls={['acme.mail']} />
        <ReadAnew />
      </>,
    );
    const first = await open('Change the pause for all workspaces');
    type(first.getByRole('textbox', { name: 'Reason' }), 'My own reason');
    fireEvent.keyDown(first.getByRole('textbox', { name: 'Reason' }), { key: 'Escape' });
    await world.pause(null, 'Another operator was here');
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
    await screen.findByText('Another operator was here');
    const dialog = await open('Change the pause for all workspaces');
    fireEvent.click(dialog.getByRole('button', { name: 'Use theirs' }));
    expect(dialog.queryByRole('alert')).toBeNull();
    expect(dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value).toBe(
      'Another operator was here',
    );
    expect(sessionStorage).toHaveLength(0);
  });

  it('keeps mine at the place to which a colleague has moved the pause', async () => {
    const world = await uiWorld();
    const { activation } = await world.pause('w-1');
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Change the pause for Acme');
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'My own reason');
    const scope = { type: 'workspace', workspaceId: 'w-2' } as const;
    (await world.operator.controls.rescope({ activationId: activation.id, scope }))._unsafeUnwrap();
    fireEvent.click(dialog.getByRole('button', { name: 'Save changes' }));
    fireEvent.click(await dialog.findByRole('button', { name: 'Keep mine' }));
    await screen.findByRole('dialog', { name: 'Change the pause of Mass mail for Borealis' });
    fireEvent.click(dialog.getByRole('button', { name: 'Save changes' }));
    await screen.findByText('Pause updated.');
    const { activations } = (await world.operator.controls.summary({ control: 'acme.mail' }))._unsafeUnwrap();
    expect(activations).toMatchObject([{ reasonText: 'My own reason', scope }]);
  });

  it.each(['pause', 'move'])('restores the text of a draft, and no global scope: %s', async (mode) => {
    const world = await uiWorld();
    if (mode === 'move') await world.pause('w-1');
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const opened = async () => {
      if (mode === 'pause') return open('Pause Mass mail');
      const menu = await open('More actions for the pause for Acme');
      fireEvent.click(menu.getByRole('button', { name: 'Change scope' }));
      return within(await screen.findByRole('dialog', { name: /^Change the scope/ }));
    };
    const first = await opened();
    fireEvent.click(first.getByRole('radio', { name: 'All workspaces' }));
    type(first.getByRole('textbox', { name: 'Reason' }), 'Half a sentence');
    fireEvent.click(first.getByRole('radio', { name: mode === 'pause' ? '1 h' : '+1 h' }));
    fireEvent.keyDown(first.getByRole('textbox', { name: 'Reason' }), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const again = await opened();
    expect(again.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value).toBe('Half a sentence');
    const isChecked = (name: string) => again.getByRole<HTMLInputElement>('radio', { name }).checked;
    expect(isChecked(mode === 'pause' ? '1 h' : '+1 h')).toBe(true);
    expect(isChecked('All workspaces')).toBe(false);
    fireEvent.keyDown(again.getByRole('textbox', { name: 'Reason' }), { key: 'Escape' });
  });

  it('shows theirs when a new pause would replace one that has changed meanwhile', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    fireEvent.click(await dialog.findByRole('checkbox', { name: /^Acme/ }));
    await dialog.findByText(/^Stops no more starts than now/);
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'My own reason');
    await world.pause('w-1', 'Another operator was here');
    fireEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    await dialog.findByText(/^This pause was changed by Ada at/);
    within(dialog.getByRole('alert')).getByText('Another operator was here');
    fireEvent.click(dialog.getByRole('button', { name: 'Keep mine' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    await screen.findByText('Mass mail paused for Acme.');
    await screen.findByText('My own reason');
  });

  it('offers no text of theirs while it is still read', async () => {
    const world = await uiWorld();
    await world.pause(null);
    const client = world.atlas.as(ada);
    const gate = { isShut: false };
    const list: typeof client.controls.list = () =>
      gate.isShut ? (okAsync(new Promise<never>(() => undefined)) as never) : client.controls.list();
    show(<ControlCenter controls={['acme.mail']} />, { client: { ...client, controls: { ...client.controls, list } } });
    const dialog = await open('Change the pause for all workspaces');
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'My own reason');
    await world.pause(null, 'Another operator was here');
    gate.isShut = true;
    fireEvent.click(dialog.getByRole('button', { name: 'Save changes' }));
    const panel = await dialog.findByRole('alert', undefined, { timeout: 20_000 });
    expect(panel.textContent).toContain('Your change was not saved');
    expect(panel.textContent).not.toContain('now says');
    expect(isUnavailable(within(panel).getByRole('button', { name: 'Loading…' }))).toBe(true);
    expect(within(panel).queryByRole('button', { name: 'Use theirs' })).toBeNull();
  });

  it.each(['change', 'move', 'pause'])(
    'says that the pause has ended, and creates none in its place: %s',
    async (mode) => {
      const world = await uiWorld();
      await world.pause('w-1');
      world.show(ada, <ControlCenter controls={['acme.mail']} />);
      const verb = { change: 'Save changes', move: 'Change scope', pause: 'Pause' }[mode] ?? '';
      const opened = async () => {
        if (mode !== 'move') return open(mode === 'pause' ? 'Pause Mass mail' : 'Change the pause for Acme');
        const menu = await open('More actions for the pause for Acme');
        fireEvent.click(menu.getByRole('button', { name: 'Change scope' }));
        return within(await screen.findByRole('dialog', { name: /^Change the scope/ }));
      };
      const dialog = await opened();
      if (mode === 'move') fireEvent.click(dialog.getByRole('radio', { name: 'All workspaces' }));
      if (mode === 'pause') fireEvent.click(await dialog.findByRole('checkbox', { name: /^Acme/ }));
      if (mode !== 'change') await dialog.findByText(/^Stops /);
      type(dialog.getByRole('textbox', { name: 'Reason' }), 'My own reason');
      await world.operator.controls.resume({ control: 'acme.mail', scope: { type: 'workspace', workspaceId: 'w-1' } });
      fireEvent.click(dialog.getByRole('button', { name: verb }));
      const panel = within(await dialog.findByRole('alert'));
      panel.getByText(/^Your change was not saved\./);
      panel.getByText('This pause is over.');
      await screen.findByText('Enabled');
      expect(panel.queryByRole('button')).toBeNull();
      fireEvent.click(dialog.getByRole('button', { name: verb }));
      if (mode === 'pause') {
        await screen.findByText('Mass mail paused for Acme.');
        return;
      }
      await waitFor(() => expect(isUnavailable(dialog.getByRole('button', { name: verb }))).toBe(false));
      expect((await world.operator.controls.summary({ control: 'acme.mail' }))._unsafeUnwrap().activations).toEqual([]);
    },
  );

  it('explains a pause with open starts', async () => {
    const world = await uiWorld();
    const client = world.atlas.as(ada);
    const pause: typeof client.controls.pause = (request) =>
      client.controls.pause(request).map((answer) => ({ ...answer, settled: false, openStarts: 2 }));
    show(<ControlCenter controls={['acme.mail']} />, {
      client: { ...client, controls: { ...client.controls, pause } },
    });
    const dialog = await open('Pause Mass mail');
    fireEvent.click(dialog.getByRole('radio', { name: 'All workspaces' }));
    await dialog.findByText(/^Stops new starts of Mass mail for 2 workspaces/);
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'Spam alarm');
    fireEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    await screen.findByText(/2 starts that began before it/);
    await expectAccessible();
  });

  it('moves a pause: no scope is chosen beforehand, a wider one warns, and an occupied one is explained', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    const client = world.atlas.as(ada);
    const rescope = vi.fn(client.controls.rescope).mockReturnValueOnce(errAsync(occupied));
    show(<ControlCenter controls={['acme.mail']} />, {
      client: { ...client, controls: { ...client.controls, rescope } },
    });
    const menu = await open('More actions for the pause for Acme');
    fireEvent.click(menu.getByRole('button', { name: 'Change scope' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Change the scope of the pause of Mass mail' }));
    dialog.getByText('Now: Acme');
    expect(dialog.getAllByRole<HTMLInputElement>('radio').filter(({ checked, name }) => checked && name)).toHaveLength(
      1,
    ); // the end
    const confirm = dialog.getByRole('button', { name: 'Change scope' });
    expect(isUnavailable(confirm)).toBe(true);
    fireEvent.click(dialog.getByRole('radio', { name: 'All workspaces' }));
    await dialog.findByText(/^Stops new starts of Mass mail for 1 workspace that is not paused now \(1 tenant\)/);
    expect(confirm.getAttribute('data-ta-variant')).toBe('danger');
    fireEvent.click(confirm);
    await dialog.findByText(/There is a pause at the chosen scope already/);
    fireEvent.click(confirm);
    await screen.findByText('Mass mail is now paused for all workspaces.');
    await screen.findByText('Paused for all workspaces');
  });

  it('puts an end off from the row, counted from the end that it has', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    const before = (await world.operator.controls.summary({ control: 'acme.mail' }))._unsafeUnwrap().activations[0]!;
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const menu = await open('More actions for the pause for Acme');
    await expectAccessible();
    fireEvent.click(menu.getByRole('button', { name: 'Extend by 4 hours' }));
    await screen.findByText(/^Pause extended until /);
    const after = (await world.operator.controls.summary({ control: 'acme.mail' }))._unsafeUnwrap().activations[0]!;
    expect(Date.parse(after.expiresAt!) - Date.parse(before.expiresAt!)).toBe(4 * 3_600_000);
    expect(after.reasonText).toBe(before.reasonText);
  });

  it('refuses to put off the end of a pause that was changed meanwhile, and says so', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const menu = await open('More actions for the pause for Acme');
    await world.pause('w-1', 'Another operator was here');
    fireEvent.click(menu.getByRole('button', { name: 'Extend by 1 hour' }));
    await screen.findByText(/^The pause was not extended\./);
    await screen.findByText('Another operator was here');
  });

  it('pauses several workspaces at once, with an answer for each', async () => {
    const world = await uiWorld();
    const client = world.atlas.as(ada);
    const asked: string[] = [];
    const pause: typeof client.controls.pause = (request) => {
      const workspaceId = request.scope.type === 'workspace' ? request.scope.workspaceId : 'all';
      asked.push(workspaceId);
      return workspaceId === 'w-2' && asked.length < 3 ? errAsync(notFound()) : client.controls.pause(request);
    };
    show(<ControlCenter controls={['acme.mail']} />, {
      client: { ...client, controls: { ...client.controls, pause } },
    });
    const dialog = await open('Pause Mass mail');
    for (const name of [/^Acme/, /^Borealis/]) fireEvent.click(await dialog.findByRole('checkbox', { name }));
    await dialog.findByText('Stops new starts of Mass mail for 2 workspaces (3 tenants).');
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'Spam alarm');
    fireEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    await dialog.findByText('1 workspace was paused. 1 was refused and is still chosen:');
    expect(dialog.getByRole('alert').textContent).toContain('Borealis');
    expect(dialog.getByRole<HTMLInputElement>('checkbox', { name: /^Acme/ }).checked).toBe(false);
    fireEvent.click(dialog.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked).toEqual(['w-1', 'w-2', 'w-2']);
    await screen.findByText('Paused in 2 workspaces');
  });

  it('resumes several at once', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    await world.pause('w-2');
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Select the pause for Acme' }));
    screen.getByText('1 pause selected');
    fireEvent.click(screen.getByRole('button', { name: 'Select all 2' }));
    screen.getByText('2 pauses selected');
    expect(screen.queryByRole('button', { name: /^Select all/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    dialog.getByText('Resume Mass mail: 2 pauses');
    const confirm = dialog.getByRole('button', { name: 'Resume' });
    expect(isUnavailable(confirm)).toBe(true);
    fireEvent.click(confirm);
    await dialog.findByText('Mass mail can start again in 2 workspaces (3 tenants).');
    await expectAccessible();
    expect(isUnavailable(confirm)).toBe(false);
    fireEvent.click(confirm);
    await screen.findByText('Mass mail resumed: 2 pauses ended.');
    await screen.findByText('Enabled');
  });

  it.each([
    {
      chosen: ['Acme', 'Borealis'],
      impact: 'Nothing starts again: all of it stays paused, or has no tenant.',
      isHeld: true,
      done: 'The pause of Mass mail for 2 workspaces is over. Mass mail stays paused there, because it is also paused for all workspaces.',
    },
    {
      chosen: ['all workspaces', 'Acme'],
      impact: 'Mass mail can start again in 1 workspace (2 tenants).',
      isHeld: false,
      done: 'Mass mail resumed: 2 pauses ended.',
    },
  ])('counts what several resumes release beside a global pause: $chosen', async ({ chosen, impact, isHeld, done }) => {
    const world = await uiWorld();
    for (const scope of ['w-1', 'w-2', null]) await world.pause(scope);
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    for (const name of chosen)
      fireEvent.click(await screen.findByRole('checkbox', { name: `Select the pause for ${name}` }));
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    await dialog.findByText(impact);
    expect(dialog.queryByText(/stays paused here/) !== null).toBe(isHeld);
    expect(dialog.queryByText('1 workspace stays paused by a pause of its own.') === null).toBe(isHeld);
    fireEvent.click(dialog.getByRole('button', { name: 'Resume' }));
    await screen.findByText(done);
  });

  it('draws about a screen of pauses, and the others on demand', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    const client = world.atlas.as(ada);
    const list: typeof client.controls.list = () =>
      client.controls.list().map((all) =>
        all.map((one) => ({
          ...one,
          workspacePauseCount: 30,
          activations: one.activations.flatMap((pause) =>
            Array.from({ length: 30 }, (_, n) => ({
              ...pause,
              id: `a-${String(n)}`,
              workspaceName: `Customer ${String(n)}`,
            })),
          ),
        })),
      );
    show(<ControlCenter controls={['acme.mail']} />, { client: { ...client, controls: { ...client.controls, list } } });
    await screen.findByText('Customer 9');
    expect(screen.queryByText('Customer 10')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show all 30 pauses' }));
    await screen.findByText('Customer 29');
  });

  it('offers to resume as the one primary action while everything is paused', async () => {
    const world = await uiWorld();
    await world.pause(null);
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    await screen.findByText('Paused for all workspaces');
    const primary = document.querySelectorAll('[data-ta-variant=primary]');
    expect([...primary].map((one) => one.getAttribute('aria-label'))).toEqual(['Resume Mass mail for all workspaces']);
    expect(screen.queryByRole('button', { name: 'Pause Mass mail' })).toBeNull();
    const dialog = await open('Pause Mass mail in a workspace');
    fireEvent.click(await dialog.findByRole('checkbox', { name: /^Acme/ }));
    await dialog.findByText(/^Stops no more starts than now/);
  });

  it('keeps what was typed when the dialog is closed, until it is sent or discarded', async () => {
    const world = await uiWorld();
    const { unmount } = world.show(ada, <ControlCenter controls={['acme.mail']} />, { cacheKey: 'op-ada' });
    const first = await open('Pause Mass mail');
    type(first.getByRole('textbox', { name: 'Reason' }), 'Half a sentence');
    fireEvent.keyDown(first.getByRole('textbox', { name: 'Reason' }), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    unmount();
    world.show(ada, <ControlCenter controls={['acme.mail']} />, { cacheKey: 'op-ada' });
    const again = await open('Pause Mass mail');
    expect(again.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value).toBe('Half a sentence');
    again.getByText('What you typed before was kept.');
    fireEvent.click(again.getByRole('button', { name: 'Discard' }));
    expect(again.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value).toBe('');
    expect(sessionStorage).toHaveLength(0);
  });

  it('shows a draft of one person to no other, and takes none that a script has bent', async () => {
    const world = await uiWorld();
    const { unmount } = world.show(ada, <ControlCenter controls={['acme.mail']} />, { cacheKey: 'op-ada' });
    const first = await open('Pause Mass mail');
    type(first.getByRole('textbox', { name: 'Reason' }), 'For Ada only');
    unmount();
    expect(sessionStorage).toHaveLength(1);
    sessionStorage.setItem('tenantatlas.draft:op-grace:acme.mail:pause:', '{"scope":{"type":"workspace"},"reason":5}');
    world.show(ada, <ControlCenter controls={['acme.mail']} />, { cacheKey: 'op-grace' });
    const other = await open('Pause Mass mail');
    expect(other.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value).toBe('');
    sessionStorage.clear();
  });

  it('shows what ends and what starts again, and mentions a global pause that remains', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm');
    await world.pause(null);
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Resume Mass mail for Acme');
    dialog.getByText('Spam alarm');
    dialog.getByText('Ada');
    dialog.getByText(/stays paused here/);
    await dialog.findByText(/^Nothing starts again/);
    await expectAccessible();
    fireEvent.click(dialog.getByRole('button', { name: 'Resume' }));
    await screen.findByText(
      'The pause of Mass mail for Acme is over. Mass mail stays paused there, because it is also paused for all workspaces.',
    );
    expect(screen.queryByText(/resumed for/)).toBeNull();
  });

  it('counts what the end of a global pause releases, without workspaces that keep their own pauses', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    await world.pause(null);
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const [head] = await screen.findAllByRole('button', { name: 'Resume Mass mail for all workspaces' });
    fireEvent.click(head!);
    const dialog = within(await screen.findByRole('alertdialog'));
    await dialog.findByText('Mass mail can start again in 1 workspace (1 tenant).');
    dialog.getByText('1 workspace stays paused by a pause of its own.');
    fireEvent.click(dialog.getByRole('button', { name: 'Resume' }));
    await screen.findByText('Mass mail resumed, except in 1 workspace with a pause of its own.');
  });

  it.each([
    { alsoGlobal: false, said: 'The pause of Mass mail for Acme was over already. Nothing was changed.' },
    {
      alsoGlobal: true,
      said: 'The pause of Mass mail for Acme was over already. Mass mail stays paused there, because it is also paused for all workspaces.',
    },
  ])(
    'does not claim the resume if another operator has done it (global: $alsoGlobal)',
    async ({ alsoGlobal, said }) => {
      const world = await uiWorld();
      await world.pause('w-1');
      if (alsoGlobal) await world.pause(null);
      world.show(ada, <ControlCenter controls={['acme.mail']} />);
      const dialog = await open('Resume Mass mail for Acme');
      await dialog.findByText(alsoGlobal ? /^Nothing starts again/ : 'Mass mail can start again for Acme (2 tenants).');
      await world.operator.controls.resume({ control: 'acme.mail', scope: { type: 'workspace', workspaceId: 'w-1' } });
      fireEvent.click(dialog.getByRole('button', { name: 'Resume' }));
      await screen.findByText(said);
      expect(screen.queryByText(/resumed for/)).toBeNull();
    },
  );

  it('names workspaces without reading any of them', async () => {
    const world = await uiWorld();
    await world.pause('w-2');
    const client = world.atlas.as(ada);
    const read = { get: vi.fn(client.workspaces.get), list: vi.fn(client.workspaces.list) };
    show(<ControlCenter controls={['acme.mail']} />, {
      client: { ...client, workspaces: { ...client.workspaces, ...read } },
    });
    await screen.findByText('Borealis');
    expect([read.get, read.list].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  });

  it('restores the focus on Escape and changes nothing', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    fireEvent.keyDown(dialog.getByRole('textbox', { name: 'Reason' }), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Pause Mass mail'));
  });

  it('keeps the focus on the card when its focused pause ends', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm');
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Resume Mass mail for Acme');
    await dialog.findByText('Mass mail can start again for Acme (2 tenants).');
    fireEvent.click(dialog.getByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    const card = screen.getByRole('article', { name: 'Mass mail' });
    await waitFor(() => expect(document.activeElement).toBe(card));
    act(() => card.blur());
    expect(card.hasAttribute('tabindex')).toBe(false);
  });

  it('keeps the focus nearby when another operator ends the focused pause', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm');
    await world.pause('w-2', 'Spam alarm');
    world.show(
      ada,
      <>
        <ControlCenter controls={['acme.mail']} />
        <ReadAnew />
      </>,
    );
    const button = await screen.findByRole('button', { name: 'Resume Mass mail for Acme' });
    act(() => button.focus());
    await world.operator.controls.resume({ control: 'acme.mail', scope: { type: 'workspace', workspaceId: 'w-1' } });
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' })); // leaves the focus where it is
    await waitFor(() => expect(button.isConnected).toBe(false));
    const table = screen.getByRole('table', { name: /pauses/i });
    expect(table.contains(document.activeElement)).toBe(true);
  });

  it('shows the history in sentences', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    await world.pause('w-1', 'Still spam');
    await world.user.operations.start({
      type: 'acme.mail',
      workspaceId: 'w-1',
      tenantId: 't-1',
      idempotencyKey: 'k',
      inputs: {},
    });
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const summary = await screen.findByText('History');
    const details = summary.closest('details') as HTMLDetailsElement;
    details.open = true;
    fireEvent(details, new Event('toggle'));
    await screen.findByText(/Mia tried to start Mass mail and was stopped by the pause\./);
    screen.getByText(/Ada changed the pause of Mass mail for Acme\./);
    screen.getByText(/Ada paused Mass mail for Acme\./);
    expect(screen.getAllByText('Reason: Still spam').length).toBe(2); // of the change, and of the pause that stopped Mia
    await screen.findByText('Tenant: Contoso');
    await expectAccessible();
  });

  it('shows a denied state, and no controls, to a viewer without access', async () => {
    const world = await uiWorld();
    world.show(mia, <ControlCenter />);
    await screen.findByText('Not available to you');
    expect(screen.queryByRole('article')).toBeNull();
    await expectAccessible();
  });

  it('lets a host replace a card, a message and the impact', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    const { unmount } = world.show(
      ada,
      <ControlCenter controls={['acme.mail']} slots={{ card: ({ control }) => <p>mine: {control.controlKey}</p> }} />,
    );
    await screen.findByText('mine: acme.mail');
    unmount();
    world.show(
      ada,
      <ControlCenter
        controls={['acme.mail']}
        slots={{
          pauses: () => <p>its pauses</p>,
          history: () => null,
          impact: ({ impact }) => <p>impact: {impact.state}</p>,
        }}
      />,
      {
        messages: { 'ui.control.pause_named': 'Stop {label}' },
      },
    );
    await screen.findByText('its pauses');
    expect(screen.queryByText('History')).toBeNull();
    const dialog = await open('Stop Mass mail');
    await dialog.findByText('impact: ready');
  });

  it('shows what a pause has blocked as the host wants it', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    world.show(
      ada,
      <ControlCenter
        controls={['acme.mail']}
        slots={{
          blocked: ({ pause: { workspaceName }, count }) => <p>{`${String(count)} at ${workspaceName ?? ''}`}</p>,
        }}
      />,
    );
    await screen.findByText('0 at Acme');
  });
});
