import type { PersonId } from '../../kernel/ids.ts';
import type { PersonRecord, PersonRef } from '../../ports/people-store.ts';
import type { Storage } from '../../ports/storage.ts';
import { equal, holds } from '../check.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { race } from '../timing.ts';
import { newWorld, onPlatform } from '../world.ts';

/** The directory of people. It is one for all workspaces, so these cases use people of their own. */
export const peopleCases: readonly StorageCase[] = [
  {
    name: 'people: remember stores the current label, and find returns known people',
    run: async (context) => {
      const { storage } = context;
      const [ada, unknown] = [user(context), user(context)];
      equal(await find(storage, ada), [], 'No person is known yet.');
      await remember(storage, ada, 'Ada "Ω" \\ 🗝');
      equal(
        await find(storage, ada, unknown),
        [{ ...ada, label: 'Ada "Ω" \\ 🗝' }],
        'The label is stored, and unknown people are absent.',
      );
      await remember(storage, ada, 'Ada Lovelace');
      await remember(storage, ada, 'Ada Lovelace');
      equal(await find(storage, ada), [{ ...ada, label: 'Ada Lovelace' }], 'The latest label counts.');
      equal(await find(storage), [], 'An empty request finds no person.');
    },
  },
  {
    name: 'people: an operator and a user with one id are two people',
    run: async (context) => {
      const { storage } = context;
      const asUser = user(context);
      const asOperator: PersonRef = { ...asUser, kind: 'platform' };
      await remember(storage, asUser, 'The user');
      equal(await find(storage, asOperator), [], 'The operator is not known.');
      await remember(storage, asOperator, 'The operator');
      await erase(storage, asUser);
      equal(
        await find(storage, asOperator),
        [{ ...asOperator, label: 'The operator' }],
        'Erasing one leaves the other.',
      );
    },
  },
  {
    name: 'people: a workspace unit may note its own actor',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const actor = user(context);
      await storage.unit({ plane: 'workspace', workspaceId, actor }, ({ people }) =>
        people.remember({ ...actor, label: 'Ada' }),
      );
      await storage.unit({ plane: 'workspace', workspaceId, actor }, ({ people }) =>
        people.remember({ ...actor, label: 'Ada L.' }),
      );
      equal(await find(storage, actor), [{ ...actor, label: 'Ada L.' }], 'The latest label counts.');
    },
  },
  {
    name: 'people: erase blanks the label permanently, and no later remember restores it',
    run: async (context) => {
      const { storage } = context;
      const { workspaceId } = await newWorld(context);
      const ada = user(context);
      await remember(storage, ada, 'Ada');
      equal(await erase(storage, ada), true, 'There was a label to erase.');
      equal(await find(storage, ada), [{ ...ada, label: null }], 'The person is known, without a label.');
      await remember(storage, ada, 'Ada');
      await storage.unit({ plane: 'workspace', workspaceId, actor: ada }, ({ people }) =>
        people.remember({ ...ada, label: 'Ada' }),
      );
      equal(await find(storage, ada), [{ ...ada, label: null }], 'An erased person stays erased.');
      equal(await erase(storage, ada), false, 'A second time there is nothing to erase.');
    },
  },
  {
    name: 'people: erasing an unknown person is false, and still marks the person as erased',
    run: async (context) => {
      const { storage } = context;
      const unknown = user(context);
      equal(await erase(storage, unknown), false, 'There was nothing to erase.');
      await remember(storage, unknown, 'Late Arrival');
      equal(await find(storage, unknown), [{ ...unknown, label: null }], 'A later name is not stored.');
    },
  },
  {
    name: 'people: an erasure holds against labels that are stored at the same time',
    run: async (context) => {
      const { storage } = context;
      for (let round = 0; round < 5; round += 1) {
        const person = user(context);
        if (round % 2 === 0) await remember(storage, person, 'Before');
        await race(8, async (n) => {
          if (n === 4) await erase(storage, person);
          else await remember(storage, person, `Label ${String(n)}`);
        });
        const [found] = await find(storage, person);
        holds(
          found !== undefined && found.label === null,
          `Round ${String(round)} left the label ${String(found?.label)}.`,
        );
      }
    },
  },
];

function user({ nextWord }: StorageContext): PersonRef {
  return { kind: 'user', personId: nextWord() as PersonId };
}

async function find(storage: Storage, ...refs: readonly PersonRef[]): Promise<readonly PersonRecord[]> {
  return onPlatform(storage, ({ people }) => people.find(refs));
}

function remember(storage: Storage, person: PersonRef, label: string): Promise<void> {
  return onPlatform(storage, ({ people }) => people.remember({ ...person, label }));
}

function erase(storage: Storage, person: PersonRef): Promise<boolean> {
  return onPlatform(storage, ({ people }) => people.erase(person));
}
