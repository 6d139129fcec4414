// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import {
  errAsync,
  notFound,
  okAsync,
  platformCapabilities,
  platformOperator,
  ResultAsync,
  type Conflict,
} from '@tenantatlas/core';
import { ReadAnew, ada, expectAccessible, mia, show, uiWorld } from '../../../test/support/ui-world.tsx';
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

describe('the control center', () => {
  it('shows each control with its state as icon and text', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm', 'Mail is on hold.');
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const card = within(await screen.findByRole('article', { name: 'Mass mail' }));
    expect(card.getByText('Partly paused')).toBeTruthy();
    expect(card.getByText('Workspace pauses active (1)')).toBeTruthy();
    await waitFor(() => card.getByRole('heading', { name: 'Acme' }));
    for (const text of ['Spam alarm', 'Mail is on hold.', 'Ada', 'acme.campaigns']) card.getByText(text);
    card.getByText('in 1 hour');
    await expectAccessible();
  });

  it('pauses one workspace: the impact comes before the confirmation, which repeats the verb', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    expect(isUnavailable(dialog.getByRole('button', { name: 'Pause Mass mail' }))).toBe(true);
    await dialog.findByText('Select a workspace to preview the scope impact.');
    type(dialog.getByRole('searchbox'), 'acm');
    fireEvent.click(await dialog.findByRole('radio', { name: /^Acme/ }));
    expect(dialog.queryByRole('radio', { name: /Borealis/ })).toBeNull();
    await dialog.findByText('Mass mail will affect workspace Acme and 2 tenants.');
    const confirm = dialog.getByRole('button', { name: 'Pause Mass mail for Acme' });
    expect(isUnavailable(confirm)).toBe(false);
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'Spam alarm');
    await expectAccessible();
    fireEvent.click(confirm);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await screen.findByText('Mass mail is paused for Acme.')).getAttribute('role')).toBe('status');
    await screen.findByText('Partly paused');
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
    fireEvent.click(dialog.getByRole('radio', { name: 'Everyone' }));
    await dialog.findByText(/will affect 2 workspaces/);
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'Spam alarm');
    gate.isShut = true;
    fireEvent.click(dialog.getByRole('button', { name: 'Pause Mass mail for everyone' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), { timeout: 20_000 });
    screen.getByText('Enabled');
    expect(screen.queryByText('Mass mail is paused for everyone.')).toBeNull();
    gate.isShut = false;
    gate.open();
    await screen.findByText('Mass mail is paused for everyone.');
    screen.getByText('Paused');
    await world.operator.controls.resume({ control: 'acme.mail', scope: { type: 'global' } });
    fireEvent.click(screen.getByRole('button', { name: 'Read anew' }));
    await screen.findByText('Enabled');
    expect(screen.queryByText('Mass mail is paused for everyone.')).toBeNull();
  });

  it("uses the provider's names for controls and places", async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />, {
      messages: { 'catalog.Mass mail': 'Massenversand', 'surface.acme.campaigns': 'Kampagnen' },
    });
    const card = within(await screen.findByRole('article', { name: 'Massenversand' }));
    card.getByText('Kampagnen');
    card.getByText('acme.mail');
    await open('Pause Massenversand');
    screen.getByRole('dialog', { name: 'Pause Massenversand' });
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
    await dialog.findByText(/^More than 150 more match\./);
    page.hasMore = false;
    type(dialog.getByRole('searchbox'), 'acme');
    await dialog.findByText(/^350 more match\./);
  });

  it('shows the end of a pause without seconds in a dialog', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    expect(dialog.getByText(/^Ends /, { selector: 'p' }).textContent).toMatch(/^Ends .+, \d+:\d\d\s[AP]M\.$/);
    expect(dialog.getByRole('textbox', { name: 'Reason' }).getAttribute('dir')).toBe('auto');
  });

  it('disables the buttons for a viewer without the capability, and names it', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm');
    const watching = platformCapabilities.filter((each) => each !== 'platform.ops.controls.manage');
    const watcher = platformOperator({ id: 'op-wim', label: 'Wim', capabilities: watching });
    world.show(watcher, <ControlCenter controls={['acme.mail']} />);
    await screen.findByRole('article', { name: 'Mass mail' });
    const buttons = () => screen.getAllByRole('button', { name: /^(Pause|Resume|Change|Move)/ });
    await waitFor(() => expect(buttons().map(isUnavailable)).toEqual([true, true, true, true]));
    fireEvent.click(screen.getByRole('button', { name: 'Pause Mass mail' }));
    expect(await screen.findByText(/platform\.ops\.controls\.manage/)).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    await expectAccessible();
  });

  it('never submits before the impact is loaded', async () => {
    const world = await uiWorld();
    const client = world.atlas.as(ada);
    const pause = vi.fn(client.controls.pause);
    const never = () => okAsync(new Promise<never>(() => undefined)) as never;
    const slow = { ...client, controls: { ...client.controls, pause, previewImpact: never } };
    show(<ControlCenter controls={['acme.mail']} />, { client: slow });
    const dialog = await open('Pause Mass mail');
    fireEvent.click(dialog.getByRole('radio', { name: 'Everyone' }));
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'Spam alarm');
    const confirm = dialog.getByRole('button', { name: 'Pause Mass mail for everyone' });
    expect(isUnavailable(confirm)).toBe(true);
    expect(document.getElementById(confirm.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/impact/);
    fireEvent.click(confirm);
    fireEvent.submit(dialog.getByRole('textbox', { name: 'Reason' }));
    await new Promise((resolve) => setTimeout(resolve, 50)); // what is written is sent in a later turn
    expect(pause).not.toHaveBeenCalled();
  });

  it('shows a validation error at its field, including those of the server', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    fireEvent.click(dialog.getByRole('radio', { name: 'Everyone' }));
    await dialog.findByText(/will affect 2 workspaces/);
    const reason = dialog.getByRole('textbox', { name: 'Reason' });
    type(reason, 'No');
    fireEvent.click(dialog.getByRole('button', { name: 'Pause Mass mail for everyone' }));
    expect(await dialog.findByText('Use 5 to 500 characters.')).toBeTruthy();
    expect(reason.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(reason);
    type(reason, 'NUL \u0000 inside');
    fireEvent.click(dialog.getByRole('button', { name: 'Pause Mass mail for everyone' }));
    expect(await dialog.findByText(/Remove NUL characters/)).toBeTruthy();
    expect(reason.getAttribute('aria-invalid')).toBe('true');
    expect(dialog.queryByRole('alert')).toBeNull();
  });

  it('respects the longest pause that the control allows', async () => {
    const world = await uiWorld();
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Pause Mass mail');
    dialog.getByText('This control allows pauses up to 8 hours.');
    expect(dialog.queryByRole('radio', { name: 'in 24 hours' })).toBeNull();
    expect(dialog.queryByRole('radio', { name: 'when resumed' })).toBeNull();
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'in 4 hours' }).checked).toBe(true);
  });

  it('explains a conflict and starts over from the current state', async () => {
    const world = await uiWorld();
    await world.pause(null);
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Change the pause for everyone');
    await dialog.findByText(/will affect 2 workspaces/);
    await world.pause(null, 'Somebody else was here');
    fireEvent.click(dialog.getByRole('button', { name: 'Change the pause of Mass mail for everyone' }));
    expect(await dialog.findByText(/Your change was not saved/)).toBeTruthy();
    await waitFor(() => screen.getByText('Somebody else was here'));
    fireEvent.click(await dialog.findByRole('button', { name: 'Load the current pause' }));
    await waitFor(() =>
      expect(dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value).toBe('Somebody else was here'),
    );
  });

  it('explains a pause with open starts', async () => {
    const world = await uiWorld();
    const client = world.atlas.as(ada);
    const pause: typeof client.controls.pause = (request) =>
      client.controls.pause(request).map((answer) => ({ ...answer, settled: false, openStarts: 2 }));
    show(<ControlCenter controls={['acme.mail']} />, {
      client: { ...client, controls: { ...client.controls, pause } },
    });
    const dialog = await open('Pause Mass mail');
    fireEvent.click(dialog.getByRole('radio', { name: 'Everyone' }));
    await dialog.findByText(/will affect 2 workspaces/);
    type(dialog.getByRole('textbox', { name: 'Reason' }), 'Spam alarm');
    fireEvent.click(dialog.getByRole('button', { name: 'Pause Mass mail for everyone' }));
    await screen.findByText(/2 starts that began before it/);
    await expectAccessible();
  });

  it('moves a pause, and explains an occupied scope', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    const client = world.atlas.as(ada);
    const rescope = vi.fn(client.controls.rescope).mockReturnValueOnce(errAsync(occupied));
    show(<ControlCenter controls={['acme.mail']} />, {
      client: { ...client, controls: { ...client.controls, rescope } },
    });
    const dialog = await open('Move the pause for Acme');
    dialog.getByText('It applies to Acme now.');
    await dialog.findByText(/will affect 2 workspaces/);
    fireEvent.click(dialog.getByRole('button', { name: 'Move the pause of Mass mail to everyone' }));
    await dialog.findByText(/There is a pause at the chosen scope already/);
    fireEvent.click(dialog.getByRole('button', { name: 'Move the pause of Mass mail to everyone' }));
    await screen.findByText('The pause of Mass mail now applies to everyone.');
    await screen.findByText('Paused globally');
  });

  it('resumes after showing the impact, and mentions a global pause that remains', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    await world.pause(null);
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Resume Mass mail for Acme');
    dialog.getByText(/stays paused here/);
    await dialog.findByText('Mass mail will affect workspace Acme and 2 tenants.');
    await expectAccessible();
    fireEvent.click(dialog.getByRole('button', { name: 'Resume Mass mail for Acme' }));
    await screen.findByText(
      'The pause of Mass mail for Acme is over. Mass mail stays paused there: it is also paused for everyone.',
    );
    expect(screen.queryByText(/is resumed for/)).toBeNull();
  });

  it('mentions that workspaces keep their own pauses when the global one ends', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    await world.pause(null);
    world.show(ada, <ControlCenter controls={['acme.mail']} />);
    const dialog = await open('Resume Mass mail for everyone');
    dialog.getByText(/again at once, except in 1 workspace/);
    await dialog.findByText(/will affect 2 workspaces/);
    fireEvent.click(dialog.getByRole('button', { name: 'Resume Mass mail for everyone' }));
    await screen.findByText('Mass mail is resumed for everyone, except for 1 workspace with a pause of its own.');
  });

  it.each([
    { alsoGlobal: false, said: 'The pause of Mass mail for Acme was over already. Nothing was changed.' },
    {
      alsoGlobal: true,
      said: 'The pause of Mass mail for Acme was over already. Mass mail stays paused there: it is also paused for everyone.',
    },
  ])(
    'does not claim the resume if another operator has done it (global: $alsoGlobal)',
    async ({ alsoGlobal, said }) => {
      const world = await uiWorld();
      await world.pause('w-1');
      if (alsoGlobal) await world.pause(null);
      world.show(ada, <ControlCenter controls={['acme.mail']} />);
      const dialog = await open('Resume Mass mail for Acme');
      await dialog.findByText('Mass mail will affect workspace Acme and 2 tenants.');
      await world.operator.controls.resume({ control: 'acme.mail', scope: { type: 'workspace', workspaceId: 'w-1' } });
      fireEvent.click(dialog.getByRole('button', { name: 'Resume Mass mail for Acme' }));
      await screen.findByText(said);
      expect(screen.queryByText(/is resumed for/)).toBeNull();
    },
  );

  it('names workspaces beyond the loaded list, and reads only those by id', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    await world.pause('w-2');
    const client = world.atlas.as(ada);
    const get = vi.fn(client.workspaces.get);
    const list = () => client.workspaces.list({ limit: 1 });
    show(<ControlCenter controls={['acme.mail']} />, {
      client: { ...client, workspaces: { ...client.workspaces, list, get } },
    });
    await screen.findByRole('heading', { name: 'Acme' });
    await screen.findByRole('heading', { name: 'Borealis' });
    expect(new Set(get.mock.calls.map(([request]) => request.workspaceId))).toEqual(new Set(['w-2']));
    const dialog = await open('Change the pause for Borealis');
    dialog.getByRole('button', { name: 'Change the pause of Mass mail for Borealis' });
  });

  it('falls back to the id of a workspace that may not be read', async () => {
    const world = await uiWorld();
    await world.pause('w-2');
    const client = world.atlas.as(ada);
    const get = vi.fn(() => errAsync(notFound()));
    const list = () => client.workspaces.list({ limit: 1 });
    show(<ControlCenter controls={['acme.mail']} />, {
      client: { ...client, workspaces: { ...client.workspaces, list, get } },
    });
    await waitFor(() => expect(get).toHaveBeenCalled());
    await screen.findByRole('heading', { name: 'Workspace #w-2' });
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
    await screen.findByRole('heading', { name: 'Acme' });
    const dialog = await open('Resume Mass mail for Acme');
    await dialog.findByText('Mass mail will affect workspace Acme and 2 tenants.');
    fireEvent.click(dialog.getByRole('button', { name: 'Resume Mass mail for Acme' }));
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
    expect(document.activeElement).toBe(screen.getByRole('list', { name: /pauses/i }));
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
          pause: () => <li>a pause</li>,
          history: () => null,
          impact: ({ impact }) => <p>impact: {impact.state}</p>,
        }}
      />,
      {
        messages: { 'ui.control.pause_named': 'Stop {label}' },
      },
    );
    await screen.findByText('a pause');
    expect(screen.queryByText('History')).toBeNull();
    const dialog = await open('Stop Mass mail');
    await dialog.findByText('impact: ready');
  });
});
