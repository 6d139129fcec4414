import { useText } from '../i18n/use-text.ts';
import { usePerson } from '../session/use-person.ts';
import { pagesOf } from './pages-of.ts';
import { usePlane } from './use-plane.ts';

/** What the page at this address is called, also while nothing that it shows can be read. */
export function usePageTitle(): string {
  const text = useText();
  const person = usePerson();
  const { workspaceId, page, subject, part } = usePlane();
  if (part !== null) return text('nav.connection');
  if (subject !== null) return subject;
  const link = pagesOf(workspaceId, person).find(({ id }) => id === page);
  return text(link ? `nav.${link.id}` : 'nav.workspaces');
}
