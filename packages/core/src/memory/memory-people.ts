import type { PeopleStore, PersonRef } from '../ports/people-store.ts';
import { rowKey } from './rows.ts';
import type { Tables } from './tables.ts';
import { assertPlatformUnit, type UnitContext } from './unit-context.ts';

/** The directory of people over the rows of a unit. */
export function memoryPeople(context: UnitContext): PeopleStore {
  const { people } = context.tables;
  return {
    async remember({ kind, personId, label }) {
      const known = people.get(keyOf({ kind, personId }));
      if (known && (known.label === null || known.label === label)) return;
      people.set(keyOf({ kind, personId }), { kind, personId, label });
    },

    async find(refs) {
      assertPlatformUnit(context, 'people.find');
      const keys = new Set(refs.map(keyOf));
      return [...keys].flatMap((key) => people.get(key) ?? []);
    },

    async erase({ kind, personId }) {
      assertPlatformUnit(context, 'people.erase');
      return erasePerson(context.tables, { kind, personId });
    },
  };
}

/** Blanks the reasons that a person gave where they acknowledged a check. */
export function blankReasons({ acknowledgements }: Pick<Tables, 'acknowledgements'>, person: PersonRef): void {
  for (const [key, row] of [...acknowledgements.entries()])
    if (keyOf(row.by) === keyOf(person)) acknowledgements.set(key, { ...row, reason: null });
}

/** Whether a person was erased. */
export function isErased({ people }: Pick<Tables, 'people'>, person: PersonRef): boolean {
  return people.get(keyOf(person))?.label === null;
}

/** Blanks the label permanently. True when there was one. */
export function erasePerson({ people }: Pick<Tables, 'people'>, { kind, personId }: PersonRef): boolean {
  const known = people.get(keyOf({ kind, personId }));
  people.set(keyOf({ kind, personId }), { kind, personId, label: null });
  return known !== undefined && known.label !== null;
}

function keyOf({ kind, personId }: PersonRef): string {
  return rowKey(kind, personId);
}
