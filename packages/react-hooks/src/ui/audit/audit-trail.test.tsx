// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ada, expectAccessible, uiWorld } from '../../../test/support/ui-world.tsx';
import { AuditTrail } from './audit-trail.tsx';

const ofMail = { workspaceId: 'w-1', actions: ['operational_control.paused', 'operational_control.updated'] } as const;

it('tells what was done, by whom, when and how it ended', async () => {
  const world = await uiWorld();
  await world.pause('w-1');
  world.show(ada, <AuditTrail request={{ ...ofMail, actions: [...ofMail.actions] }} />);
  const entry = within(await screen.findByRole('listitem'));
  for (const text of ['Mass mail paused', 'by Ada', 'Done', 'now']) entry.getByText(text);
  await expectAccessible();
});

it('loads more on demand', async () => {
  const world = await uiWorld();
  for (const reason of ['Spam alarm', 'Still spam', 'Spam again']) await world.pause('w-1', reason);
  world.show(ada, <AuditTrail request={{ ...ofMail, actions: [...ofMail.actions], limit: 2 }} />);
  await waitFor(() => expect(screen.getAllByRole('listitem').length).toBe(2));
  fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
  await waitFor(() => expect(screen.getAllByRole('listitem').length).toBe(3));
});

it('says what will be here, and lets a host show an entry in its own way', async () => {
  const world = await uiWorld();
  const { unmount } = world.show(ada, <AuditTrail request={{ ...ofMail, actions: [...ofMail.actions] }} />);
  await screen.findByText('No entries');
  unmount();
  world.show(
    ada,
    <AuditTrail request={{ workspaceId: 'w-1' }} slots={{ entry: ({ entry }) => <b>{entry.action}</b> }} />,
  );
  expect((await screen.findAllByText('workspace.created')).length).toBe(1);
});
