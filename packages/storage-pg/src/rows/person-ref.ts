import type { PersonKind, PersonRef } from '@tenantatlas/core/ports';
import { id, idOrNull, word, wordOrNull, type SqlRow } from './column.ts';

const personKinds = ['platform', 'user'] as const satisfies readonly PersonKind[];

/** The person in the columns `<prefix>_kind` and `<prefix>_id`. */
export function personRef(row: SqlRow, prefix: string): PersonRef {
  return { kind: word(row, `${prefix}_kind`, personKinds), personId: id(row, `${prefix}_id`) };
}

/** The person in the columns `<prefix>_kind` and `<prefix>_id`, or null. */
export function personRefOrNull(row: SqlRow, prefix: string): PersonRef | null {
  const kind = wordOrNull(row, `${prefix}_kind`, personKinds);
  const personId = idOrNull<PersonRef['personId']>(row, `${prefix}_id`);
  return kind === null || personId === null ? null : { kind, personId };
}
