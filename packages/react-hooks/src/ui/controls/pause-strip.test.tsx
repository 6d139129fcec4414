// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { workspaceUser } from '@tenantatlas/core';
import { ada, expectAccessible, mia, uiWorld } from '../../../test/support/ui-world.tsx';
import { PauseStrip } from './pause-strip.tsx';

const strip = async () => within(await screen.findByRole('region', { name: 'Active pauses' }));

describe('the strip of pauses', () => {
  it('shows an operator what is paused here, why, by whom and until when, with a link', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm EX-7', 'Mail is on hold.');
    world.show(
      ada,
      <PauseStrip
        workspaceId="w-1"
        plane="platform"
        slots={{ link: ({ pause }) => <a href={`/${pause.controlKey}`}>Open</a> }}
      />,
    );
    const shown = await strip();
    shown.getByText('Mass mail is paused here.');
    for (const text of ['Spam alarm EX-7', 'Ada', 'in 1 hour']) shown.getByText(text);
    expect(shown.getByRole('link', { name: 'Open' }).getAttribute('href')).toBe('/acme.mail');
    await expectAccessible();
  });

  it('shows a member the message for customers, and neither owner nor reason', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm EX-7', 'Mail is on hold.');
    world.show(mia, <PauseStrip workspaceId="w-1" plane="workspace" />);
    const shown = await strip();
    shown.getByText('Mail is on hold.');
    expect(document.body.textContent).not.toMatch(/EX-7|Ada/);
    await expectAccessible();
  });

  it('shows the global pause before one of the workspace', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Local reason');
    await world.pause(null, 'Global reason');
    world.show(ada, <PauseStrip workspaceId="w-1" plane="platform" />);
    const shown = await strip();
    shown.getByText('Mass mail is paused for all workspaces.');
    shown.getByText('Global reason');
    expect(shown.queryByText('Local reason')).toBeNull();
  });

  it('shows nothing of another workspace, and nothing to people who may not start what is paused', async () => {
    const world = await uiWorld();
    await world.pause('w-1', 'Spam alarm');
    const { unmount, answered } = world.show(ada, <PauseStrip workspaceId="w-2" plane="platform" />);
    await answered('controls.list');
    expect(screen.queryByRole('region')).toBeNull();
    unmount();
    const outsider = workspaceUser({ id: 'u-outsider', label: 'Sam' });
    const hidden = world.show(outsider, <PauseStrip workspaceId="w-1" plane="workspace" />);
    await hidden.answered('surfaces.pauses');
    expect(screen.queryByRole('region')).toBeNull();
  });
});
