import type { ActivationId, AuditEntryId, PersonId } from '../../kernel/ids.ts';
import { epochMillis, plusMillis, toInstant } from '../../kernel/instant.ts';
import { platformScope, type TenantScope } from '../../kernel/scope.ts';
import type { TenantRemoval, WorkspaceRemoval } from '../../ports/maintenance-store.ts';
import type { Storage, StorageUnit, UnitScope } from '../../ports/storage.ts';
import { eachAggregate, aggregates } from '../aggregates/index.ts';
import { equal, holds, rejection, rejectsAsMisuse } from '../check.ts';
import {
  anyEntry,
  anyTenantsRows,
  at,
  auditEntry,
  entryId,
  externalIdOf,
  firstPage,
  inside,
  keyRecord,
  noon,
  pauseDraft,
  queuedRun,
  runDraft,
  runId,
  tenantA,
  tenantB,
  tenantRecord,
  userA,
} from '../fixtures.ts';
import { seedForeignWorkspace } from '../foreign-rows.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { latch, patient, pause, race, within } from '../timing.ts';
import { forMaintenance, makeWorld, newWorld, onPlatform, type World } from '../world.ts';
import { everythingOf } from './isolation.ts';
import { complete, queue } from './run-helpers.ts';
import { usageEvent } from './usage-helpers.ts';

const unknownPerson = { kind: 'user', personId: 'user-unknown' as PersonId } as const;
/** Earlier than all rows of the other cases, so that none of those is pruned. */
const longAgo = toInstant(Date.UTC(1990, 0, 1));

type Call = (unit: StorageUnit, world: World) => Promise<unknown>;

const calls: { readonly [method: string]: Call } = {
  'maintenance.eraseTenant': ({ maintenance }, world) => maintenance.eraseTenant(world.tenant(tenantA)),
  'maintenance.eraseWorkspace': ({ maintenance }, world) => maintenance.eraseWorkspace(world.scope),
  'maintenance.erasePerson': ({ maintenance }) => maintenance.erasePerson(unknownPerson),
  'maintenance.pruneIdempotencyKeys': ({ maintenance }) => maintenance.pruneIdempotencyKeys(longAgo, 1),
};

/** Permanent removal of rows. */
export const maintenanceCases: readonly StorageCase[] = [
  ...Object.entries(calls).map(([method, call]): StorageCase => ({
    name: `maintenance: ${method} works on a maintenance unit and is an invariant on any other`,
    run: async (context) => {
      const world = await newWorld(context);
      const others: readonly UnitScope[] = [
        { plane: 'platform', actor: null },
        { plane: 'workspace', workspaceId: world.workspaceId, actor: null },
        { plane: 'member', userId: userA, workspaceIds: [world.workspaceId] },
      ];
      for (const scope of others) {
        await rejectsAsMisuse(
          () => context.storage.unit(scope, (unit) => call(unit, world)),
          `${method} on a ${scope.plane} unit.`,
        );
      }
      await forMaintenance(context, (unit) => call(unit, world));
    },
  })),
  {
    name: 'maintenance: eraseTenant removes and counts every row of the tenant, and keeps all others',
    run: async (context) => {
      const [world, theirs] = [await fullWorld(context), await neighbour(context)];
      const before = await everythingOf(context, theirs.workspaceId, theirs.words);
      equal(
        await eraseTenant(context, world.tenant(tenantA)),
        { ...eachAggregate(2), idempotencyKeys: 2, entitlements: 1, usageEvents: 2, auditEntries: 1 },
        'Each kind is counted.',
      );
      await world.unit(async (unit) => {
        equal(await unit.tenants.get(world.tenant(tenantA)), null, 'The tenant does not exist.');
        for (const { name, storage } of aggregates)
          equal(
            (await storage.list(unit, world.scope, anyTenantsRows, firstPage)).map(idOf),
            [`${name}-3`],
            `The other row of ${storage.store} stays.`,
          );
        equal(
          await unit.idempotency.find(world.scope, keyRecord('key-1', runId(1)), at(-1)),
          null,
          'The key of a run is removed with it.',
        );
        equal(
          await unit.members.entitledTenants(world.scope, userA),
          [{ tenantId: tenantB, role: null }],
          'The other entitlement stays.',
        );
        equal(
          (await unit.audit.list(world.scope, anyEntry, firstPage)).map(idOf),
          [entryId(3), entryId(2)],
          'Entries that are not about the tenant stay.',
        );
        const [standing] = await unit.activations.findApplicable(world.control, world.workspaceId, noon);
        equal(standing?.id, world.activationId, 'A pause of the workspace stays.');
      });
      equal(await everythingOf(context, theirs.workspaceId, theirs.words), before, 'The other workspace is untouched.');
    },
  },
  {
    name: 'maintenance: eraseTenant releases the external id',
    run: async (context) => {
      const [mine, theirs] = [await newWorld(context), await newWorld(context)];
      const externalTenantId = externalIdOf(context.nextWord());
      const claim = ({ workspaceId }: World): Promise<string> => {
        const record = tenantRecord(workspaceId, 'tenant-x' as typeof tenantA, {
          externalTenantId,
          lifecycle: 'active',
        });
        return onPlatform(context.storage, ({ tenants }) => tenants.create(record, record));
      };
      equal(await claim(mine), 'created', 'The first one claims it.');
      equal(await claim(theirs), 'external_taken', 'The second one cannot.');
      await eraseTenant(context, mine.tenant('tenant-x' as typeof tenantA));
      equal(await claim(theirs), 'created', 'Now it can.');
    },
  },
  {
    name: 'maintenance: erasing what does not exist, or no longer exists, is null and writes nothing',
    run: async (context) => {
      const world = await newWorld(context);
      const epoch = await epochOf(context.storage);
      equal(await eraseTenant(context, world.tenant('tenant-x' as typeof tenantA)), null, 'No such tenant.');
      equal(await eraseWorkspace(context, { workspaceId: context.nextWorkspaceId() }), null, 'No such workspace.');
      holds((await eraseTenant(context, world.tenant(tenantA))) !== null, 'The first time it exists.');
      equal(await eraseTenant(context, world.tenant(tenantA)), null, 'The second time it does not.');
      holds((await eraseWorkspace(context, world.scope)) !== null, 'The first time it exists.');
      equal(await eraseWorkspace(context, world.scope), null, 'The second time it does not.');
      equal(await epochOf(context.storage), epoch, 'There was no pause, so the epoch stays.');
    },
  },
  {
    name: 'maintenance: eraseWorkspace removes and counts every row, raises the epoch and keeps other workspaces',
    run: async (context) => {
      const [world, theirs] = [await fullWorld(context), await neighbour(context)];
      const words = [world.control];
      const before = await everythingOf(context, theirs.workspaceId, theirs.words);
      const epoch = await epochOf(context.storage);
      equal(
        await eraseWorkspace(context, world.scope),
        {
          tenants: 2,
          memberships: 1,
          entitlements: 2,
          activations: 1,
          ...eachAggregate(3),
          idempotencyKeys: 3,
          usageEvents: 3,
          auditEntries: 3,
        },
        'Each kind is counted.',
      );
      const nowhere = await everythingOf(context, context.nextWorkspaceId(), words);
      equal(await everythingOf(context, world.workspaceId, words), nowhere, 'No row of it remains.');
      holds((await epochOf(context.storage)) > epoch, 'A snapshot no longer contains its pause.');
      equal(await everythingOf(context, theirs.workspaceId, theirs.words), before, 'The other workspace is untouched.');
      await makeWorld(context.storage, world.workspaceId);
      await world.unit(async (unit) => {
        equal(await unit.audit.list(world.scope, anyEntry, firstPage), [], 'One of the same id starts empty.');
        await unit.gate.enter(world.scope);
      });
    },
  },
  {
    name: 'maintenance: a receipt and its erasure are committed or rolled back together',
    run: async (context) => {
      const world = await fullWorld(context);
      const before = await everythingOf(context, world.workspaceId, [world.control]);
      const ids = [context.nextWord(), context.nextWord()] as [AuditEntryId, AuditEntryId];
      const erase = ({ maintenance, audit }: StorageUnit): Promise<void> =>
        maintenance
          .eraseTenant(world.tenant(tenantB))
          .then(() => audit.append(world.scope, auditEntry(ids[0], world.workspaceId, { action: 'tenant.erased' })))
          .then(() => maintenance.eraseWorkspace(world.scope))
          .then(() => audit.append(platformScope, auditEntry(ids[1], null, { action: 'workspace.erased' })));
      const changedItsMind = new Error('changed its mind');
      const rejected = await rejection(
        () =>
          forMaintenance(context, async (unit) => {
            await erase(unit);
            throw changedItsMind;
          }),
        'The unit rejects.',
      );
      equal(rejected === changedItsMind, true, 'With what its work rejected with.');
      equal(await everythingOf(context, world.workspaceId, [world.control]), before, 'Nothing was changed.');
      await forMaintenance(context, erase);
      const receipts = await onPlatform(context.storage, ({ audit }) =>
        audit.list(platformScope, { ...anyEntry, actions: ['workspace.erased'] }, firstPage),
      );
      equal(receipts.filter(({ id }) => ids.includes(id)).map(idOf), [ids[1]], 'The receipt stays after the erasure.');
    },
  },
  {
    name: 'maintenance: of concurrent erasures exactly one removes the tenant, and one the workspace',
    run: async (context) => {
      const world = await fullWorld(context);
      const tenants = await race(5, () => eraseTenant(context, world.tenant(tenantA)));
      equal(tenants.filter((removed) => removed !== null).length, 1, 'One of the tenant.');
      const workspaces = await race(5, () => eraseWorkspace(context, world.scope));
      equal(workspaces.filter((removed) => removed !== null).length, 1, 'One of the workspace.');
    },
  },
  ...(['tenant', 'workspace'] as const).map((what): StorageCase => ({
    name: `maintenance: erasing a ${what} waits for the unit that holds it and removes what that unit wrote; a later unit does not find it`,
    needs: ['concurrent_units'],
    run: async (context) => {
      const world = await newWorld(context);
      const [isHeld, leave, erased, lateBegun] = [latch(), latch(), latch(), latch()];
      const holder = world.unit(async (unit) => {
        await unit.access.hold(world.scope, tenantA);
        isHeld.open();
        await leave.opened;
        await unit.runs.ensure(world.scope, runDraft(queuedRun(world.workspaceId, runId(1))));
        await unit.audit.append(world.scope, auditEntry(entryId(1), world.workspaceId, { tenantId: tenantA }));
      });
      await isHeld.opened;
      let isErased = false;
      void erased.opened.then(() => (isErased = true));
      const erasing = forMaintenance(context, async ({ maintenance }): Promise<TenantRemoval | null> => {
        const removed =
          what === 'tenant'
            ? await maintenance.eraseTenant(world.tenant(tenantA))
            : await maintenance.eraseWorkspace(world.scope);
        erased.open();
        await lateBegun.opened;
        return removed;
      });
      await pause(100);
      equal(isErased, false, 'It waits for the holder.');
      leave.open();
      await holder;
      await within(patient, erased.opened, 'It continues once the holder has ended.');
      const held = world.unit(({ access }) => {
        // Long enough for the question to be on its way to the server.
        void pause(100).then(lateBegun.open);
        return access.hold(world.scope, tenantA);
      });
      const removed = await erasing;
      equal([removed?.runs, removed?.auditEntries], [1, 1], 'What the holder wrote is removed.');
      equal(await within(patient, held, 'The later unit gets an answer.'), null, 'It does not find the scope.');
    },
  })),
  {
    name: 'maintenance: erasePerson blanks the label permanently, also of an unknown person',
    run: async (context) => {
      const { storage } = context;
      const [ada, unknown] = [personOf(context), personOf(context)];
      const erase = (person: typeof ada): Promise<boolean> =>
        forMaintenance(context, ({ maintenance }) => maintenance.erasePerson(person));
      await onPlatform(storage, ({ people }) => people.remember({ ...ada, label: 'Ada' }));
      equal([await erase(ada), await erase(unknown)], [true, false], 'One of them had a label.');
      await forMaintenance(context, ({ people }) => people.remember({ ...ada, label: 'Ada' }));
      await onPlatform(storage, ({ people }) => people.remember({ ...unknown, label: 'Late Arrival' }));
      for (const person of [ada, unknown]) {
        const found = await onPlatform(storage, ({ people }) => people.find([person]));
        equal(found, [{ ...person, label: null }], 'No name is stored again.');
      }
    },
  },
  {
    name: 'maintenance: pruneIdempotencyKeys deletes keys that are not live, up to the limit, and no others',
    run: async (context) => {
      const world = await newWorld(context);
      const before = plusMillis(longAgo, -1);
      const keys = [before, before, longAgo, plusMillis(longAgo, 1), before];
      for (const [n, createdAt] of keys.entries()) {
        await queue(world, n + 1);
        const key = keyRecord(`key-${String(n + 1)}`, runId(n + 1), { createdAt });
        await world.unit(({ idempotency }) => idempotency.remember(world.scope, key, longAgo));
      }
      for (const n of [1, 2, 3, 4]) await complete(world, runId(n), null);
      const prune = (limit: number): Promise<number> =>
        forMaintenance(context, ({ maintenance }) => maintenance.pruneIdempotencyKeys(longAgo, limit));
      equal([await prune(2), await prune(2)], [2, 1], 'Three are not live, the one at that instant among them.');
      equal(await prune(2), 0, 'Then none is left.');
      const veryOld = toInstant(epochMillis(longAgo) - 86_400_000);
      const left = await world.unit(async ({ idempotency }) => {
        const found = [];
        for (const n of [1, 2, 3, 4, 5])
          found.push(await idempotency.find(world.scope, keyRecord(`key-${String(n)}`, runId(n)), veryOld));
        return found.flatMap((record) => record?.key ?? []);
      });
      equal(left, ['key-4', 'key-5'], 'The young one stays, and the one whose run is in progress.');
    },
  },
];

function eraseTenant(context: StorageContext, scope: TenantScope): Promise<TenantRemoval | null> {
  return forMaintenance(context, ({ maintenance }) => maintenance.eraseTenant(scope));
}

function eraseWorkspace(context: StorageContext, scope: World['scope']): Promise<WorkspaceRemoval | null> {
  return forMaintenance(context, ({ maintenance }) => maintenance.eraseWorkspace(scope));
}

function epochOf(storage: Storage): Promise<number> {
  return onPlatform(storage, ({ activations }) => activations.epoch());
}

function personOf({ nextWord }: StorageContext) {
  return { kind: 'user', personId: nextWord() as PersonId } as const;
}

function idOf<Id>({ id }: { readonly id: Id }): Id {
  return id;
}

/** A workspace full of rows that carry the same ids. */
function neighbour(context: StorageContext): ReturnType<typeof seedForeignWorkspace> {
  return seedForeignWorkspace(context.storage, {
    workspaceId: context.nextWorkspaceId(),
    words: [context.nextWord(), context.nextWord()],
  });
}

/** A workspace with one member, one pause, two tenants, two aggregates of each kind and two usage events of the one and one of the other, and one entry for each tenant and one without a tenant. */
async function fullWorld(
  context: StorageContext,
): Promise<World & { readonly control: string; readonly activationId: ActivationId }> {
  const world = await newWorld(context);
  const { workspaceId, scope } = world;
  const [control, activationId] = [context.nextWord(), context.nextWord() as ActivationId];
  await world.addMember(userA, 'owner');
  await world.unit(async ({ members, audit }) => {
    for (const tenantId of [tenantA, tenantB])
      await members.entitle(world.tenant(tenantId), {
        workspaceId,
        tenantId,
        userId: userA,
        role: null,
        grantedAt: noon,
      });
    for (const [n, tenantId] of [tenantA, tenantB, null].entries())
      await audit.append(scope, auditEntry(entryId(n + 1), workspaceId, { tenantId }));
  });
  for (const [n, tenantId] of [tenantA, tenantA, tenantB].entries())
    await world.unit(async (unit) => {
      for (const { name, storage } of aggregates) {
        const place = { workspaceId, tenantId, id: `${name}-${String(n + 1)}`, createdAt: noon };
        await storage.insert(unit, scope, storage.record(place));
      }
      await unit.idempotency.remember(scope, keyRecord(`key-${String(n + 1)}`, runId(n + 1)), at(-1));
      await unit.usage.add([usageEvent(workspaceId, `event-${String(n + 1)}`, noon, { tenantId })]);
    });
  await onPlatform(context.storage, ({ activations }) =>
    activations.put(pauseDraft(control, inside(workspaceId), activationId)),
  );
  return { ...world, control, activationId };
}
