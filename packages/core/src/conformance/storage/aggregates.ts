import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { compareText } from '../../kernel/text.ts';
import type { StorageUnit } from '../../ports/storage.ts';
import type { AggregateFilter, AggregatePosition, AggregateRow, Aggregate } from '../aggregates/aggregate.ts';
import { aggregates } from '../aggregates/index.ts';
import { equal, rejection } from '../check.ts';
import { anyTenantsRows, at, firstPage, noon, tenantA, tenantB } from '../fixtures.ts';
import { seedForeignWorkspace } from '../foreign-rows.ts';
import { unorderedIds, walkPages } from '../paging.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { forMaintenance, makeWorld, newWorld, onPlatform, type World } from '../world.ts';

/** The guarantees of every store whose rows a request names by id. */
export const aggregateCases: readonly StorageCase[] = aggregates.flatMap(casesOf);

function casesOf(aggregate: Aggregate): readonly StorageCase[] {
  const { name, storage } = aggregate;
  const { store } = storage;
  const idAt = (n: number): string => `${name}-${String(n)}`;
  return [
    {
      name: `${store}: an inserted row is read unchanged, and an unknown id is null`,
      run: async (context) => {
        const rows = storeOf(aggregate, await newWorld(context));
        const first = rows.record(idAt(1), at(123));
        equal(await rows.get(first.id), null, 'It does not exist yet.');
        await rows.insert(first);
        equal(await rows.get(first.id), first, 'Every field survives.');
        equal(await rows.get(idAt(2)), null, 'Another id finds nothing.');
      },
    },
    {
      name: `${store}: one of another workspace is absent by its id and in the list, for every unit`,
      run: async (context) => {
        const [mine, theirs] = [await newWorld(context), await newWorld(context)];
        const row = await storeOf(aggregate, theirs).put(idAt(1));
        const read = async (unit: StorageUnit, { scope }: World) => [
          await storage.get(unit, scope, row.id),
          await storage.list(unit, scope, anyTenantsRows, firstPage),
        ];
        equal(await mine.unit((unit) => read(unit, mine)), [null, []], 'Its own unit does not find it here.');
        equal(await mine.unit((unit) => read(unit, theirs)), [null, []], 'It does not find it there either.');
        equal(
          await onPlatform(context.storage, (unit) => read(unit, mine)),
          [null, []],
          'A platform unit does not find it here.',
        );
        equal(
          await onPlatform(context.storage, (unit) => read(unit, theirs)),
          [row, [row]],
          'A platform unit finds it there.',
        );
      },
    },
    {
      name: `${store}: the same id in another workspace is another ${name}`,
      run: async (context) => {
        const [mine, theirs] = [await newWorld(context), await newWorld(context)];
        const [here, there] = [storeOf(aggregate, mine), storeOf(aggregate, theirs)];
        const rows = [await here.put(idAt(1), at(1)), await there.put(idAt(1), at(2), tenantB)] as const;
        equal([await here.get(idAt(1)), await there.get(idAt(1))], rows, 'Each has its own.');
        equal([await here.list(), await there.list()], [[rows[0]], [rows[1]]], 'And lists its own.');
      },
    },
    {
      name: `${store}: a taken id stays with the first, also among concurrent inserts`,
      run: async (context) => {
        const rows = storeOf(aggregate, await newWorld(context));
        const first = await rows.put(idAt(1), at(1));
        await rows.insert(rows.record(idAt(1), at(2), tenantB)).catch(refused);
        equal(await rows.get(idAt(1)), first, 'The first one stays as it was.');
        const drafts = Array.from({ length: 8 }, (_, n) => rows.record(idAt(2), at(n)));
        await race(drafts.length, (n) => rows.insert(drafts[n] as AggregateRow).catch(refused));
        const kept = (await rows.list()).filter(({ id }) => id === idAt(2));
        equal(kept.length, 1, 'One is kept.');
        equal(
          drafts.filter((draft) => draft.createdAt === kept[0]?.createdAt),
          kept,
          'It is one of them, whole.',
        );
      },
    },
    {
      name: `${store}: a row that is rolled back does not exist, and its id is free`,
      run: async (context) => {
        const world = await newWorld(context);
        const rows = storeOf(aggregate, world);
        const undone = (): Promise<void> =>
          world.unit(async (unit) => {
            await storage.insert(unit, world.scope, rows.record(idAt(1), at(1)));
            throw new Error('changed my mind');
          });
        await rejection(undone, 'The unit rejects.');
        equal([await rows.get(idAt(1)), await rows.list()], [null, []], 'Nothing was written.');
        const row = await rows.put(idAt(1), at(2));
        equal(await rows.get(idAt(1)), row, 'Another one may have the id.');
      },
    },
    {
      name: `${store}: a list shows those of the asked tenant, and of the visible ones`,
      run: async (context) => {
        const rows = storeOf(aggregate, await newWorld(context));
        await rows.put(idAt(1), at(1), tenantA);
        await rows.put(idAt(2), at(2), tenantB);
        await rows.put(idAt(3), at(3), tenantA);
        const ids = async (filter: Partial<AggregateFilter>) => (await rows.list(filter)).map(({ id }) => id);
        equal(await ids({}), [3, 2, 1].map(idAt), 'Null means any.');
        equal(await ids({ tenantId: tenantB }), [idAt(2)], 'Of one tenant.');
        equal(await ids({ visibleTenantIds: [tenantA] }), [3, 1].map(idAt), 'Of the visible one.');
        equal(await ids({ visibleTenantIds: [tenantA, tenantB] }), [3, 2, 1].map(idAt), 'Of the visible ones.');
        equal(await ids({ visibleTenantIds: [] }), [], 'Of none.');
        equal(await ids({ tenantId: tenantA, visibleTenantIds: [tenantB] }), [], 'Both at once.');
      },
    },
    {
      name: `${store}: list is newest first, by instant and then by id in code-point order`,
      run: async (context) => {
        const rows = storeOf(aggregate, await newWorld(context));
        const ids = unorderedIds('r');
        for (const [n, id] of ids.entries()) await rows.put(id, at(n % 3));
        const found = await rows.list();
        equal(found.map(positionOf), found.map(positionOf).sort(newestFirst), 'Newest first.');
        equal(found.map(({ id }) => id).sort(compareText), ids.toSorted(compareText), 'All of them.');
      },
    },
    {
      name: `${store}: pages neither skip nor repeat rows of one instant while others are inserted`,
      run: async (context) => {
        const world = await newWorld(context);
        const rows = storeOf(aggregate, world);
        const ids = unorderedIds('r');
        for (const id of ids) await rows.put(id);
        const walked = await walkPages<AggregateRow, AggregatePosition>({
          limit: 3,
          start: null,
          page: (page) => world.unit((unit) => storage.list(unit, world.scope, anyTenantsRows, page)),
          keyOf: positionOf,
          between: async (round) => {
            const id = `${round % 2 === 0 ? 'r' : 's'}-inserted-${String(round)}`;
            await rows.put(id, round % 3 === 0 ? at(5) : noon);
          },
        });
        const stable = walked.map(({ id }) => id).filter((id) => !id.includes('inserted'));
        equal(
          stable,
          ids.toSorted((left, right) => compareText(right, left)),
          'Each row that existed from the start is listed once.',
        );
        equal(new Set(walked.map(({ id }) => id)).size, walked.length, 'None is repeated.');
      },
    },
    {
      name: `${store}: an erasure of its tenant or its workspace removes and counts a row, and keeps those of the same id elsewhere`,
      run: async (context) => {
        const world = await newWorld(context);
        const rows = storeOf(aggregate, world);
        const { workspaceId } = await seedForeignWorkspace(context.storage);
        const theirs = (): Promise<readonly AggregateRow[]> =>
          onPlatform(context.storage, (unit) => storage.list(unit, { workspaceId }, anyTenantsRows, firstPage));
        const before = await theirs();
        await rows.put(idAt(1), at(1), tenantA);
        await rows.put(idAt(2), at(2), tenantA);
        const other = await rows.put(idAt(3), at(3), tenantB);
        const ofTenant = await forMaintenance(context, ({ maintenance }) =>
          maintenance.eraseTenant(world.tenant(tenantA)),
        );
        equal(ofTenant?.[store], 2, 'Those of the tenant are counted.');
        equal([await rows.get(idAt(1)), await rows.get(idAt(2))], [null, null], 'They are absent by their ids.');
        equal(await rows.list(), [other], 'Another tenant keeps its own.');
        const ofWorkspace = await forMaintenance(context, ({ maintenance }) => maintenance.eraseWorkspace(world.scope));
        equal(ofWorkspace?.[store], 1, 'The rest of the workspace is counted.');
        await makeWorld(context.storage, world.workspaceId);
        equal([await rows.get(idAt(3)), await rows.list()], [null, []], 'A workspace of the same id starts empty.');
        equal(await theirs(), before, 'The other workspace is untouched.');
      },
    },
  ];
}

/** A refusal counts like an answer that did nothing: the rows are compared afterwards. */
const refused = (): string => 'refused';

/** The store of one world, each call in a unit of its own. */
function storeOf({ storage }: Aggregate, world: World) {
  const { workspaceId, scope } = world;
  const record = (id: string, createdAt: Instant = noon, tenantId: TenantId = tenantA): AggregateRow =>
    storage.record({ workspaceId, tenantId, id, createdAt });
  const insert = (row: AggregateRow): Promise<unknown> => world.unit((unit) => storage.insert(unit, scope, row));
  return {
    record,
    insert,
    put: async (...place: Parameters<typeof record>): Promise<AggregateRow> => {
      const row = record(...place);
      await insert(row);
      return row;
    },
    get: (id: string) => world.unit((unit) => storage.get(unit, scope, id)),
    list: (filter: Partial<AggregateFilter> = {}) =>
      world.unit((unit) => storage.list(unit, scope, { ...anyTenantsRows, ...filter }, firstPage)),
  };
}

function positionOf({ createdAt, id }: AggregateRow): AggregatePosition {
  return { createdAt, id };
}

function newestFirst(left: AggregatePosition, right: AggregatePosition): number {
  return compareText(right.createdAt, left.createdAt) || compareText(right.id, left.id);
}
