import type { TenantId } from '../../kernel/ids.ts';
import { compareText } from '../../kernel/text.ts';
import type { TenantLifecycle, TenantRecord } from '../../ports/tenant-store.ts';
import { equal } from '../check.ts';
import { anyTenant, at, externalIdOf, firstPage, tenantA, tenantB, tenantRecord } from '../fixtures.ts';
import { unorderedIds, walkPages } from '../paging.ts';
import type { StorageCase } from '../storage-context.ts';
import { newWorld, onPlatform, type World } from '../world.ts';

const impactOf = { before: 'Nothing to touch yet.', after: 'What is archived does not count.' };

/** Tenants: creation, lifecycle, lists and impact. Claims on external ids have a file of their own. */
export const tenantCases: readonly StorageCase[] = [
  {
    name: 'tenants: a created tenant is read unchanged',
    run: async (context) => {
      const world = await newWorld(context);
      const tenantId = 'tenant-new' as TenantId;
      const record = tenantRecord(world.workspaceId, tenantId, {
        externalTenantId: externalIdOf(context.nextWord()),
        lifecycle: 'archived',
        lifecycleBeforeArchive: 'onboarding',
        version: 3,
      });
      equal(await get(world, tenantId), null, 'A tenant that does not exist is null.');
      equal(await create(world, record), 'created', 'A free id is created.');
      equal(await get(world, tenantId), record, 'Every field survives.');
    },
  },
  {
    name: 'tenants: a taken id answers exists and writes nothing',
    run: async (context) => {
      const world = await newWorld(context);
      const usurper = tenantRecord(world.workspaceId, tenantA, { name: 'Usurper', version: 9 });
      equal(await create(world, usurper), 'exists', 'The id is taken in this workspace.');
      equal(await get(world, tenantA), tenantRecord(world.workspaceId, tenantA), 'The first one stays as it was.');
    },
  },
  {
    name: 'tenants: the same id in another workspace is another tenant',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      await change(one, tenantA, 'onboarding', 1);
      equal((await get(one, tenantA))?.lifecycle, 'onboarding', 'One changed.');
      equal((await get(other, tenantA))?.lifecycle, 'draft', 'The other did not.');
    },
  },
  {
    name: 'tenants: changeLifecycle replaces the lifecycle fields and raises the version',
    run: async (context) => {
      const world = await newWorld(context);
      const expected = tenantRecord(world.workspaceId, tenantA, {
        lifecycle: 'archived',
        lifecycleBeforeArchive: 'draft',
        updatedAt: at(20),
        version: 2,
      });
      equal(await change(world, tenantA, 'archived', 1, 'draft'), expected, 'The changed row is the answer.');
      equal(await get(world, tenantA), expected, 'The changed row is stored.');
      equal(await get(world, tenantB), tenantRecord(world.workspaceId, tenantB), 'No other tenant changed.');
    },
  },
  {
    name: 'tenants: changeLifecycle upon another version, or upon nothing, is changed_meanwhile and writes nothing',
    run: async (context) => {
      const world = await newWorld(context);
      equal(await change(world, tenantA, 'archived', 2), 'changed_meanwhile', 'The version is another.');
      equal(await get(world, tenantA), tenantRecord(world.workspaceId, tenantA), 'Nothing changed.');
      equal(
        await change(world, 'tenant-x' as TenantId, 'archived', 1),
        'changed_meanwhile',
        'There is no such tenant.',
      );
    },
  },
  {
    name: 'tenants: of 16 concurrent changes at one version exactly one wins',
    run: async (context) => {
      const world = await newWorld(context);
      const answers = await Promise.all(Array.from({ length: 16 }, () => change(world, tenantA, 'onboarding', 1)));
      equal(answers.filter((answer) => answer === 'changed_meanwhile').length, 15, 'The others get changed_meanwhile.');
      equal((await get(world, tenantA))?.version, 2, 'It changed once.');
    },
  },
  {
    name: 'tenants: list pages in code-point order without skip or repeat while rows are inserted',
    run: async (context) => {
      const world = await newWorld(context);
      const ids = unorderedIds('').map((id) => id as TenantId);
      for (const id of ids) await create(world, tenantRecord(world.workspaceId, id));
      const walked = await walkPages<TenantId, TenantId>({
        limit: 3,
        start: null,
        page: (page) =>
          world.unit(async ({ tenants }) =>
            (await tenants.list(world.scope, anyTenant, page)).map(({ tenantId }) => tenantId),
          ),
        keyOf: (id) => id,
        between: async (round) =>
          void (await create(world, tenantRecord(world.workspaceId, `inserted${String(round)}` as TenantId))),
      });
      const stable = walked.filter((id) => !id.startsWith('inserted'));
      equal(
        stable,
        [...ids, tenantA, tenantB].sort(compareText),
        'Each row that existed from the start is listed once, in order.',
      );
      equal(
        walked,
        [...new Set(walked)].sort(compareText),
        'Rows inserted meanwhile do not repeat or disorder the pages.',
      );
    },
  },
  {
    name: 'tenants: every lifecycle appears in the list, and each in its own filter',
    run: async (context) => {
      const world = await newWorld(context);
      const [draft, onboarding, active, archived] = ['l1', 'l2', 'l3', 'l4'].map((id) => id as TenantId) as [
        TenantId,
        TenantId,
        TenantId,
        TenantId,
      ];
      await create(world, tenantRecord(world.workspaceId, draft, { lifecycle: 'draft' }));
      await create(world, tenantRecord(world.workspaceId, onboarding, { lifecycle: 'onboarding' }));
      await create(world, tenantRecord(world.workspaceId, active, { lifecycle: 'active' }));
      await create(
        world,
        tenantRecord(world.workspaceId, archived, { lifecycle: 'archived', lifecycleBeforeArchive: 'draft' }),
      );
      const listed = async (
        lifecycles: readonly TenantLifecycle[] | null,
        among: readonly TenantId[] | null,
      ): Promise<readonly TenantId[]> =>
        (await world.unit(({ tenants }) => tenants.list(world.scope, { lifecycles, among }, firstPage))).map(
          ({ tenantId }) => tenantId,
        );
      const all = [draft, onboarding, active, archived];
      equal(await listed(null, all), all, 'No lifecycle is missing.');
      equal(await listed(['archived'], null), [archived], 'One lifecycle.');
      equal(await listed(['onboarding', 'active'], null), [onboarding, active], 'Several lifecycles.');
      equal(await listed([], null), [], 'No lifecycle, no tenant.');
      equal(await listed(['draft'], [draft, active]), [draft], 'Both filters hold at once.');
      equal(await listed(null, []), [], 'An empty list finds no tenant.');
      equal(await listed(null, ['tenant-x' as TenantId, tenantB]), [tenantB], 'Unknown ids are left out.');
    },
  },
  {
    name: 'tenants: find reads tenants of several workspaces, those that exist',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const scopes = [one.tenant(tenantA), other.tenant(tenantB), other.tenant('no-such-tenant' as TenantId)];
      const find = (asked: typeof scopes) => onPlatform(storage, ({ tenants }) => tenants.find(asked));
      const found = await find([...scopes, one.tenant(tenantA)]);
      equal(
        found.map(({ workspaceId, tenantId }) => `${workspaceId} ${tenantId}`).sort(),
        [`${one.workspaceId} ${tenantA}`, `${other.workspaceId} ${tenantB}`].sort(),
        'Each once, and none of the same id elsewhere.',
      );
      const whole = await one.unit(({ tenants }) => tenants.get(one.tenant(tenantA)));
      equal(found.find(({ workspaceId }) => workspaceId === one.workspaceId) ?? null, whole, 'Every field.');
      equal(await find([]), [], 'No tenant, no row.');
    },
  },
  {
    name: 'tenants: impact counts tenants and workspaces that are in service, of one workspace or of all',
    run: async (context) => {
      const { storage } = context;
      const everywhere = (): Promise<unknown> => onPlatform(storage, ({ tenants }) => tenants.impact(null));
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const empty = { workspaces: 0, tenants: 0 };
      const nowhere = { workspaceId: context.nextWorkspaceId() };
      equal(await onPlatform(storage, ({ tenants }) => tenants.impact(nowhere)), empty, impactOf.before);
      equal(await impact(context.storage, one), { workspaces: 1, tenants: 2 }, 'One workspace with two tenants.');
      const before = (await everywhere()) as { readonly workspaces: number; readonly tenants: number };

      await change(one, tenantA, 'archived', 1, 'draft');
      equal(await impact(storage, one), { workspaces: 1, tenants: 1 }, impactOf.after);
      await change(one, tenantB, 'archived', 1, 'draft');
      equal(await impact(storage, one), empty, 'A workspace without a tenant in service does not count either.');
      equal(
        await everywhere(),
        { workspaces: before.workspaces - 1, tenants: before.tenants - 2 },
        'Over all workspaces too.',
      );
      equal(
        await onPlatform(storage, ({ tenants }) => tenants.impact(null, [other.workspaceId, nowhere.workspaceId])),
        { workspaces: before.workspaces - 2, tenants: before.tenants - 4 },
        'Without those that are left out.',
      );

      await onPlatform(storage, ({ workspaces }) =>
        workspaces.setArchived(other.scope, { archivedAt: at(1), updatedAt: at(1), version: 1 }),
      );
      equal(await impact(storage, other), empty, 'An archived workspace does not count, nor do its tenants.');
      equal(
        await everywhere(),
        { workspaces: before.workspaces - 2, tenants: before.tenants - 4 },
        'Over all workspaces too.',
      );
    },
  },
];

function create(world: World, record: TenantRecord): Promise<string> {
  return world.unit(({ tenants }) => tenants.create(world.tenant(record.tenantId), record));
}

function get(world: World, tenantId: TenantId): Promise<TenantRecord | null> {
  return world.unit(({ tenants }) => tenants.get(world.tenant(tenantId)));
}

function change(
  world: World,
  tenantId: TenantId,
  lifecycle: TenantLifecycle,
  version: number,
  lifecycleBeforeArchive: TenantRecord['lifecycleBeforeArchive'] = null,
): Promise<TenantRecord | 'changed_meanwhile' | 'external_taken'> {
  return world.unit(({ tenants }) =>
    tenants.changeLifecycle(world.tenant(tenantId), { lifecycle, lifecycleBeforeArchive, updatedAt: at(20), version }),
  );
}

function impact(storage: Parameters<typeof onPlatform>[0], world: World): Promise<unknown> {
  return onPlatform(storage, ({ tenants }) => tenants.impact(world.scope));
}
