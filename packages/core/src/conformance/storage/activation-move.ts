import { equal, holds, tally } from '../check.ts';
import { at, everywhere, inside, otherOperator, pauseDraft } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { newWorld } from '../world.ts';
import { applicable, applicableIds, created, move, put } from './activation-helpers.ts';

/** Moving a pause between scopes without a gap. */
export const activationMoveCases: readonly StorageCase[] = [
  {
    name: 'activations: move changes the scope and replaces the fields, and keeps id and creator',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const key = context.nextWord();
      const id = context.nextWord();
      let current = created(pauseDraft(key, everywhere, id, { publicMessage: 'Back soon', expiresAt: at(60_000) }));
      await put(storage, pauseDraft(key, everywhere, id, { publicMessage: 'Back soon', expiresAt: at(60_000) }));
      const targets = [inside(one.workspaceId), inside(other.workspaceId), inside(other.workspaceId), everywhere];
      for (const [step, scope] of targets.entries()) {
        const change = { reasonText: `Step ${String(step)}`, by: otherOperator, at: at(step + 1) };
        const outcome = await move(storage, id, pauseDraft(key, scope, id, change));
        const activation = {
          ...current,
          scope,
          reasonText: change.reasonText,
          publicMessage: null,
          expiresAt: null,
          version: current.version + 1,
          updatedBy: otherOperator,
          updatedAt: change.at,
        };
        equal(
          outcome,
          { disposition: 'moved', activation, previous: current },
          `Step ${String(step)}, to ${scope.type}.`,
        );
        current = activation;
      }
      equal(await applicable(storage, key, one.workspaceId), [current], 'It applies where it was moved to.');
      equal(await applicable(storage, key, other.workspaceId), [current], 'It no longer applies where it was.');
    },
  },
  {
    name: 'activations: move onto a scope with an active pause answers occupied and changes nothing',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const key = context.nextWord();
      const [global, local] = [
        pauseDraft(key, everywhere, context.nextWord()),
        pauseDraft(key, inside(workspaceId), context.nextWord()),
      ];
      await put(storage, global);
      await put(storage, local);
      const before = await applicable(storage, key, workspaceId);
      equal(
        await move(storage, global.id, { ...global, scope: local.scope }),
        { disposition: 'occupied', by: created(local) },
        'By the local one.',
      );
      equal(
        await move(storage, local.id, { ...local, scope: everywhere }),
        { disposition: 'occupied', by: created(global) },
        'By the global one.',
      );
      equal(await applicable(storage, key, workspaceId), before, 'Nothing changed.');
    },
  },
  {
    name: 'activations: an expired pause does not occupy its scope, and cannot be moved',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const key = context.nextWord();
      const over = pauseDraft(key, inside(workspaceId), context.nextWord(), { expiresAt: at(10) });
      const active = pauseDraft(key, everywhere, context.nextWord());
      await put(storage, over);
      await put(storage, active);
      equal(
        await move(storage, over.id, { ...over, scope: everywhere, at: at(10) }),
        { disposition: 'gone' },
        'At its end the answer is "gone".',
      );
      const outcome = await move(storage, active.id, { ...active, scope: inside(workspaceId), at: at(10) });
      equal(outcome.disposition, 'moved', 'The expired one does not block it.');
      equal(await applicableIds(storage, key, workspaceId, at(0)), [active.id], 'It was deleted.');
    },
  },
  {
    name: 'activations: move upon another version is a conflict, and upon an unknown id the answer is "gone"',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const key = context.nextWord();
      const draft = pauseDraft(key, everywhere, context.nextWord());
      await put(storage, draft);
      const target = { ...draft, scope: inside(workspaceId) };
      equal(
        await move(storage, draft.id, { ...target, expectedVersion: 2 }),
        { disposition: 'version_conflict', current: created(draft) },
        'It is at another version.',
      );
      equal(await move(storage, context.nextWord(), target), { disposition: 'gone' }, 'There is no such activation.');
      equal(await applicable(storage, key, workspaceId), [created(draft)], 'Nothing changed.');
      equal(
        (await move(storage, draft.id, { ...target, expectedVersion: 1 })).disposition,
        'moved',
        'The right version is accepted.',
      );
    },
  },
  {
    name: 'activations: of several moves onto one free scope exactly one succeeds',
    run: async (context) => {
      const { storage } = context;
      const key = context.nextWord();
      const drafts = [];
      for (let n = 0; n < 6; n += 1) {
        const { workspaceId } = await newWorld(context);
        const draft = pauseDraft(key, inside(workspaceId), context.nextWord());
        await put(storage, draft);
        drafts.push(draft);
      }
      const outcomes = await Promise.all(
        drafts.map((draft) => move(storage, draft.id, { ...draft, scope: everywhere })),
      );
      equal(
        tally(outcomes.map(({ disposition }) => disposition)),
        { moved: 1, occupied: 5 },
        'The others find it occupied.',
      );
    },
  },
  {
    name: 'activations: a move and a put that race for one scope leave one pause, and both answers agree with it',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      for (let round = 0; round < 10; round += 1) {
        const key = context.nextWord();
        const moving = pauseDraft(key, inside(workspaceId), context.nextWord());
        await put(storage, moving);
        const putting = pauseDraft(key, everywhere, context.nextWord());
        const [moved, placed] = await Promise.all([
          move(storage, moving.id, { ...moving, scope: everywhere }),
          put(storage, putting),
        ]);
        const story = `${moved.disposition} and ${placed.disposition}`;
        holds(['moved and updated', 'occupied and created'].includes(story), `One of them was first; found ${story}.`);
        const left = moved.disposition === 'moved' ? [moving.id] : [putting.id, moving.id];
        equal(await applicableIds(storage, key, workspaceId), left, 'The rows agree with the answers.');
      }
    },
  },
  {
    name: 'activations: while a pause moves no reader sees both places or neither',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const key = context.nextWord();
      const draft = pauseDraft(key, everywhere, context.nextWord());
      await put(storage, draft);
      let moving = true;
      const seen: string[] = [];
      const reader = async (): Promise<void> => {
        while (moving) seen.push(...(await applicableIds(storage, key, workspaceId)), '|');
      };
      const mover = async (): Promise<void> => {
        try {
          for (let n = 0; n < 30; n += 1) {
            await move(storage, draft.id, { ...draft, scope: n % 2 === 0 ? inside(workspaceId) : everywhere });
          }
        } finally {
          moving = false;
        }
      };
      await Promise.all([mover(), reader(), reader()]);
      const reads = seen
        .join(' ')
        .split(' |')
        .map((id) => id.trim())
        .slice(0, -1);
      equal([...new Set(reads)], reads.length === 0 ? [] : [draft.id], 'Every read finds it exactly once.');
    },
  },
];
