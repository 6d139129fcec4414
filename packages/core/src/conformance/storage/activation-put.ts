import { equal, tally } from '../check.ts';
import { at, everywhere, inside, otherOperator, pauseDraft } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { newWorld } from '../world.ts';
import { applicable, applicableIds, created, put, remove } from './activation-helpers.ts';

/** Pausing and resuming one scope. */
export const activationPutCases: readonly StorageCase[] = [
  {
    name: 'activations: put creates the pause of a free scope with every field',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const key = context.nextWord();
      const scopes = [everywhere, inside(workspaceId)];
      for (const scope of scopes) {
        const draft = pauseDraft(key, scope, context.nextWord(), {
          publicMessage: 'Back soon é',
          expiresAt: at(60_000),
        });
        equal(
          await put(storage, draft),
          { disposition: 'created', activation: created(draft) },
          `Created, ${scope.type}.`,
        );
        const found = (await applicable(storage, key, workspaceId)).find((one) => one.scope.type === scope.type);
        equal(found, created(draft), 'Every field survives.');
      }
    },
  },
  {
    name: 'activations: put replaces all fields of an active pause, and keeps id and creator',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const key = context.nextWord();
      const first = pauseDraft(key, inside(workspaceId), context.nextWord(), {
        publicMessage: 'Back soon',
        expiresAt: at(60_000),
      });
      await put(storage, first);
      const change = { reasonText: 'Another reason', by: otherOperator, at: at(500) };
      const outcome = await put(storage, pauseDraft(key, inside(workspaceId), context.nextWord(), change));
      const activation = {
        ...created(first),
        reasonText: 'Another reason',
        publicMessage: null,
        expiresAt: null,
        version: 2,
        updatedBy: otherOperator,
        updatedAt: at(500),
      };
      equal(
        outcome,
        { disposition: 'updated', activation, previous: created(first) },
        'All fields are replaced, also by null.',
      );
      equal(await applicable(storage, key, workspaceId), [activation], 'One row, as answered.');
    },
  },
  {
    name: 'activations: put upon another version than expected conflicts, names the current one and changes nothing',
    run: async (context) => {
      const { storage } = context;
      const key = context.nextWord();
      const draft = pauseDraft(key, everywhere, context.nextWord());
      equal(
        await put(storage, { ...draft, expectedVersion: 1 }),
        { disposition: 'version_conflict', current: null },
        'None is active.',
      );
      equal(await applicable(storage, key, null), [], 'Nothing was written.');
      await put(storage, draft);
      equal(
        await put(storage, { ...draft, reasonText: 'Too late', expectedVersion: 2 }),
        { disposition: 'version_conflict', current: created(draft) },
        'It is at another version.',
      );
      equal(await applicable(storage, key, null), [created(draft)], 'Nothing changed.');
      equal(
        (await put(storage, { ...draft, expectedVersion: 1 })).disposition,
        'updated',
        'The right version is accepted.',
      );
    },
  },
  {
    name: 'activations: 20 concurrent puts of one free scope are one created and 19 updated, versions 1 to 20',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      for (const scope of [everywhere, inside(workspaceId)]) {
        const key = context.nextWord();
        const outcomes = await race(20, () => put(storage, pauseDraft(key, scope, context.nextWord())));
        equal(
          tally(outcomes.map(({ disposition }) => disposition)),
          { created: 1, updated: 19 },
          `No caller fails, ${scope.type}.`,
        );
        const stored = outcomes.flatMap((outcome) =>
          outcome.disposition === 'version_conflict' ? [] : [outcome.activation],
        );
        const versions = stored.map(({ version }) => version).sort((left, right) => left - right);
        equal(
          versions,
          Array.from({ length: 20 }, (_, n) => n + 1),
          'Each change has its own version.',
        );
        equal(new Set(stored.map(({ id }) => id)).size, 1, 'All of them are the same activation.');
        equal(
          (await applicable(storage, key, workspaceId)).map(({ version }) => version),
          [20],
          'One row is left.',
        );
      }
    },
  },
  {
    name: 'activations: of 16 concurrent puts that expect the same version exactly one is updated',
    run: async (context) => {
      const { storage } = context;
      const key = context.nextWord();
      await put(storage, pauseDraft(key, everywhere, context.nextWord()));
      const outcomes = await race(16, () =>
        put(storage, pauseDraft(key, everywhere, context.nextWord(), { expectedVersion: 1 })),
      );
      equal(
        tally(outcomes.map(({ disposition }) => disposition)),
        { updated: 1, version_conflict: 15 },
        'The others conflict.',
      );
    },
  },
  {
    name: 'activations: a pause has ended at its instant of expiry, and not a millisecond before',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      for (const scope of [everywhere, inside(workspaceId)]) {
        const key = context.nextWord();
        const id = context.nextWord();
        await put(storage, pauseDraft(key, scope, id, { expiresAt: at(1_000) }));
        equal(await applicableIds(storage, key, workspaceId, at(999)), [id], `Just before, ${scope.type}.`);
        equal(await applicableIds(storage, key, workspaceId, at(1_000)), [], `At the instant, ${scope.type}.`);
        equal(await remove(storage, key, scope, at(1_000)), null, 'There is nothing to remove either.');
        equal((await remove(storage, key, scope, at(999)))?.id, id, 'Just before there is: nothing had been written.');
      }
    },
  },
  {
    name: 'activations: an expired pause is never updated: the next put creates another',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      for (const scope of [everywhere, inside(workspaceId)]) {
        const key = context.nextWord();
        await put(storage, pauseDraft(key, scope, context.nextWord(), { expiresAt: at(1_000) }));
        const next = pauseDraft(key, scope, context.nextWord(), { at: at(1_000), by: otherOperator });
        equal(
          await put(storage, { ...next, expectedVersion: 1 }),
          { disposition: 'version_conflict', current: null },
          'An expired pause has no version to expect.',
        );
        equal(
          await put(storage, next),
          { disposition: 'created', activation: created(next) },
          `Created anew, ${scope.type}.`,
        );
        equal(await applicable(storage, key, workspaceId, at(1_000)), [created(next)], 'One row is left.');
        equal(await applicable(storage, key, workspaceId, at(0)), [created(next)], 'The old one was deleted.');
      }
    },
  },
  {
    name: 'activations: of 12 concurrent puts upon an expired pause exactly one creates',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      for (const scope of [everywhere, inside(workspaceId)]) {
        const key = context.nextWord();
        await put(storage, pauseDraft(key, scope, context.nextWord(), { expiresAt: at(1) }));
        const outcomes = await race(12, () => put(storage, pauseDraft(key, scope, context.nextWord(), { at: at(2) })));
        equal(
          tally(outcomes.map(({ disposition }) => disposition)),
          { created: 1, updated: 11 },
          `No caller fails, ${scope.type}.`,
        );
        equal(
          (await applicable(storage, key, workspaceId, at(2))).map(({ version }) => version),
          [12],
          'One row is left.',
        );
      }
    },
  },
  {
    name: 'activations: remove ends the pause of exactly that scope, and returns it',
    run: async (context) => {
      const { storage } = context;
      const [one, other] = [await newWorld(context), await newWorld(context)];
      const key = context.nextWord();
      const drafts = [everywhere, inside(one.workspaceId), inside(other.workspaceId)].map((scope) =>
        pauseDraft(key, scope, context.nextWord()),
      );
      for (const draft of drafts) await put(storage, draft);
      const [global, here, there] = drafts.map(created);
      equal(await remove(storage, key, inside(one.workspaceId)), here, 'What was removed is the answer.');
      equal(await applicable(storage, key, one.workspaceId), [global], 'The global one stays.');
      equal(await applicable(storage, key, other.workspaceId), [global, there], 'That of the other workspace stays.');
      equal(await remove(storage, key, inside(one.workspaceId)), null, 'A second time there is none.');
      equal(await remove(storage, context.nextWord(), everywhere), null, 'Another control has none.');
      equal(await remove(storage, key, everywhere), global, 'The global one is removed by its own scope.');
      equal(await applicable(storage, key, other.workspaceId), [there], 'Only that.');
    },
  },
  {
    name: 'activations: of 16 concurrent removes exactly one removes',
    run: async (context) => {
      const { storage } = context;
      const key = context.nextWord();
      const draft = pauseDraft(key, everywhere, context.nextWord());
      await put(storage, draft);
      const answers = await race(16, () => remove(storage, key, everywhere));
      equal(
        answers.filter((answer) => answer !== null),
        [created(draft)],
        'The others get null.',
      );
    },
  },
];
