import { createContext, useContext } from 'react';
import type { PersonView } from '../../server/session/session.ts';

/** Who is signed in. */
export const PersonContext = createContext<PersonView | null>(null);

/** Who is signed in; below the sign-in page only. */
export function usePerson(): PersonView {
  const person = useContext(PersonContext);
  if (!person) throw new Error('usePerson is for pages behind the sign-in.');
  return person;
}
