import type { Caller, Environment } from './environment.ts';
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

/** The names behind ids as {@link lookUpPeople} finds them, and the caller's own, which is known without a question. */
export async function lookUpOthers(
  environment: Environment,
  caller: Caller,
  refs: readonly (PersonRef | null)[],
): Promise<readonly PersonRecord[]> {
  const { actor } = caller;
  const others = refs.filter((ref) => ref && !(ref.kind === actor.kind && ref.personId === actor.id));
  return [...ownName(caller), ...(await lookUpPeople(environment, others))];
}

/** The name of the caller; none of the system. */
export function ownName({ actor }: Caller): readonly PersonRecord[] {
  return actor.kind === 'system' ? [] : [{ kind: actor.kind, personId: actor.id, label: actor.label }];
}
