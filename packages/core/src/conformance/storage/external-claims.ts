import type { TenantId } from '../../kernel/ids.ts';
import type { TenantScope } from '../../kernel/scope.ts';
import type { TenantLifecycle, TenantRecord } from '../../ports/tenant-store.ts';
import { equal, tally } from '../check.ts';
import { at, externalIdOf, tenantRecord } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { newWorld, onPlatform, type World } from '../world.ts';

const contested = 'tenant-contested' as TenantId;

/** One external tenant id is active in one place only. */
export const externalClaimCases: readonly StorageCase[] = [
  {
    name: 'tenants: an external id that is active elsewhere answers external_taken and writes nothing',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const external = externalIdOf(context.nextWord());
      equal(await create(one, contested, external, 'active'), 'created', 'The first one claims it.');
      equal(await create(other, contested, external, 'active'), 'external_taken', 'Active in another workspace.');
      equal(await get(other), null, 'Nothing was written.');
      equal(
        await create(one, 'tenant-twin' as TenantId, external, 'active'),
        'external_taken',
        'Active in the same workspace.',
      );
    },
  },
  {
    name: 'tenants: only active tenants claim their external id',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const external = externalIdOf(context.nextWord());
      equal(await create(one, contested, external, 'draft'), 'created', 'A draft may name it.');
      equal(
        await create(one, 'tenant-twin' as TenantId, external, 'onboarding'),
        'created',
        'So may one in onboarding.',
      );
      equal(await create(other, contested, external, 'active'), 'created', 'They do not claim it.');
      equal(
        await create(one, 'tenant-late' as TenantId, external, 'draft'),
        'created',
        'A draft may name a taken one.',
      );
    },
  },
  {
    name: 'tenants: isClaimedElsewhere says whether another tenant is active under an id, in this or any other workspace',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const [external, free] = [externalIdOf(context.nextWord()), externalIdOf(context.nextWord())];
      await create(one, contested, external, 'active');
      await create(other, contested, free, 'draft');
      const ask = (scope: TenantScope, ...ids: readonly string[]) =>
        onPlatform(context.storage, ({ tenants }) => tenants.isClaimedElsewhere(scope, ids));
      equal(await ask(one.tenant(contested), external), false, 'It is its own.');
      equal(await ask(other.tenant(contested), external), true, 'The same tenant id in another workspace.');
      equal(await ask(one.tenant('tenant-twin' as TenantId), external), true, 'Another tenant of the same workspace.');
      equal(
        await ask(other.tenant(contested), free, external.toUpperCase()),
        true,
        'One of several, in another spelling.',
      );
      equal(await ask(one.tenant(contested), free), false, 'A draft claims nothing.');
      equal(await ask(one.tenant(contested)), false, 'No id.');
    },
  },
  {
    name: 'tenants: becoming active claims the external id, ceasing to be so releases it',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const external = externalIdOf(context.nextWord());
      for (const world of [one, other]) await create(world, contested, external, 'draft');
      equal(await change(one, 'active', 1), 'active', 'The first one becomes active.');
      const before = await get(other);
      equal(await change(other, 'active', 1), 'external_taken', 'The other cannot.');
      equal(await get(other), before, 'Nothing was written.');
      equal(await change(one, 'archived', 2), 'archived', 'The first one stops being active.');
      equal(await change(other, 'active', 1), 'active', 'Now it is free.');
      equal(await change(one, 'active', 3), 'external_taken', 'The other one claims it.');
    },
  },
  {
    name: 'tenants: a claim that is rolled back does not count',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const external = externalIdOf(context.nextWord());
      const failure = new Error('changed my mind');
      const attempt = one.unit(async ({ tenants }) => {
        await tenants.create(one.tenant(contested), record(one, contested, external, 'active'));
        throw failure;
      });
      equal(await attempt.catch((error: unknown) => error === failure), true, 'The unit rejects.');
      equal(await create(other, contested, external, 'active'), 'created', 'The id is free.');
    },
  },
  {
    name: 'tenants: an active tenant without an external id claims nothing',
    run: async (context) => {
      const [one, other] = [await newWorld(context), await newWorld(context)];
      equal(await create(one, contested, null, 'active'), 'created', 'One without.');
      equal(await create(other, contested, null, 'active'), 'created', 'Another without.');
    },
  },
  {
    name: 'tenants: of 16 concurrent active creations with one external id exactly one wins',
    run: async (context) => {
      const worlds = [
        await newWorld(context),
        await newWorld(context),
        await newWorld(context),
        await newWorld(context),
      ];
      const external = externalIdOf(context.nextWord());
      const answers = await race(16, async (n) => {
        const world = worlds[n % worlds.length];
        return world ? create(world, `racer-${String(n)}` as TenantId, external, 'active') : 'no world';
      });
      equal(tally(answers), { created: 1, external_taken: 15 }, 'One claim is granted.');
    },
  },
  {
    name: 'tenants: of concurrent changes to active with one external id exactly one wins',
    run: async (context) => {
      const worlds = [
        await newWorld(context),
        await newWorld(context),
        await newWorld(context),
        await newWorld(context),
      ];
      const external = externalIdOf(context.nextWord());
      for (const world of worlds) await create(world, contested, external, 'draft');
      const answers = await Promise.all(worlds.map((world) => change(world, 'active', 1)));
      equal(tally(answers), { active: 1, external_taken: 3 }, 'One claim is granted.');
    },
  },
];

function record(
  world: World,
  tenantId: TenantId,
  externalTenantId: string | null,
  lifecycle: TenantLifecycle,
): TenantRecord {
  return tenantRecord(world.workspaceId, tenantId, { externalTenantId, lifecycle });
}

function create(
  world: World,
  tenantId: TenantId,
  external: string | null,
  lifecycle: TenantLifecycle,
): Promise<string> {
  return world.unit(({ tenants }) =>
    tenants.create(world.tenant(tenantId), record(world, tenantId, external, lifecycle)),
  );
}

function get(world: World): Promise<TenantRecord | null> {
  return world.unit(({ tenants }) => tenants.get(world.tenant(contested)));
}

/** The lifecycle it has now, or why it does not change. */
async function change(world: World, lifecycle: TenantLifecycle, version: number): Promise<string> {
  const answer = await world.unit(({ tenants }) =>
    tenants.changeLifecycle(world.tenant(contested), {
      lifecycle,
      lifecycleBeforeArchive: lifecycle === 'archived' ? 'active' : null,
      updatedAt: at(20),
      version,
    }),
  );
  return typeof answer === 'string' ? answer : answer.lifecycle;
}
