import type { WorkspaceId } from '../../kernel/ids.ts';
import { compareText } from '../../kernel/text.ts';
import { equal, holds, tally } from '../check.ts';
import { at, firstPage, userA, workspaceRecord } from '../fixtures.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { race } from '../timing.ts';
import { unorderedIds, walkPages } from '../paging.ts';
import { asMember, newWorld, onPlatform } from '../world.ts';

const anyWorkspace = { archived: null } as const;

/** Workspaces: creation, archiving, and lists in code-point order. */
export const workspaceCases: readonly StorageCase[] = [
  {
    name: 'workspaces: a created workspace is read unchanged',
    run: async ({ storage, nextWorkspaceId }) => {
      const workspaceId = nextWorkspaceId();
      const record = workspaceRecord(workspaceId, { archivedAt: at(7), version: 4 });
      equal(
        await onPlatform(storage, (unit) => unit.workspaces.get({ workspaceId })),
        null,
        'A workspace that does not exist is null.',
      );
      equal(
        await onPlatform(storage, (unit) => unit.workspaces.create({ workspaceId }, record)),
        'created',
        'A free id is created.',
      );
      equal(await onPlatform(storage, (unit) => unit.workspaces.get({ workspaceId })), record, 'Every field survives.');
    },
  },
  {
    name: 'workspaces: a taken id answers exists and writes nothing',
    run: async (context) => {
      const { storage } = context;
      const { scope, workspaceId } = await newWorld(context);
      const before = await onPlatform(storage, (unit) => unit.workspaces.get(scope));
      const again = workspaceRecord(workspaceId, { name: 'Usurper', version: 9 });
      equal(await onPlatform(storage, (unit) => unit.workspaces.create(scope, again)), 'exists', 'The id is taken.');
      equal(await onPlatform(storage, (unit) => unit.workspaces.get(scope)), before, 'The first one stays as it was.');
    },
  },
  {
    name: 'workspaces: of 16 concurrent creations exactly one wins, and the others get exists',
    run: async ({ storage, nextWorkspaceId }) => {
      const workspaceId = nextWorkspaceId();
      const answers = await race(16, (n) =>
        onPlatform(storage, async ({ workspaces }) => {
          const answer = await workspaces.create(
            { workspaceId },
            workspaceRecord(workspaceId, { name: `Number ${String(n)}` }),
          );
          return { answer, n };
        }),
      );
      equal(tally(answers.map(({ answer }) => answer)), { created: 1, exists: 15 }, 'One creation wins.');
      const winner = answers.find(({ answer }) => answer === 'created');
      const stored = await onPlatform(storage, (unit) => unit.workspaces.get({ workspaceId }));
      equal(stored?.name, `Number ${String(winner?.n)}`, 'The row is the winner’s.');
    },
  },
  {
    name: 'workspaces: setArchived sets and clears the instant and raises the version',
    run: async (context) => {
      const { storage } = context;
      const { scope, workspaceId } = await newWorld(context);
      const archived = await onPlatform(storage, (unit) =>
        unit.workspaces.setArchived(scope, { archivedAt: at(10), updatedAt: at(11), version: 1 }),
      );
      const expected = workspaceRecord(workspaceId, { archivedAt: at(10), updatedAt: at(11), version: 2 });
      equal(archived, expected, 'The changed row is the answer.');
      equal(await onPlatform(storage, (unit) => unit.workspaces.get(scope)), expected, 'The changed row is stored.');
      const restored = await onPlatform(storage, (unit) =>
        unit.workspaces.setArchived(scope, { archivedAt: null, updatedAt: at(12), version: 2 }),
      );
      equal(restored, workspaceRecord(workspaceId, { updatedAt: at(12), version: 3 }), 'Null clears it.');
    },
  },
  {
    name: 'workspaces: setArchived upon another version, or upon nothing, is null and writes nothing',
    run: async (context) => {
      const { storage, nextWorkspaceId } = context;
      const { scope, workspaceId } = await newWorld(context);
      const change = { archivedAt: at(10), updatedAt: at(11), version: 2 };
      equal(
        await onPlatform(storage, (unit) => unit.workspaces.setArchived(scope, change)),
        null,
        'The version is another.',
      );
      equal(
        await onPlatform(storage, (unit) => unit.workspaces.get(scope)),
        workspaceRecord(workspaceId),
        'Nothing changed.',
      );
      const nowhere = { workspaceId: nextWorkspaceId() };
      equal(
        await onPlatform(storage, (unit) => unit.workspaces.setArchived(nowhere, change)),
        null,
        'There is no such workspace.',
      );
    },
  },
  {
    name: 'workspaces: of 16 concurrent setArchived at one version exactly one wins',
    run: async (context) => {
      const { storage } = context;
      const { scope } = await newWorld(context);
      const answers = await race(16, (n) =>
        onPlatform(storage, (unit) =>
          unit.workspaces.setArchived(scope, { archivedAt: at(n), updatedAt: at(n), version: 1 }),
        ),
      );
      const winners = answers.filter((answer) => answer !== null);
      equal(winners.length, 1, 'One writer changes the row, and the others get null.');
      equal(
        await onPlatform(storage, (unit) => unit.workspaces.get(scope)),
        winners[0],
        'The row is the winner’s, at version 2.',
      );
    },
  },
  {
    name: 'workspaces: list pages in code-point order without skip or repeat while rows are inserted',
    run: async (context) => {
      const { storage } = context;
      const { ids, prefix } = await manyWorkspaces(context);
      const walked = await walkPages<WorkspaceId, WorkspaceId>({
        limit: 3,
        start: prefix,
        page: (page) =>
          onPlatform(storage, async ({ workspaces }) =>
            (await workspaces.list(anyWorkspace, page)).map(({ workspaceId }) => workspaceId),
          ),
        keyOf: (id) => id,
        isOwn: (id) => id.startsWith(`${prefix}.`),
        between: (round) => create(storage, `${prefix}.inserted${String(round)}` as WorkspaceId),
      });
      const stable = walked.filter((id) => !id.includes('inserted'));
      equal(stable, ids.toSorted(compareText), 'Each row that existed from the start is listed once, in order.');
      equal(
        walked,
        [...new Set(walked)].sort(compareText),
        'Rows inserted meanwhile do not repeat or disorder the pages.',
      );
    },
  },
  {
    name: 'workspaces: list filters by archived',
    run: async (context) => {
      const { storage } = context;
      const { ids, prefix } = await manyWorkspaces(context);
      const [first] = ids;
      holds(first !== undefined, 'There are workspaces.');
      await onPlatform(storage, (unit) =>
        unit.workspaces.setArchived({ workspaceId: first }, { archivedAt: at(1), updatedAt: at(1), version: 1 }),
      );
      const page = { after: prefix, limit: ids.length };
      const listed = async (archived: boolean | null): Promise<readonly WorkspaceId[]> => {
        const found = await onPlatform(storage, (unit) => unit.workspaces.listAmong(ids, { archived }, page));
        return found.map(({ workspaceId }) => workspaceId);
      };
      equal(await listed(true), [first], 'Only the archived one.');
      equal(await listed(false), ids.slice(1).sort(compareText), 'All but the archived one.');
      equal(await listed(null), ids.toSorted(compareText), 'Null means any.');
      const all = await onPlatform(storage, (unit) =>
        unit.workspaces.list({ archived: true }, { after: prefix, limit: 1 }),
      );
      equal(all[0]?.workspaceId, first, 'list filters in the same way.');
    },
  },
  {
    name: 'workspaces: listAmong shows a member unit the named ones that exist, in pages, in code-point order',
    run: async (context) => {
      const { storage, nextWorkspaceId } = context;
      const { ids } = await manyWorkspaces(context);
      const named = [...ids.slice(1), nextWorkspaceId()];
      const expected = ids.slice(1).sort(compareText);
      const page = (after: WorkspaceId | null, limit: number): Promise<readonly WorkspaceId[]> =>
        asMember(storage, userA, named, async ({ workspaces }) =>
          (await workspaces.listAmong(named, anyWorkspace, { after, limit })).map(({ workspaceId }) => workspaceId),
        );
      equal(await page(null, 200), expected, 'Those that exist, ordered.');
      equal(await page(null, 2), expected.slice(0, 2), 'At most the limit.');
      equal(await page(expected[1] ?? null, 2), expected.slice(2, 4), 'Strictly after the given one.');
      equal(
        await asMember(storage, userA, [], (unit) => unit.workspaces.listAmong([], anyWorkspace, firstPage)),
        [],
        'An empty list finds no workspace.',
      );
    },
  },
];

async function manyWorkspaces({
  storage,
  nextWorkspaceId,
}: StorageContext): Promise<{ readonly prefix: WorkspaceId; readonly ids: readonly WorkspaceId[] }> {
  const prefix = nextWorkspaceId();
  const ids = unorderedIds(`${prefix}.`).map((id) => id as WorkspaceId);
  for (const id of ids) await create(storage, id);
  return { prefix, ids };
}

async function create(storage: StorageContext['storage'], workspaceId: WorkspaceId): Promise<void> {
  await onPlatform(storage, (unit) => unit.workspaces.create({ workspaceId }, workspaceRecord(workspaceId)));
}
