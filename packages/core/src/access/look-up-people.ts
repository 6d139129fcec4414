import type { Environment } from './environment.ts';
import type { PersonRecord, PersonRef } from '../ports/people-store.ts';
import { distinctPeople } from './person-view.ts';

/**
 * The names behind ids, in a separate unit: a workspace unit cannot read the directory. Ask only for people in rows that the caller
 * was already allowed to see.
 */
export async function lookUpPeople(
  environment: Environment,
  refs: readonly (PersonRef | null)[],
): Promise<readonly PersonRecord[]> {
  const distinct = distinctPeople(refs);
  if (distinct.length === 0) return [];
  return environment.storage.unit({ plane: 'platform', actor: null }, (unit) => unit.people.find(distinct));
}
