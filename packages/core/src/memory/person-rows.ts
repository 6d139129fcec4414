import type { PersonRecord, PersonRef } from '../ports/people-store.ts';
import type { StoredAcknowledgement } from './connection-rows.ts';
import { rowKey, type Rows } from './rows.ts';

interface PersonRows {
  readonly people: Rows<PersonRecord>;
}

/** Blanks the reasons that a person gave where they acknowledged a check. */
export function blankReasons(
  { acknowledgements }: { readonly acknowledgements: Rows<StoredAcknowledgement> },
  person: PersonRef,
): void {
  for (const [key, row] of [...acknowledgements.entries()])
    if (keyOfPerson(row.by) === keyOfPerson(person)) acknowledgements.set(key, { ...row, reason: null });
}

/** Whether a person was erased. */
export function isErased({ people }: PersonRows, person: PersonRef): boolean {
  return people.get(keyOfPerson(person))?.label === null;
}

/** Blanks the label permanently. True when there was one. */
export function erasePerson({ people }: PersonRows, { kind, personId }: PersonRef): boolean {
  const known = people.get(keyOfPerson({ kind, personId }));
  people.set(keyOfPerson({ kind, personId }), { kind, personId, label: null });
  return known !== undefined && known.label !== null;
}

/** Where a person is kept. */
export function keyOfPerson({ kind, personId }: PersonRef): string {
  return rowKey(kind, personId);
}
