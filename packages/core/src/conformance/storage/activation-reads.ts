import type { ActivationId, WorkspaceId } from '../../kernel/ids.ts';
import { compareText } from '../../kernel/text.ts';
import { equal, holds, rejection } from '../check.ts';
import { at, everywhere, inside, noon, pauseDraft } from '../fixtures.ts';
import { unorderedIds } from '../paging.ts';
import type { StorageCase } from '../storage-context.ts';
import { makeWorld, newWorld, onPlatform } from '../world.ts';
import { applicable, applicableIds, created, epoch, move, overview, put, remove } from './activation-helpers.ts';

/** Reading pauses, and the epoch that tells when to read again. */
export const activationReadCases: readonly StorageCase[] = [
  {
    name: 'activations: findApplicable finds the global pause and that of the workspace, of that control only',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const [key, otherKey] = [context.nextWord(), context.nextWord()];
      const [global, here, there, apart] = [
        pauseDraft(key, everywhere, context.nextWord()),
        pauseDraft(key, inside(one.workspaceId), context.nextWord()),
        pauseDraft(key, inside(other.workspaceId), context.nextWord()),
        pauseDraft(otherKey, inside(one.workspaceId), context.nextWord()),
      ];
      equal(await applicableIds(storage, key, one.workspaceId), [], 'Nothing is paused.');
      for (const draft of [here, there, apart]) await put(storage, draft);
      equal(await applicableIds(storage, key, one.workspaceId), [here.id], 'The workspace’s own, not another’s.');
      equal(await applicableIds(storage, key, null), [], 'Without a workspace only the global one applies.');
      await put(storage, global);
      equal(await applicableIds(storage, key, one.workspaceId), [global.id, here.id], 'Both.');
      equal(await applicableIds(storage, key, null), [global.id], 'The global one.');
      const onUnit = await one.unit(({ activations }) => activations.findApplicable(key, one.workspaceId, at(0)));
      equal(
        onUnit.map(({ id }) => id).sort(compareText),
        [global.id, here.id].sort(compareText),
        'A workspace unit sees the same.',
      );
    },
  },
  {
    name: 'activations: findById finds an active one wherever it applies',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const key = context.nextWord();
      const find = (id: string, now = at(0)): Promise<unknown> =>
        onPlatform(storage, ({ activations }) => activations.findById(id as ActivationId, now));
      for (const scope of [everywhere, inside(workspaceId)]) {
        const draft = pauseDraft(key, scope, context.nextWord(), { expiresAt: at(100) });
        await put(storage, draft);
        equal(await find(draft.id), created(draft), `By its id, ${scope.type}.`);
        equal(await find(draft.id, at(100)), null, 'At its end it is absent.');
      }
      equal(await find(context.nextWord()), null, 'An unknown id is null.');
    },
  },
  {
    name: 'activations: overview counts workspace pauses and lists the first by id in code-point order',
    run: async (context) => {
      const { storage, nextWorkspaceId } = context;
      const key = context.nextWord();
      const before = await overview(storage, key);
      const ids = unorderedIds(`${nextWorkspaceId()}.`).map((id) => id as WorkspaceId);
      for (const id of ids) {
        await makeWorld(storage, id);
        await put(storage, pauseDraft(key, inside(id), context.nextWord(), { expiresAt: at(100) }));
      }
      const all = await overview(storage, key);
      const order = all.workspaces.map(({ scope }) => (scope.type === 'workspace' ? scope.workspaceId : ''));
      equal(order, order.toSorted(compareText), 'Ordered by code point.');
      equal(
        order.filter((id) => ids.includes(id as WorkspaceId)),
        ids.toSorted(compareText),
        'All of them.',
      );
      equal(all.workspaceCount, before.workspaceCount + ids.length, 'Counted.');
      equal(all.global, null, 'There is no global one.');
      const first = await overview(storage, key, at(0), 3);
      equal(first.workspaces, all.workspaces.slice(0, 3), 'As many as were asked for.');
      equal(first.workspaceCount, all.workspaceCount, 'The count does not depend on the limit.');
      const global = pauseDraft(key, everywhere, context.nextWord());
      await put(storage, global);
      equal((await overview(storage, key)).global, created(global), 'The global one.');
      equal(
        (await overview(storage, key, at(100))).workspaceCount,
        before.workspaceCount,
        'Expired ones do not count.',
      );
    },
  },
  {
    name: 'activations: overview of several controls keeps them apart, and answers for one without a pause',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const [one, other, none] = [context.nextWord(), context.nextWord(), context.nextWord()] as const;
      const local = pauseDraft(one, inside(workspaceId), context.nextWord());
      const [global, another] = [one, other].map((key) => pauseDraft(key, everywhere, context.nextWord()));
      for (const draft of [local, global, another]) if (draft) await put(storage, draft);
      const found = await onPlatform(storage, ({ activations }) =>
        activations.overview([other, none, one], noon, 1_000),
      );
      equal([...found.keys()], [other, none, one], 'Every control has an answer.');
      const made = [local, global, another].map((draft) => draft?.id);
      equal(
        [one, other, none].map((key) => {
          const { global: everywhereOfKey = null, workspaces = [] } = found.get(key) ?? {};
          return [everywhereOfKey, ...workspaces].flatMap((one) => (one && made.includes(one.id) ? one.id : []));
        }),
        [[global?.id, local.id], [another?.id], []],
        'Each its own.',
      );
      const nothing = await onPlatform(storage, ({ activations }) => activations.overview([], noon, 1));
      equal(nothing.size, 0, 'No control, no answer.');
    },
  },
  {
    name: 'activations: snapshot holds everything that is active with the epoch it belongs to',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const keys = [context.nextWord(), context.nextWord()] as const;
      const lasting = pauseDraft(keys[0], inside(workspaceId), context.nextWord(), { expiresAt: at(100) });
      const drafts = [
        pauseDraft(keys[0], everywhere, context.nextWord()),
        lasting,
        pauseDraft(keys[1], inside(workspaceId), context.nextWord(), { expiresAt: at(10) }),
      ];
      for (const draft of drafts) await put(storage, draft);
      const ids = drafts.map(({ id }) => id);
      const own = async (now = at(0)): Promise<readonly string[]> => {
        const { activations } = await onPlatform(storage, (unit) => unit.activations.snapshot(now));
        return ids.filter((id) => activations.some((activation) => activation.id === id));
      };
      equal(await own(), ids, 'Of every control and scope, those that will expire included.');
      equal(await own(at(10)), ids.slice(0, 2), 'At its end one is left out.');
      const snapshot = await onPlatform(storage, (unit) => unit.activations.snapshot(at(0)));
      equal(snapshot.epoch, await epoch(storage), 'The epoch is the current one.');
      equal(
        snapshot.activations.find(({ id }) => id === lasting.id),
        created(lasting),
        'Every field survives.',
      );
    },
  },
  {
    name: 'activations: a snapshot is one consistent state: equal epochs hold equal pauses',
    run: async (context) => {
      const { storage } = context;
      const key = context.nextWord();
      await put(storage, pauseDraft(key, everywhere, context.nextWord()));
      const seen: { readonly epoch: number; readonly version: number }[] = [];
      let writing = true;
      const writer = async (): Promise<void> => {
        try {
          for (let n = 0; n < 40; n += 1) await put(storage, pauseDraft(key, everywhere, context.nextWord()));
        } finally {
          writing = false;
        }
      };
      const reader = async (): Promise<void> => {
        while (writing) {
          const snapshot = await onPlatform(storage, ({ activations }) => activations.snapshot(at(0)));
          const version =
            snapshot.activations.find(({ controlKey, scope }) => controlKey === key && scope.type === 'global')
              ?.version ?? 0;
          seen.push({ epoch: snapshot.epoch, version });
        }
      };
      await Promise.all([writer(), reader(), reader()]);
      const pairs = new Set(seen.map((one) => `${String(one.epoch)} with version ${String(one.version)}`));
      equal(
        pairs.size,
        new Set(seen.map((one) => one.epoch)).size,
        `One state per epoch; found ${[...pairs].join(', ')}.`,
      );
      equal(pairs.size, new Set(seen.map((one) => one.version)).size, 'One epoch per state.');
    },
  },
  {
    name: 'activations: the epoch grows with every put, move and remove',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const key = context.nextWord();
      const draft = pauseDraft(key, everywhere, context.nextWord());
      const changes = [
        () => put(storage, draft),
        () => put(storage, draft),
        () => move(storage, draft.id, { ...draft, scope: inside(workspaceId) }),
        () => put(storage, { ...draft, scope: inside(workspaceId) }),
        () => remove(storage, key, inside(workspaceId)),
      ];
      for (const [step, change] of changes.entries()) {
        const before = await epoch(storage);
        await change();
        holds((await epoch(storage)) > before, `Change ${String(step)} raises the epoch.`);
      }
    },
  },
  {
    name: 'activations: the epoch stays the same when nothing changes',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const key = context.nextWord();
      const [global, local] = [
        pauseDraft(key, everywhere, context.nextWord()),
        pauseDraft(key, inside(workspaceId), context.nextWord()),
      ];
      await put(storage, { ...global, expiresAt: at(100) });
      await put(storage, local);
      const before = await epoch(storage);
      await put(storage, { ...global, expectedVersion: 9 });
      await move(storage, local.id, { ...local, scope: everywhere });
      await move(storage, local.id, { ...local, expectedVersion: 9 });
      await move(storage, context.nextWord(), local);
      await remove(storage, context.nextWord(), everywhere);
      await remove(storage, key, everywhere, at(100));
      await applicable(storage, key, workspaceId);
      await overview(storage, key);
      equal(await epoch(storage), before, 'Refusals, no-ops and reads do not raise it.');
    },
  },
  {
    name: 'activations: a change that is rolled back raises no epoch',
    run: async (context) => {
      const { storage } = context;
      const key = context.nextWord();
      const before = await epoch(storage);
      await rejection(
        () =>
          onPlatform(storage, async ({ activations }) => {
            await activations.put(pauseDraft(key, everywhere, context.nextWord()));
            throw new Error('changed my mind');
          }),
        'The unit rejects.',
      );
      equal(await epoch(storage), before, 'The epoch belongs to the transaction of the change.');
      equal(await applicable(storage, key, null), [], 'So does the pause.');
    },
  },
];
