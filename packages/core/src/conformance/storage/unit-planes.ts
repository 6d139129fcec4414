import type { ActivationId } from '../../kernel/ids.ts';
import type { WorkspaceScope } from '../../kernel/scope.ts';
import type { StorageUnit, UnitScope } from '../../ports/storage.ts';
import { aggregates } from '../aggregates/index.ts';
import { rejectsAsMisuse } from '../check.ts';
import { everywhere, firstPage, noon, pauseDraft, tenantA, userA, userB } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { newWorld, onPlatform } from '../world.ts';

type PlatformCall = (unit: StorageUnit, scope: WorkspaceScope) => Promise<unknown>;

const person = { kind: 'user', personId: userA } as const;
const { id: _id, controlKey: _key, ...moveDraft } = pauseDraft('any', everywhere, 'any');

/** Methods that belong to the platform, each with a call that would be right on a platform unit. */
const platformCalls: { readonly [method: string]: PlatformCall } = {
  'workspaces.list': ({ workspaces }) => workspaces.list({ archived: null }, firstPage),
  'people.find': ({ people }) => people.find([person]),
  'people.erase': ({ people }) => people.erase({ kind: 'user', personId: 'user-unknown' as typeof userA }),
  'activations.findById': ({ activations }) => activations.findById('any' as ActivationId, noon),
  'activations.move': ({ activations }) => activations.move('any' as ActivationId, moveDraft),
  'activations.overview': ({ activations }) => activations.overview(['any'], noon, 1),
  'activations.snapshot': ({ activations }) => activations.snapshot(noon),
  'audit.controlHistory': ({ audit }) => audit.controlHistory(['any'], ['any'], 1),
  'audit.controlEntries': ({ audit }) =>
    audit.controlEntries({ controlKeys: ['any'], actions: ['any'], activationId: null, among: null }, firstPage),
  'tenants.find': ({ tenants }, { workspaceId }) => tenants.find([{ workspaceId, tenantId: tenantA }]),
  'tenants.isClaimedElsewhere': ({ tenants }, { workspaceId }) =>
    tenants.isClaimedElsewhere({ workspaceId, tenantId: tenantA }, ['a.example']),
  'audit.countByTarget': ({ audit }, { workspaceId }) =>
    audit.countByTarget('any', 'any', [{ id: 'any', workspaceId, controlKey: 'any' }]),
  ...Object.fromEntries(aggregates.flatMap(({ storage }) => Object.entries(storage.platformCalls))),
  'tenants.impact of all': ({ tenants }) => tenants.impact(null),
  'tenants.impact of one workspace': ({ tenants }, scope) => tenants.impact(scope),
  'gate.enter of the platform': ({ gate }) => gate.enter(null),
};

/** Methods that belong on one kind of unit say so on another, instead of answering from too few rows. */
export const unitPlaneCases: readonly StorageCase[] = [
  ...Object.entries(platformCalls).map(([method, call]): StorageCase => ({
    name: `planes: ${method} works on a platform unit and is an invariant on any other`,
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      await onPlatform(storage, (unit) => call(unit, world.scope));
      const others: readonly UnitScope[] = [
        { plane: 'workspace', workspaceId: world.workspaceId, actor: null },
        { plane: 'member', userId: userA, workspaceIds: [world.workspaceId] },
      ];
      for (const scope of others) {
        await rejectsAsMisuse(
          () => storage.unit(scope, (unit) => call(unit, world.scope)),
          `${method} on a ${scope.plane} unit.`,
        );
      }
    },
  })),
  {
    name: 'planes: workspaces.listAmong is an invariant on a workspace unit, and on a member unit that names others',
    run: async (context) => {
      const { storage } = context;
      const [mine, theirs] = [await newWorld(context), await newWorld(context)];
      const ask = ({ workspaces }: StorageUnit): Promise<unknown> =>
        workspaces.listAmong([mine.workspaceId, theirs.workspaceId], { archived: null }, firstPage);
      await rejectsAsMisuse(() => mine.unit(ask), 'On a workspace unit.');
      const member: UnitScope = { plane: 'member', userId: userA, workspaceIds: [mine.workspaceId] };
      await rejectsAsMisuse(() => storage.unit(member, ask), 'On a member unit that does not name both.');
      await onPlatform(storage, ask);
    },
  },
  {
    name: 'planes: members.workspacesOf is an invariant except on a member unit of that person',
    run: async (context) => {
      const { storage } = context;
      const world = await newWorld(context);
      const ask = ({ members }: StorageUnit): Promise<unknown> => members.workspacesOf(userA);
      await storage.unit({ plane: 'member', userId: userA, workspaceIds: [] }, ask);
      await rejectsAsMisuse(() => world.unit(ask), 'On a workspace unit.');
      await rejectsAsMisuse(() => onPlatform(storage, ask), 'On a platform unit.');
      const another: UnitScope = { plane: 'member', userId: userB, workspaceIds: [world.workspaceId] };
      await rejectsAsMisuse(() => storage.unit(another, ask), 'On a unit of another person.');
    },
  },
];
