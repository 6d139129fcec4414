import type { PersonId } from '../../kernel/ids.ts';
import { plusMillis } from '../../kernel/instant.ts';
import type { UsageEvent } from '../../ports/usage-store.ts';
import { equal } from '../check.ts';
import { tenantA } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { independently, latch, patient, pause, within } from '../timing.ts';
import { forMaintenance, newWorld, onPlatform, type World } from '../world.ts';
import { add, day, dayToPrune, figures, foldAll, freshDay, prune, usageEvent } from './usage-helpers.ts';

/** Additions that meet other work on the ledger of product usage. */
export const usageRaceCases: readonly StorageCase[] = [
  {
    name: 'usage: no writer, reader or fold waits for a unit that has added and is still open',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const [world, begin] = [await newWorld(context), await freshDay(context)];
      const eventName = `conformance.${context.nextWord()}`;
      const event = (id: string) => usageEvent(world.workspaceId, id, begin, { eventName });
      await whileOpen(
        world,
        async ({ usage }) => void (await usage.add([event('event-1')])),
        async () => {
          const next = await within(patient, add(world, event('event-2')), 'Another writer of that hour and name.');
          equal(next, { kind: 'added', count: 1 }, 'It adds.');
          equal(
            await within(patient, figures(storage, begin, begin), 'A reader.'),
            [1, 1],
            'It sees what is committed.',
          );
          await within(patient, foldAll(storage), 'A fold.');
          equal(await figures(storage, begin, begin), [1, 1], 'It changes no answer.');
        },
      );
      equal(await figures(storage, begin, begin), [2, 1], 'Both count in the end.');
      await foldAll(storage);
      equal(await figures(storage, begin, begin), [2, 1], 'Also after a fold.');
    },
  },
  {
    name: 'usage: a second writer of the same event waits for the first, and adds it when that one is rolled back',
    needs: ['concurrent_units'],
    run: async (context) => {
      const [world, begin] = [await newWorld(context), await freshDay(context)];
      const event = usageEvent(world.workspaceId, 'event-1', begin);
      const second = independently(() => add(world, event));
      const answers: ReturnType<typeof second>[] = [];
      const first = world.unit(async ({ usage }) => {
        await usage.add([event]);
        answers.push(second());
        await pause(100);
        throw new Error('rolled back');
      });
      await first.catch(() => undefined);
      equal(await Promise.all(answers), [{ kind: 'added', count: 1 }], 'It adds the event.');
      equal(await figures(context.storage, begin, begin), [1, 1], 'It counts once.');
    },
  },
  {
    name: 'usage: prune does not wait long for a unit that has added, and keeps what is young',
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const [world, begin] = [await newWorld(context), await dayToPrune(context)];
      const cutoff = plusMillis(begin, day);
      await add(world, usageEvent(world.workspaceId, 'old', begin));
      await whileOpen(
        world,
        async ({ usage }) =>
          void (await usage.add([
            usageEvent(world.workspaceId, 'late', begin),
            usageEvent(world.workspaceId, 'young', cutoff),
          ])),
        async () => {
          const { removed } = await within(patient, prune(context, cutoff), 'A removal.');
          equal(removed, 1, 'It removes what is committed.');
          const next = add(world, usageEvent(world.workspaceId, 'next', cutoff));
          equal(await within(patient, next, 'A writer.'), { kind: 'added', count: 1 }, 'Writers continue.');
        },
      );
      equal(await figures(storage, begin, plusMillis(cutoff, day)), [2, 1], 'A late event is not counted.');
      equal((await prune(context, cutoff)).removed, 1, 'The next removal removes it.');
      await foldAll(storage);
      equal(await figures(storage, begin, plusMillis(cutoff, day)), [2, 1], 'The young ones stay.');
    },
  },
  ...(['tenant', 'workspace'] as const).map((what): StorageCase => ({
    name: `usage: erasing a ${what} waits for a unit that has added for it and removes the event; a later writer does not find it`,
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const [world, begin] = [await newWorld(context), await freshDay(context)];
      const event = (id: string) => usageEvent(world.workspaceId, id, begin);
      const [erased, lateBegun] = [latch(), latch()];
      let isErased = false;
      void erased.opened.then(() => (isErased = true));
      const erasing = independently(() =>
        forMaintenance(context, async ({ maintenance }) => {
          const removed =
            what === 'tenant'
              ? await maintenance.eraseTenant(world.tenant(tenantA))
              : await maintenance.eraseWorkspace(world.scope);
          erased.open();
          await lateBegun.opened;
          return removed?.usageEvents;
        }),
      );
      const late = independently(() => {
        void pause(100).then(lateBegun.open);
        return onPlatform(storage, ({ usage }) => usage.add([event('late')]));
      });
      const removing: Promise<number | undefined>[] = [];
      await whileOpen(
        world,
        async ({ usage }) => void (await usage.add([event('early')])),
        async () => {
          removing.push(erasing());
          await pause(100);
          equal(isErased, false, 'It waits for the unit.');
        },
      );
      await within(patient, erased.opened, 'It continues once the unit has ended.');
      const answer = await within(patient, late(), 'The later writer gets an answer.');
      equal(answer, { kind: 'unknown_tenant', id: event('late').id }, 'It does not find the tenant.');
      equal(await Promise.all(removing), [1], 'What the unit wrote is removed and counted.');
      equal(await figures(storage, begin, begin), [0, 0], 'Nothing is left.');
    },
  })),
  ...(['tenant', 'workspace', 'person'] as const).map((what): StorageCase => ({
    name: `usage: an addition that is not to wait answers what an erasure of a ${what} holds, and adds all else meanwhile`,
    needs: ['concurrent_units'],
    run: async (context) => {
      const { storage } = context;
      const [world, other, begin] = [await newWorld(context), await newWorld(context), await freshDay(context)];
      const user = { kind: 'user', personId: context.nextWord() as PersonId } as const;
      await onPlatform(storage, ({ people }) => people.remember({ ...user, label: 'Ada' }));
      const held = usageEvent(world.workspaceId, 'held', begin, { user });
      const free = usageEvent(other.workspaceId, 'free', begin);
      const more = usageEvent(other.workspaceId, 'more', begin);
      const [erased, left] = [latch(), latch()];
      const erasing = independently(() =>
        forMaintenance(context, async ({ maintenance }) => {
          if (what === 'tenant') await maintenance.eraseTenant(world.tenant(tenantA));
          if (what === 'workspace') await maintenance.eraseWorkspace(world.scope);
          if (what === 'person') await maintenance.erasePerson(user);
          erased.open();
          await left.opened;
        }),
      )();
      const addNow = (...events: readonly UsageEvent[]) =>
        onPlatform(storage, ({ usage }) => usage.add(events, { wait: false }));
      const meanwhile = async (): Promise<void> => {
        await erased.opened;
        const answer = await within(patient, addNow(free, held), 'It does not wait.');
        equal(answer, { kind: 'busy', ids: [held.id] }, 'It names the event that is held.');
        equal(
          await within(patient, addNow(free, more), 'Nor here.'),
          { kind: 'added', count: 2 },
          'All else is added.',
        );
      };
      await Promise.race([erased.opened, erasing]);
      await Promise.all([meanwhile().finally(left.open), erasing]);
      const after = what === 'person' ? { kind: 'added', count: 1 } : { kind: 'unknown_tenant', id: held.id };
      equal(await addNow(held), after, 'Nothing is held any more.');
    },
  })),
  {
    name: 'usage: erasing a person waits for a unit that has added an event of theirs',
    needs: ['concurrent_units'],
    run: async (context) => {
      const [world, begin] = [await newWorld(context), await freshDay(context)];
      const user = { kind: 'user', personId: context.nextWord() as PersonId } as const;
      await onPlatform(context.storage, ({ people }) => people.remember({ ...user, label: 'Ada' }));
      const order: string[] = [];
      const erasing = independently(() =>
        forMaintenance(context, ({ maintenance }) => maintenance.erasePerson(user)).then(() => order.push('erased')),
      );
      const erased: Promise<number>[] = [];
      await whileOpen(
        {
          unit: (work) =>
            context.storage.unit({ plane: 'workspace', workspaceId: world.workspaceId, actor: user }, work),
        },
        async ({ usage }) => void (await usage.add([usageEvent(world.workspaceId, 'event-1', begin, { user })])),
        async () => {
          erased.push(erasing());
          await pause(100);
          order.push('leaving');
        },
      );
      await within(patient, Promise.all(erased), 'It continues once the unit has ended.');
      equal(order, ['leaving', 'erased'], 'It did not return before the unit had ended.');
    },
  },
];

/** Runs `meanwhile` while a unit of the workspace that has done `work` stays open, and ends the unit then. */
async function whileOpen(
  world: Pick<World, 'unit'>,
  work: Parameters<World['unit']>[0],
  meanwhile: () => Promise<void>,
): Promise<void> {
  const [entered, left] = [latch(), latch()];
  const unit = world.unit(async (stores) => {
    await work(stores);
    entered.open();
    await left.opened;
  });
  await Promise.race([entered.opened, unit]);
  await Promise.all([meanwhile().finally(left.open), unit]);
}
