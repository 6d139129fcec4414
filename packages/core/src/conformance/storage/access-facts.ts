import type { PersonId, TenantId, WorkspaceId } from '../../kernel/ids.ts';
import type { AccessFacts } from '../../ports/access-facts-store.ts';
import { equal } from '../check.ts';
import { at, tenantA, tenantB, userA, userB, workspaceRecord } from '../fixtures.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { archiveTenant, archiveWorkspace, inWorkspace, newWorld, onPlatform, type World } from '../world.ts';

const { name } = workspaceRecord('w' as WorkspaceId);
const nothing: AccessFacts = { workspace: null, tenant: null, membershipRole: null, entitlement: null };
const workspace = { name, archivedAt: null };
const tenant = { name: `Name of ${tenantA}`, lifecycle: 'draft' } as const;

/** What the access decision reads. */
export const accessFactsCases: readonly StorageCase[] = [
  {
    name: 'access facts: a fact is answered exactly when it is stored and was requested',
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
      const outsider = 'user-x' as PersonId;

      equal(await ask(null, null), { ...nothing, workspace }, 'The workspace alone.');
      equal(await ask(tenantA, null), { ...nothing, workspace, tenant }, 'The tenant, without a person.');
      equal(
        await ask(null, userA),
        { ...nothing, workspace, membershipRole: 'manager' },
        'The person, without a tenant.',
      );
      equal(
        await ask(tenantA, userA),
        { workspace, tenant, membershipRole: 'manager', entitlement: { role: 'owner' } },
        'A member with an entitlement that has its own role.',
      );
      equal((await ask(tenantB, userA)).entitlement, { role: null }, 'An entitlement without a role counts as well.');
      equal(
        await ask(tenantA, userB),
        { workspace, tenant, membershipRole: 'readonly', entitlement: null },
        'A member without the entitlement.',
      );
      equal(await ask(tenantA, outsider), { ...nothing, workspace, tenant }, 'A person without a membership.');
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
    name: 'access facts: the archiving of a workspace and of a tenant is visible',
    run: async (context) => {
      const world = await newWorld(context);
      await archiveWorkspace(context.storage, world);
      await archiveTenant(world);
      const facts = await read(world, tenantA, null);
      equal(facts.workspace, { name, archivedAt: at(7) }, 'The instant of archiving.');
      equal(facts.tenant?.lifecycle, 'archived', 'The lifecycle.');
    },
  },
  {
    name: 'access facts: a read sees one consistent state while memberships are granted and ended',
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
            'Both were granted in one unit and end in one: a read sees both or neither.',
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
      equal(new Set(counts).size, 1, `The time does not show what is hidden; found ${counts.join(', ')} statements.`);
    },
  },
];

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
