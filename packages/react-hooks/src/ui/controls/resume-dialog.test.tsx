// @vitest-environment jsdom
import { orThrow, ResultAsync } from '@tenantatlas/core';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ada, expectAccessible, show, uiWorld } from '../../../test/support/ui-world.tsx';
import { ResumeDialog } from './resume-dialog.tsx';

/** The dialog about the pause of w-1, where the impact waits for `release`. */
async function opened() {
  const world = await uiWorld();
  await world.pause('w-1', 'Spam alarm');
  const client = world.atlas.as(ada);
  const control = orThrow(await client.controls.list()).find(({ controlKey }) => controlKey === 'acme.mail');
  const [activation] = control?.activations ?? [];
  if (!control || !activation) throw new Error('Nothing is paused.');
  const impact = Promise.withResolvers<undefined>();
  const previewImpact: typeof client.controls.previewImpact = (request) =>
    new ResultAsync(impact.promise.then(() => client.controls.previewImpact(request)));
  const resume = vi.fn(client.controls.resume);
  const onDone = vi.fn();
  const dialogOf = { control, activation, isOpen: true, onClose: () => {}, onDone };
  show(<ResumeDialog {...dialogOf} />, {
    client: { ...client, controls: { ...client.controls, resume, previewImpact } },
  });
  const dialog = within(await screen.findByRole('alertdialog'));
  return { dialog, resume, onDone, release: () => impact.resolve(undefined) };
}

it('says what ends, and cannot be confirmed before it says what starts again', async () => {
  const { dialog, resume, onDone, release } = await opened();
  dialog.getByText('Resume Mass mail for Acme');
  dialog.getByText('Spam alarm');
  const confirm = dialog.getByRole('button', { name: 'Resume' });
  expect(confirm.getAttribute('aria-disabled')).toBe('true');
  await expectAccessible();
  fireEvent.click(confirm);
  expect(resume).not.toHaveBeenCalled();
  act(release);
  await dialog.findByText('Mass mail can start again for Acme (2 tenants).');
  await waitFor(() => expect(confirm.getAttribute('aria-disabled')).not.toBe('true'));
  fireEvent.click(confirm);
  await waitFor(() =>
    expect(onDone).toHaveBeenCalledWith(expect.anything(), expect.stringContaining('Mass mail resumed for Acme')),
  );
  expect(resume).toHaveBeenCalledTimes(1);
});
