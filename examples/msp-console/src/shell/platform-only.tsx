import type { ReactNode } from 'react';
import { MissingPage } from '../pages/missing-page.tsx';
import { usePerson } from '../session/use-person.ts';

/** The system console is not there for workspace users; the server answers them the same. */
export function PlatformOnly({ children }: { readonly children: ReactNode }): ReactNode {
  return usePerson().plane === 'platform' ? children : <MissingPage />;
}
