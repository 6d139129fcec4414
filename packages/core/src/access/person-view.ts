import * as z from 'zod';
import { described, idAnswer, sentenceAnswer } from '../kernel/answers.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { PersonRecord, PersonRef } from '../ports/people-store.ts';
import { sayPerson } from './messages.ts';

/** A person as shown: the id stays when the name is erased. */
export interface PersonView {
  readonly kind: 'platform' | 'user' | 'system';
  readonly id: string;
  readonly label: Sentence;
}

/** A {@link PersonView}. */
export const personAnswer = described<PersonView>()('Person', () =>
  z.strictObject({ kind: z.enum(['platform', 'user', 'system']), id: idAnswer(), label: sentenceAnswer() }),
);

/** Turns a reference into what is shown of it; names come from what the directory answered. */
export function personView(
  ref: { readonly kind: PersonView['kind']; readonly id: string },
  directory: readonly PersonRecord[],
): PersonView {
  return Object.freeze({ kind: ref.kind, id: ref.id, label: labelOf(ref, directory) });
}

function labelOf(
  ref: { readonly kind: PersonView['kind']; readonly id: string },
  directory: readonly PersonRecord[],
): Sentence {
  if (ref.kind === 'system') return sayPerson('people.system', { name: ref.id });
  const name = directory.find((person) => person.kind === ref.kind && person.personId === ref.id)?.label;
  if (name) return sayPerson('people.named', { name });
  return sayPerson(ref.kind === 'platform' ? 'people.unknown_operator' : 'people.unknown_person');
}

/** The distinct people among `refs`, for one question to the directory. */
export function distinctPeople(refs: readonly (PersonRef | null)[]): readonly PersonRef[] {
  const byKey = new Map(refs.filter((ref) => ref !== null).map((ref) => [`${ref.kind}:${ref.personId}`, ref]));
  return [...byKey.values()];
}
