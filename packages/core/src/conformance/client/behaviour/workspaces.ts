import { equal, holds } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callersIn, noonText } from './people.ts';

const at = { createdAt: noonText, updatedAt: noonText };

/** Workspaces and who belongs to them. */
export const workspaceCases: readonly ClientCase[] = [
  {
    name: 'workspaces: one is created, read, archived and restored, with its whole shape each time',
    run: async (context) => {
      const world = await context.newWorld();
      const { system } = await callersIn(world);
      const fresh = { workspaceId: 'w-new', name: 'New', status: 'in_service', archivedAt: null, ...at, version: 1 };
      equal(await value(system.workspaces.create({ workspaceId: 'w-new', name: 'New' })), fresh, 'Created.');
      const read = await value(system.workspaces.get({ workspaceId: 'w-new' }));
      equal(read, { ...fresh, capabilities: [] }, 'Read; the system holds all.');
      world.advance(1_500);
      const later = '2026-11-21T12:00:01.500Z';
      const archived = { ...fresh, status: 'archived', archivedAt: later, updatedAt: later, version: 2 };
      equal(await value(system.workspaces.archive({ workspaceId: 'w-new' })), archived, 'Archived.');
      equal(
        await value(system.workspaces.restore({ workspaceId: 'w-new' })),
        { ...fresh, updatedAt: later, version: 3 },
        'Restored.',
      );
    },
  },
  {
    name: 'workspaces: a taken id is a conflict that names the existing workspace, and an archived workspace is immutable',
    run: async (context) => {
      const { system } = await callersIn(await context.newWorld({ archived: 'workspace' }));
      const taken = await failure(system.workspaces.create({ workspaceId: 'w-1', name: 'Again' }));
      equal([taken.code, taken.reason], ['conflict', 'exists'], 'The id is taken.');
      equal(taken.winner, { type: 'workspace', id: 'w-1' }, 'The error names it.');
      const archived = await failure(system.workspaces.archive({ workspaceId: 'w-1' }));
      equal([archived.code, archived.state], ['immutable', 'archived'], 'It is archived already.');
      const restored = await failure(system.workspaces.restore({ workspaceId: 'w-2' }));
      equal(
        [restored.code, restored.reason, restored.winner],
        ['conflict', 'nothing_to_do', null],
        'It is not archived.',
      );
    },
  },
  {
    name: 'workspaces: a workspace that is read names the capabilities of the caller, and a list does not',
    run: async (context) => {
      const { owner, operator } = await callersIn(await context.newWorld());
      const held = async (client: typeof owner) =>
        (await value(client.workspaces.get({ workspaceId: 'w-1' }))).capabilities;
      holds((await held(owner)).includes('audit.view'), 'An owner may read the trail.');
      holds(
        !(await held(owner)).some((capability) => capability.startsWith('platform.')),
        'An owner is not an operator.',
      );
      holds((await held(operator)).includes('platform.ops.view'), 'An operator holds capabilities of the platform.');
      const { items } = await value(owner.workspaces.list());
      equal(Object.hasOwn(items[0] ?? {}, 'capabilities'), false, 'A list has none.');
    },
  },
  {
    name: 'workspaces: a membership is granted, changed, kept unchanged and ended',
    run: async (context) => {
      const { owner } = await callersIn(await context.newWorld());
      const who = { workspaceId: 'w-1', userId: 'u-new' };
      const add = async (role: 'readonly' | 'manager') => value(owner.workspaces.addMember({ ...who, role }));
      equal(await add('readonly'), { ...who, role: 'readonly', disposition: 'granted' }, 'Granted.');
      equal(await add('manager'), { ...who, role: 'manager', disposition: 'changed' }, 'Changed.');
      equal(await add('manager'), { ...who, role: 'manager', disposition: 'unchanged' }, 'Unchanged.');
      equal(await value(owner.workspaces.removeMember(who)), { disposition: 'removed' }, 'Removed.');
      equal(await value(owner.workspaces.removeMember(who)), { disposition: 'not_present' }, 'Gone already.');
    },
  },
  {
    name: 'workspaces: an entitlement has its own role, or null',
    run: async (context) => {
      const { owner } = await callersIn(await context.newWorld());
      const who = { workspaceId: 'w-1', tenantId: 't-1', userId: 'u-spare' };
      const grant = async (role?: 'operator' | null) => value(owner.workspaces.grantTenant({ ...who, role }));
      equal(await grant(), { ...who, role: null, disposition: 'granted' }, 'Absent is null.');
      equal(await grant(null), { ...who, role: null, disposition: 'unchanged' }, 'Null is absent.');
      equal(await grant('operator'), { ...who, role: 'operator', disposition: 'changed' }, 'Its own role.');
      equal(await value(owner.workspaces.revokeTenant(who)), { disposition: 'removed' }, 'Revoked.');
      equal(await value(owner.workspaces.revokeTenant(who)), { disposition: 'not_present' }, 'Gone already.');
    },
  },
  {
    name: 'workspaces: a person without a membership cannot be entitled, and the error names the person',
    run: async (context) => {
      const { owner } = await callersIn(await context.newWorld());
      const refused = await failure(
        owner.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-1', userId: 'u-new' }),
      );
      equal(
        [refused.code, refused.issues?.[0]?.path],
        ['invalid_input', 'userId'],
        'The person needs a membership first.',
      );
    },
  },
];
