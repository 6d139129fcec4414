// @vitest-environment jsdom
import { orThrow, ResultAsync } from '@tenantatlas/core';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ada, expectAccessible, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { ResumeDialog } from './resume-dialog.tsx';

/** The dialog about the pause of w-1, where the list of workspaces waits for `release`. */
async function opened() {
  const world = await uiWorld();
  await world.pause('w-1');
  const client = world.atlas.as(ada);
  const control = orThrow(await client.controls.list()).find(({ controlKey }) => controlKey === 'acme.mail');
  const [activation] = control?.activations ?? [];
  if (!control || !activation) throw new Error('Nothing is paused.');
  const names = Promise.withResolvers<undefined>();
  const list = () => new ResultAsync(names.promise.then(() => client.workspaces.list()));
  const resume = vi.fn(client.controls.resume);
  const onDone = vi.fn();
  const dialogOf = { control, activation, isOpen: true, onClose: () => {}, onDone };
  show(<ResumeDialog {...dialogOf} />, {
    client: {
      ...client,
      workspaces: { ...client.workspaces, list },
      controls: { ...client.controls, resume },
    },
  });
  const dialog = within(await screen.findByRole('alertdialog'));
  return { dialog, resume, onDone, release: () => names.resolve(undefined) };
}

it('cannot be confirmed before it says where the pause ends, even when the impact is known', async () => {
  const { dialog, resume, onDone, release } = await opened();
  await dialog.findByText('Mass mail will affect workspace Acme and 2 tenants.');
  const waiting = dialog.getByRole('button', { name: 'Loading…' });
  expect(waiting.getAttribute('aria-disabled')).toBe('true');
  expect(dialog.queryByText(/w-1/)).toBeNull();
  await expectAccessible();
  fireEvent.click(waiting);
  expect(resume).not.toHaveBeenCalled();
  act(release);
  const confirm = await dialog.findByRole('button', { name: 'Resume Mass mail for Acme' });
  expect(confirm.getAttribute('aria-disabled')).not.toBe('true');
  fireEvent.click(confirm);
  await waitFor(() =>
    expect(onDone).toHaveBeenCalledWith(expect.anything(), expect.stringContaining('Mass mail is resumed for Acme')),
  );
  expect(resume).toHaveBeenCalledTimes(1);
});
