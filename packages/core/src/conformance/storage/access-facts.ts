import type { PersonId, TenantId, WorkspaceId } from '../../kernel/ids.ts';
import type { AccessFacts, HeldScope } from '../../ports/access-facts-store.ts';
import { equal } from '../check.ts';
import { at, tenantA, tenantB, userA, userB, workspaceRecord } from '../fixtures.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { independently, latch, pause, within } from '../timing.ts';
import { inWorkspace, newWorld, onPlatform, type World } from '../world.ts';

const { name } = workspaceRecord('w' as WorkspaceId);
const nothing: AccessFacts = { workspace: null, tenant: null, membershipRole: null, entitlement: null };
const workspace = { name, archivedAt: null };
const tenant = { name: `Name of ${tenantA}`, lifecycle: 'draft' } as const;

/** What the access decision reads. */
export const accessFactsCases: readonly StorageCase[] = [
  {
    name: 'access facts: each fact is there exactly when it is stored and was asked for',
    run: async (context) => {
      const world = await newWorld(context);
      await world.addMember(userA, 'manager');
      await world.addMember(userB, 'readonly');
      await world.unit(({ members }) =>
        members.entitle(world.tenant(tenantA), {
          workspaceId: world.workspaceId,
          tenantId: tenantA,
          userId: userA,
          role: 'owner',
          grantedAt: at(1),
        }),
      );
      await world.unit(({ members }) =>
        members.entitle(world.tenant(tenantB), {
          workspaceId: world.workspaceId,
          tenantId: tenantB,
          userId: userA,
          role: null,
          grantedAt: at(1),
        }),
      );
      const ask = (tenantId: TenantId | null, userId: PersonId | null): Promise<AccessFacts> =>
        read(world, tenantId, userId);
      const unknownTenant = 'tenant-x' as TenantId;
      const stranger = 'user-x' as PersonId;

      equal(await ask(null, null), { ...nothing, workspace }, 'The workspace alone.');
      equal(await ask(tenantA, null), { ...nothing, workspace, tenant }, 'The tenant, and nobody.');
      equal(await ask(null, userA), { ...nothing, workspace, membershipRole: 'manager' }, 'The person, and no tenant.');
      equal(
        await ask(tenantA, userA),
        { workspace, tenant, membershipRole: 'manager', entitlement: { role: 'owner' } },
        'A member with an entitlement that has a role of its own.',
      );
      equal(
        (await ask(tenantB, userA)).entitlement,
        { role: null },
        'An entitlement without a role is one all the same.',
      );
      equal(
        await ask(tenantA, userB),
        { workspace, tenant, membershipRole: 'readonly', entitlement: null },
        'A member without the entitlement.',
      );
      equal(await ask(tenantA, stranger), { ...nothing, workspace, tenant }, 'A stranger.');
      equal(
        await ask(unknownTenant, userA),
        { ...nothing, workspace, membershipRole: 'manager' },
        'A tenant that does not exist.',
      );
    },
  },
  {
    name: 'access facts: a workspace that does not exist has none',
    run: async ({ storage, nextWorkspaceId }) => {
      const scope = { workspaceId: nextWorkspaceId() };
      const asked = { tenantId: tenantA, userId: userA };
      equal(
        await inWorkspace(storage, scope.workspaceId, ({ access }) => access.read(scope, asked)),
        nothing,
        'On its own unit.',
      );
      equal(await onPlatform(storage, ({ access }) => access.read(scope, asked)), nothing, 'On a platform unit.');
    },
  },
  {
    name: 'access facts: archiving a workspace and a tenant shows',
    run: async (context) => {
      const world = await newWorld(context);
      await archive(context, world);
      await archiveTenant(world);
      const facts = await read(world, tenantA, null);
      equal(facts.workspace, { name, archivedAt: at(7) }, 'The instant of archiving.');
      equal(facts.tenant?.lifecycle, 'archived', 'The lifecycle.');
    },
  },
  {
    name: 'access facts: one consistent state is read, while memberships come and go',
    run: async (context) => {
      const world = await newWorld(context);
      const { workspaceId, scope } = world;
      const entitlement = { workspaceId, tenantId: tenantA, userId: userA, role: null, grantedAt: at(1) };
      let writing = true;
      const writer = async (): Promise<void> => {
        try {
          for (let round = 0; round < 30; round += 1) {
            await world.unit(async ({ members }) => {
              await members.grant(scope, { workspaceId, userId: userA, role: 'operator', grantedAt: at(1) });
              await members.entitle(world.tenant(tenantA), entitlement);
            });
            await world.unit(({ members }) => members.revoke(scope, userA));
          }
        } finally {
          writing = false;
        }
      };
      const reader = async (): Promise<void> => {
        while (writing) {
          const { membershipRole, entitlement: found } = await read(world, tenantA, userA);
          equal(
            found !== null,
            membershipRole !== null,
            'Both were granted in one unit and end in one: both are there or neither.',
          );
        }
      };
      await Promise.all([writer(), reader(), reader()]);
    },
  },
  {
    name: 'access facts: the same number of statements whether the scope exists or not',
    needs: ['counts_statements'],
    run: async (context) => {
      const world = await newWorld(context);
      await world.addMember(userA);
      const { workspaceId } = world;
      const elsewhere = context.nextWorkspaceId();
      const counts = [
        await statementsOf(context, workspaceId, tenantA, userA),
        await statementsOf(context, workspaceId, tenantA, userB),
        await statementsOf(context, workspaceId, 'tenant-x' as TenantId, userA),
        await statementsOf(context, elsewhere, tenantA, userA),
      ];
      equal(
        new Set(counts).size,
        1,
        `Nobody learns from the time what is hidden; found ${counts.join(', ')} statements.`,
      );
    },
  },
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
      await archive(context, world);
      await archiveTenant(world);
      equal(
        await hold(world, tenantA),
        { workspace: { name, archivedAt: at(7) }, tenant: { ...tenant, lifecycle: 'archived' } },
        'What was archived shows.',
      );
    },
  },
  {
    name: 'access facts: archiving waits for the units that hold the scope, and who comes later waits for it',
    needs: ['concurrent_units'],
    run: async (context) => {
      const steps = [archive, (_: StorageContext, world: World) => archiveTenant(world)];
      for (const step of steps) {
        const world = await newWorld(context);
        const order: string[] = [];
        const archiving = independently(() => step(context, world).then(() => order.push('archived')));
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
            'Who comes while somebody waits to archive does not get past them: a stream of such would never let them in.',
          );
        });
        equal(order, ['leaving', 'archived'], 'Archiving did not return before the unit had ended.');
      }
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
      equal(seen, ['draft', 'archived'], 'What was read before counts no more.');
    },
  },
];

const patient = 5_000;

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

async function archive({ storage }: StorageContext, world: World): Promise<void> {
  await onPlatform(storage, ({ workspaces }) =>
    workspaces.setArchived(world.scope, { archivedAt: at(7), updatedAt: at(7), version: 1 }),
  );
}

async function archiveTenant(world: World): Promise<void> {
  const change = { lifecycle: 'archived', lifecycleBeforeArchive: 'draft', updatedAt: at(8), version: 1 } as const;
  await world.unit(({ tenants }) => tenants.changeLifecycle(world.tenant(tenantA), change));
}

function read(world: World, tenantId: TenantId | null, userId: PersonId | null): Promise<AccessFacts> {
  return world.unit(({ access }) => access.read(world.scope, { tenantId, userId }));
}

async function statementsOf(
  context: StorageContext,
  workspaceId: WorkspaceId,
  tenantId: TenantId,
  userId: PersonId,
): Promise<number> {
  const before = context.statements?.() ?? 0;
  await inWorkspace(context.storage, workspaceId, ({ access }) => access.read({ workspaceId }, { tenantId, userId }));
  return (context.statements?.() ?? 0) - before;
}
