import { workspaceUser } from '../../../access/actor.ts';
import { equal } from '../../check.ts';
import { value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callersIn } from './people.ts';

/** What surfaces show. */
export const surfaceCases: readonly ClientCase[] = [
  {
    name: 'surfaces: actions say whether they are available, paused or denied',
    run: async (context) => {
      const world = await context.newWorld({ paused: true });
      const { owner } = await callersIn(world);
      const types = ['acme.sweep', 'restore.execute'] as const;
      const where = { workspaceId: 'w-1', tenantId: 't-1' };
      const states = async (client: typeof owner) =>
        (await value(client.surfaces.actions({ ...where, types: [...types] }))).map(({ state }) => state);
      equal(await states(owner), ['paused', 'paused'], 'A caller who may start sees the pause.');
      const reader = await world.as(workspaceUser({ id: 'u-readonly', label: 'Rita Reader' }));
      equal(await states(reader), ['denied', 'denied'], 'A caller who may not start does not see it.');
    },
  },
  {
    name: 'surfaces: a pause is shown only to callers who could start what it stops',
    run: async (context) => {
      const world = await context.newWorld({ paused: true });
      const { owner } = await callersIn(world);
      const controls = async (client: typeof owner) =>
        (await value(client.surfaces.pauses({ workspaceId: 'w-1' }))).map(({ controlKey }) => controlKey).sort();
      const paused = await controls(owner);
      equal(paused.includes('restore.execute') && paused.includes('acme.sweep'), true, 'For an owner.');
      const reader = await world.as(workspaceUser({ id: 'u-readonly', label: 'Rita Reader' }));
      equal(await controls(reader), [], 'Not for a reader.');
    },
  },
  {
    name: 'surfaces: the verification of a tenant and its recent operations offer one action',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner } = await callersIn(world);
      const where = { workspaceId: 'w-1', tenantId: 't-1' };
      const verification = () => value(owner.surfaces.tenantVerification(where));
      const { connection, primary: first } = await verification();
      equal(first?.action, 'start_verification', 'Before the first verification.');
      const { run } = await value(
        owner.connections.verify({ workspaceId: 'w-1', connectionId: connection?.id ?? 'none' }),
      );
      equal((await verification()).primary?.action, 'open_operation', 'With a run.');
      const { items, primary, secondary } = await value(owner.surfaces.recentOperations({ ...where, limit: 1 }));
      equal(
        [items.map(({ id }) => id), primary?.action, secondary?.mark],
        [[run.id], 'open_operation', 'workspace_wide'],
        'The newest run, and one link to all.',
      );
    },
  },
];
