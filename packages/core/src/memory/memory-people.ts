import type { PeopleStore } from '../ports/people-store.ts';
import { erasePerson, keyOfPerson as keyOf } from './person-rows.ts';
import type { Tables } from './tables.ts';
import { assertPlatformUnit, type UnitContext } from './unit-context.ts';

/** The directory of people over the rows of a unit. */
export function memoryPeople(context: UnitContext<Tables>): PeopleStore {
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
