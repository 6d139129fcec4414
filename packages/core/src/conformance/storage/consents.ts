import type { ConnectionId, ConsentRequestId } from '../../kernel/ids.ts';
import type { StoredConsentRequest } from '../../ports/consent-store.ts';
import { equal, rejection, tally } from '../check.ts';
import { at, newConnection, tenantA, tenantB, userA, userB } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { forMaintenance, newWorld, type World } from '../world.ts';

const idOf = (n: number): ConsentRequestId => `consent-${String(n).padStart(2, '0')}` as ConsentRequestId;
const one = idOf(1);
const connectionId = 'connection-1' as ConnectionId;
const hash = (digit: string): string => digit.repeat(64);

/** Consents that were asked for. */
export const consentCases: readonly StorageCase[] = [
  {
    name: 'consents: a request is read as it was opened, and a workspace sees only its own',
    run: async (context) => {
      const [mine, theirs] = [await worldWithConnection(context), await worldWithConnection(context)];
      const request = await open(mine, 1);
      equal(await get(mine, one), request, 'The row.');
      equal(await get(theirs, one), null, 'Another workspace has none of that id.');
      const foreign = await theirs.unit((unit) => unit.consents.get(mine.scope, one));
      equal(foreign, null, 'It does not see the one of this workspace.');
      const used = await theirs.unit((unit) => unit.consents.use(mine.scope, one, at(2)));
      equal([used, (await get(mine, one))?.usedAt], [false, null], 'It cannot use it.');
    },
  },
  {
    name: 'consents: a request is used once, before it expires',
    run: async (context) => {
      const world = await worldWithConnection(context);
      await open(world, 1, { expiresAt: at(100) });
      equal(await use(world, one, 100), false, 'At the instant of its end it cannot be used.');
      equal((await get(world, one))?.usedAt, null, 'It was not used.');
      equal(await use(world, one, 99), true, 'Before that it can.');
      equal((await get(world, one))?.usedAt, at(99), 'It is stored.');
      equal(await use(world, one, 99), false, 'It cannot be used twice.');
      equal(await use(world, idOf(9), 99), false, 'One that does not exist.');
    },
  },
  {
    name: 'consents: of 64 callers at once exactly one uses a request',
    run: async (context) => {
      const world = await worldWithConnection(context);
      await open(world, 1);
      const answers = await race(64, () => use(world, one, 2));
      equal(tally(answers.map(String)), { true: 1, false: 63 }, 'One of all.');
    },
  },
  {
    name: 'consents: after a use that is rolled back, the caller that waits uses the request',
    run: async (context) => {
      const world = await worldWithConnection(context);
      await open(world, 1);
      const answers = await race(8, (n) =>
        world
          .unit(async (unit) => {
            const isFirst = await unit.consents.use(world.scope, one, at(2));
            if (isFirst && n % 2 === 0) throw new Error('rolled back');
            return isFirst;
          })
          .catch(() => 'undone' as const),
      );
      equal(answers.filter((answer) => answer === true).length, 1, 'One is kept.');
      equal((await get(world, one))?.usedAt, at(2), 'It counts.');
    },
  },
  {
    name: 'consents: beyond the limit the oldest requests of a person are removed, and the later ones and those of others stay',
    run: async (context) => {
      const world = await worldWithConnection(context);
      const others = [
        { kind: 'user', personId: userB },
        { kind: 'platform', personId: userA },
      ] as const;
      for (const [n, requestedBy] of others.entries()) await open(world, 8 + n, { requestedBy, createdAt: at(0) }, 3);
      for (const n of [1, 2, 3, 4]) await open(world, n, { createdAt: at(n) }, 3);
      const left = await Promise.all([1, 2, 3, 4, 8, 9].map(async (n) => (await get(world, idOf(n))) !== null));
      equal(left, [false, true, true, true, true, true], 'The newest three of the person, and those of the others.');
    },
  },
  {
    name: 'consents: a new request removes those of its workspace that expired long ago, and no others',
    run: async (context) => {
      const [world, other] = [await worldWithConnection(context), await worldWithConnection(context)];
      for (const each of [world, other]) {
        await open(each, 1, { expiresAt: at(100) });
        await open(each, 2, { expiresAt: at(101) });
      }
      await open(world, 3, {}, 20, 100);
      const left = async (each: World) =>
        [await get(each, idOf(1)), await get(each, idOf(2))].map((row) => row !== null);
      equal(await left(world), [false, true], 'Up to the given instant.');
      equal(await left(other), [true, true], 'In this workspace.');
    },
  },
  {
    name: 'consents: 16 requests opened at once are all stored, and none waits in a deadlock',
    run: async (context) => {
      const world = await worldWithConnection(context);
      await race(16, (n) => open(world, n, {}, 20, 0));
      const rows = await Promise.all([...Array(16).keys()].map((n) => get(world, idOf(n))));
      equal(rows.filter((row) => row === null).length, 0, 'Each of them.');
    },
  },
  {
    name: 'consents: a request of another tenant, scope or connection, or with a taken id, is misuse',
    run: async (context) => {
      const world = await worldWithConnection(context);
      const request = await open(world, 1);
      const opening = (change: Partial<StoredConsentRequest>, tenantId = tenantA) =>
        world.unit((unit) =>
          unit.consents.open(world.tenant(tenantId), { ...request, id: idOf(2), ...change }, retention()),
        );
      await rejection(() => opening({ id: one }), 'A taken id.');
      await rejection(() => opening({ connectionId: 'connection-9' as ConnectionId }), 'No such connection.');
      await rejection(() => opening({}, tenantB), 'Under the scope of another tenant.');
      await rejection(() => opening({ tenantId: tenantB }, tenantB), 'A connection of another tenant.');
      equal(await get(world, idOf(2)), null, 'Nothing was written.');
    },
  },
  {
    name: 'consents: an erasure of the tenant removes its requests',
    run: async (context) => {
      const world = await worldWithConnection(context);
      await open(world, 1);
      await forMaintenance(context, ({ maintenance }) => maintenance.eraseTenant(world.tenant(tenantA)));
      equal(await get(world, one), null, 'Nothing is left.');
      equal(await use(world, one, 2), false, 'It cannot be used any more.');
    },
  },
];

async function worldWithConnection(context: Parameters<typeof newWorld>[0]): Promise<World> {
  const world = await newWorld(context);
  await world.unit((unit) =>
    unit.connections.create(world.tenant(tenantA), newConnection(world.workspaceId, connectionId)),
  );
  return world;
}

const retention = (perPerson = 20, expired = -1_000_000) => ({ perPerson, expiredBefore: at(expired) });

async function open(
  world: World,
  n: number,
  change: Partial<StoredConsentRequest> = {},
  perPerson?: number,
  expired?: number,
): Promise<StoredConsentRequest> {
  const request: StoredConsentRequest = {
    workspaceId: world.workspaceId,
    id: idOf(n),
    tenantId: tenantA,
    connectionId,
    requestedBy: { kind: 'user', personId: userA },
    secretHash: hash('a'),
    subjectHash: hash('b'),
    createdAt: at(0),
    expiresAt: at(60_000),
    usedAt: null,
    ...change,
  };
  await world.unit((unit) => unit.consents.open(world.tenant(tenantA), request, retention(perPerson, expired)));
  return request;
}

function get(world: World, id: ConsentRequestId): Promise<StoredConsentRequest | null> {
  return world.unit((unit) => unit.consents.get(world.scope, id));
}

function use(world: World, id: ConsentRequestId, millis: number): Promise<boolean> {
  return world.unit((unit) => unit.consents.use(world.scope, id, at(millis)));
}
