// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { errAsync, notFound, okAsync, ResultAsync, type ActionView } from '@tenantatlas/core';
import { errors } from '../../../test/support/samples.ts';
import { expectAccessible, mia, rea, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { ActionButton } from './action-button.tsx';

const mail = { workspaceId: 'w-1', tenantId: 't-1', type: 'acme.mail' };

describe('an available action', () => {
  it('announces what it changes before it can be pressed', async () => {
    const onPress = vi.fn();
    (await uiWorld()).show(mia, <ActionButton {...mail} onPress={onPress} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Mass mail' }));
    const dialog = within(await screen.findByRole('alertdialog', { name: 'Mass mail' }));
    dialog.getByText('Sends one mail to each member.');
    expect(onPress).not.toHaveBeenCalled();
    await expectAccessible();
    fireEvent.click(dialog.getByRole('button', { name: 'Mass mail' }));
    expect(onPress).toHaveBeenCalledOnce();
    expect(onPress.mock.calls[0]?.[0]).toMatchObject({ type: 'acme.mail', state: 'available' });
  });

  it('shows that text beside the button if the next step asks for confirmation', async () => {
    const onPress = vi.fn();
    (await uiWorld()).show(mia, <ActionButton {...mail} naming="inline" onPress={onPress} />);
    const button = await screen.findByRole('button', { name: 'Mass mail' });
    const note = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toBe('Sends one mail to each member.');
    fireEvent.click(button);
    expect(onPress).toHaveBeenCalledOnce();
  });
});

it('has a distinct look where it overwrites or deletes', async () => {
  (await uiWorld()).show(mia, <ActionButton {...mail} variant="caution" onPress={() => {}} />);
  const button = await screen.findByRole('button', { name: 'Mass mail' });
  expect(button.dataset['taVariant']).toBe('caution');
});

describe('a denied action', () => {
  it.each([false, true])(
    'stays focusable, names the missing capability and does not mention a pause (paused: %s)',
    async (isPaused) => {
      const world = await uiWorld();
      if (isPaused) await world.pause('w-1');
      const onPress = vi.fn();
      const { baseElement } = world.show(rea, <ActionButton {...mail} onPress={onPress} />);
      const button = await screen.findByRole('button', { name: 'Mass mail' });
      expect(button.getAttribute('aria-disabled')).toBe('true');
      expect(button.hasAttribute('disabled')).toBe(false);
      fireEvent.keyDown(document.body, { key: 'Tab' });
      button.focus();
      expect(document.activeElement).toBe(button);
      const tips = await screen.findAllByRole('tooltip');
      expect(tips.map(({ textContent }) => textContent)).toEqual(['This needs the capability operations.start.']);
      expect(button.getAttribute('aria-describedby')).toBe(tips[0]?.id);
      fireEvent.click(button);
      expect(onPress).not.toHaveBeenCalled();
      expect(screen.queryByRole('alertdialog')).toBeNull();
      expect(baseElement.textContent).not.toMatch(/paus|spam/i);
      await expectAccessible();
    },
  );
});

describe('a paused action', () => {
  it('is operable, explains the pause and changes nothing', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Incident 4711', 'Mail is on hold.');
    const onPress = vi.fn();
    const { baseElement } = world.show(mia, <ActionButton {...mail} onPress={onPress} />);
    const button = await screen.findByRole('button', { name: 'Mass mail (paused)' });
    expect(button.getAttribute('aria-disabled')).toBeNull();
    expect(button.getAttribute('data-ta-state')).toBe('paused');
    expect(button.querySelector('.ta-icon-pause')).not.toBeNull();
    expect(within(button).getByText('(paused)').closest('.ta-hidden')).toBeNull(); // visible to every reader
    fireEvent.click(button);
    const dialog = within(await screen.findByRole('dialog', { name: 'Mass mail paused' }));
    dialog.getByText('Mass mail is currently paused. Mail is on hold. No change was made.');
    dialog.getByText(/^Paused until /);
    expect(baseElement.textContent).not.toContain('4711');
    await expectAccessible();
    fireEvent.click(dialog.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(onPress).not.toHaveBeenCalled();
    const runs = (await world.user.operations.list({ workspaceId: 'w-1' }))._unsafeUnwrap();
    expect(runs.items).toEqual([]);
  });

  it('accepts the wording of a host', async () => {
    const world = await uiWorld();
    await world.pause('w-1');
    world.show(
      mia,
      <ActionButton
        {...mail}
        onPress={() => undefined}
        slots={{
          label: ({ action }) => <b>{action.type}</b>,
          explanation: ({ isOpen }) => (isOpen ? <p>later</p> : null),
        }}
      />,
    );
    fireEvent.click(await screen.findByRole('button', { name: 'acme.mail (paused)' }));
    screen.getByText('later');
  });
});

describe('an action that could not be read', () => {
  const actions = (answer: () => ResultAsync<readonly ActionView[], unknown>, label?: string) =>
    show(<ActionButton {...mail} {...(label === undefined ? {} : { label })} onPress={() => undefined} />, {
      handlers: { 'surfaces.actions': answer },
    });

  it('is neither denied nor labelled by its key; it reports the failure and refetches on demand', async () => {
    const answer = vi.fn((): ResultAsync<readonly ActionView[], unknown> => errAsync(errors.down));
    const { baseElement } = actions(answer, 'Mail all customers');
    const button = await screen.findByRole('button', { name: 'Mail all customers (unknown)' });
    expect(button.getAttribute('data-ta-state')).toBe('unknown');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(baseElement.textContent).not.toContain('acme.mail');
    fireEvent.click(button);
    expect((await screen.findByRole('tooltip')).textContent).toBe('Could not check whether this is possible. down');
    await expectAccessible();
    const [available] = (
      await (await uiWorld()).user.surfaces.actions({ workspaceId: 'w-1', tenantId: 't-1', types: ['acme.mail'] })
    )._unsafeUnwrap();
    answer.mockImplementation(() => okAsync([available as ActionView]));
    fireEvent.click(screen.getByRole('button', { name: 'Try again: Mail all customers' }));
    await screen.findByRole('button', { name: 'Mass mail' });
    expect(screen.queryByRole('button', { name: /Try again/ })).toBeNull();
  });

  it('has a label even if the host gives none', async () => {
    actions(() => errAsync(errors.down));
    await screen.findByRole('button', { name: 'Action (unknown)' });
  });

  it('is denied without its key if the viewer may not read it', async () => {
    const { baseElement } = actions(() => errAsync(notFound()), 'Mail all customers');
    const button = () => screen.getByRole('button', { name: 'Mail all customers' });
    await waitFor(() => expect(button().getAttribute('data-ta-state')).toBe('denied'));
    expect(screen.queryByRole('button', { name: /Try again/ })).toBeNull();
    expect(baseElement.textContent).not.toContain('acme.mail');
  });

  it('has its label while loading', async () => {
    actions(() => new ResultAsync(new Promise(() => undefined)), 'Mail all customers');
    const button = await screen.findByRole('button', { name: 'Mail all customers' });
    expect(button.getAttribute('aria-busy')).toBe('true');
  });
});
