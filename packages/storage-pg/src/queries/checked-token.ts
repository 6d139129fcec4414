import { invariant, isIdToken } from '@tenantatlas/core';

/** An id that goes into SQL text. It is checked again here, independent of earlier checks. */
export function checkedToken(id: string): string {
  invariant(
    typeof id === 'string' && isIdToken(id),
    'An id is 1 to 120 characters of [A-Za-z0-9._:+/-]; parse ids at the border before they reach storage.',
  );
  return id;
}
