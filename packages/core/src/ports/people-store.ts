import type { PersonId } from '../kernel/ids.ts';

/** Which directory a person is listed in: an operator and a user may carry the same id. */
export type PersonKind = 'platform' | 'user';

/** A person, by an id that says nothing about them. */
export interface PersonRef {
  readonly kind: PersonKind;
  readonly personId: PersonId;
}

/** What the directory knows of a person. `label` is null once the person was erased. */
export interface PersonRecord extends PersonRef {
  readonly label: string | null;
}

/** The only directory that holds people's names; all other rows keep ids. */
export interface PeopleStore {
  /**
   * Notes the person's current label.
   *
   * MUST keep an erased person erased. MUST NOT write when the label is the same. MUST NOT wait long for another transaction that is noting the same
   * person: it may leave the label to that transaction.
   */
  remember(person: PersonRef & { readonly label: string }): Promise<void>;

  /** The people found among `refs`, in any order; unknown ones are absent. MUST be called on a platform unit. */
  find(refs: readonly PersonRef[]): Promise<readonly PersonRecord[]>;

  /**
   * Blanks the label permanently: a later {@link remember} MUST NOT bring it back. False when the person was unknown or erased already; an unknown person
   * is noted as erased all the same. MUST be called on a platform unit.
   */
  erase(person: PersonRef): Promise<boolean>;
}
