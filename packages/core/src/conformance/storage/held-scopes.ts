import type { TenantId, WorkspaceId } from '../../kernel/ids.ts';
import type { WorkspaceScope } from '../../kernel/scope.ts';
import type { HeldScope } from '../../ports/access-facts-store.ts';
import type { Storage } from '../../ports/storage.ts';
import { equal } from '../check.ts';
import { at, tenantA, workspaceRecord } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { independently, latch, patient, pause, within } from '../timing.ts';
import { archiveTenant, archiveWorkspace, inWorkspace, newWorld, onPlatform, type World } from '../world.ts';

const { name } = workspaceRecord('w' as WorkspaceId);
const workspace = { name, archivedAt: null };
const tenant = { name: `Name of ${tenantA}`, lifecycle: 'draft' } as const;

/** Scopes that a unit keeps as they are until it ends. */
export const heldScopeCases: readonly StorageCase[] = [
  {
    name: 'access facts: hold reads a scope as it is now, and null where a part of it is missing',
    run: async (context) => {
      const world = await newWorld(context);
      const elsewhere = { workspaceId: context.nextWorkspaceId() };
      equal(await hold(world, null), { workspace, tenant: null }, 'The workspace alone.');
      equal(await hold(world, tenantA), { workspace, tenant }, 'With its tenant.');
      equal(await hold(world, 'tenant-x' as TenantId), null, 'A tenant that does not exist.');
      equal(
        await inWorkspace(context.storage, elsewhere.workspaceId, ({ access }) => access.hold(elsewhere, null)),
        null,
        'No such workspace.',
      );
      await archiveWorkspace(context.storage, world);
      await archiveTenant(world);
      equal(
        await hold(world, tenantA),
        { workspace: { name, archivedAt: at(7) }, tenant: { ...tenant, lifecycle: 'archived' } },
        'The archiving is visible.',
      );
    },
  },
  {
    name: 'access facts: archiving waits for the units that hold the scope, and a later unit waits for it',
    needs: ['concurrent_units'],
    run: async (context) => {
      const steps = [archiveWorkspace, (_: Storage, world: World) => archiveTenant(world)];
      for (const step of steps) {
        const world = await newWorld(context);
        const order: string[] = [];
        const archiving = independently(() => step(context.storage, world).then(() => order.push('archived')));
        await whileHeld(world, async (leave) => {
          await within(patient, hold(world, tenantA), 'A second unit holds the scope at the same time.');
          const archived = archiving();
          await pause(100);
          const late = hold(world, tenantA);
          await pause(100);
          order.push('leaving');
          leave();
          await archived;
          const seen = await late;
          equal(
            seen !== null && (seen.workspace.archivedAt !== null || seen.tenant?.lifecycle === 'archived'),
            true,
            'A later unit does not overtake one that waits to archive. Otherwise a stream of units would block it without end.',
          );
        });
        equal(order, ['leaving', 'archived'], 'Archiving did not return before the unit had ended.');
      }
    },
  },
  {
    name: 'workspaces: getHeld reads the workspace as it is now, and null where there is none',
    run: async (context) => {
      const world = await newWorld(context);
      const read = (scope: WorkspaceScope) =>
        onPlatform(context.storage, ({ workspaces }) => workspaces.getHeld(scope));
      equal((await read(world.scope))?.archivedAt, null, 'In service.');
      await archiveWorkspace(context.storage, world);
      equal((await read(world.scope))?.archivedAt, at(7), 'The archiving is visible.');
      equal(await read({ workspaceId: context.nextWorkspaceId() }), null, 'No such workspace.');
    },
  },
  {
    name: 'workspaces: archiving waits for the units that read the workspace with getHeld',
    needs: ['concurrent_units'],
    run: async (context) => {
      const world = await newWorld(context);
      const order: string[] = [];
      const archiving = independently(() =>
        archiveWorkspace(context.storage, world).then(() => order.push('archived')),
      );
      const archived = await onPlatform(context.storage, async ({ workspaces }) => {
        await workspaces.getHeld(world.scope);
        const later = archiving();
        await pause(100);
        order.push('leaving');
        return [later];
      });
      await Promise.all(archived);
      equal(order, ['leaving', 'archived'], 'Archiving did not return before the unit had ended.');
    },
  },
  {
    name: 'workspaces: getHeld does not wait for a unit that waits to archive, and waits for one that has archived',
    needs: ['concurrent_units'],
    run: async (context) => {
      const world = await newWorld(context);
      const readArchivedAt = async () =>
        onPlatform(context.storage, async ({ workspaces }) => (await workspaces.getHeld(world.scope))?.archivedAt);
      const archiving = independently(() => archiveWorkspace(context.storage, world));
      await whileHeld(world, async (leave) => {
        const archived = archiving();
        await pause(100);
        equal(
          await within(patient, readArchivedAt(), 'A pause does not wait for an open start.'),
          null,
          'It is not archived yet.',
        );
        leave();
        await archived;
      });
      const other = await newWorld(context);
      const lookLater = independently(() =>
        onPlatform(context.storage, async ({ workspaces }) => (await workspaces.getHeld(other.scope))?.archivedAt),
      );
      const seen = await onPlatform(context.storage, async ({ workspaces }) => {
        await workspaces.setArchived(other.scope, { archivedAt: at(7), updatedAt: at(7), version: 1 });
        const later = lookLater();
        await pause(100);
        return [later];
      });
      equal(await Promise.all(seen), [at(7)], 'It answers what the other unit has committed.');
    },
  },
  {
    name: 'access facts: hold sees what was committed since its unit began',
    needs: ['concurrent_units'],
    run: async (context) => {
      const world = await newWorld(context);
      const archiving = independently(() => archiveTenant(world));
      const seen = await world.unit(async ({ access }) => {
        const before = await access.read(world.scope, { tenantId: tenantA, userId: null });
        await archiving();
        return [before.tenant?.lifecycle, (await access.hold(world.scope, tenantA))?.tenant?.lifecycle];
      });
      equal(seen, ['draft', 'archived'], 'What was read before no longer counts.');
    },
  },
];

function hold(world: World, tenantId: TenantId | null): Promise<HeldScope | null> {
  return world.unit(({ access }) => access.hold(world.scope, tenantId));
}

/** Runs `work` while a unit of its own holds the workspace and tenant A, until `leave` is called. */
async function whileHeld(world: World, work: (leave: () => void) => Promise<void>): Promise<void> {
  const [entered, left] = [latch(), latch()];
  const unit = world.unit(async ({ access }) => {
    await access.hold(world.scope, tenantA);
    entered.open();
    await left.opened;
  });
  await Promise.race([entered.opened, unit]);
  await Promise.all([work(left.open), unit]);
}
