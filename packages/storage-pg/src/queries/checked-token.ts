import { invariant, isForeignId, isIdToken } from '@tenantatlas/core';

/**
 * An id that goes into SQL text, where it is between single quotes. It is checked again here, independent of earlier checks: its alphabet is
 * `[A-Za-z0-9._:+/-]`, so it cannot end the quotes, whatever `standard_conforming_strings` says, and it has no comma, so it is one element of a list.
 */
export function checkedToken(id: string): string {
  invariant(
    typeof id === 'string' && isIdToken(id),
    'An id is 1 to 120 characters of [A-Za-z0-9._:+/-]; parse ids at the border before they reach storage.',
  );
  return id;
}

/**
 * The id of a person that goes into SQL text, where it MUST be between single quotes. Its alphabet is wider than that of {@link checkedToken}: it has
 * `;`, `$`, `-`, `*` and brackets, which mean nothing between quotes. It has neither a quotation mark nor a backslash, which alone could end them, also
 * with `standard_conforming_strings` off. It has no comma, space or control character either. It MUST NOT be in an identifier, a dollar quote or a
 * comment.
 */
export function checkedPersonId(id: string): string {
  invariant(
    typeof id === 'string' && isForeignId(id),
    'The id of a person is 1 to 255 printable ASCII characters without space, quotes, backslash, comma and @; parse ids at the border before they reach storage.',
  );
  return id;
}
