import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isAtlasError } from '@tenantatlas/core/browser';
import { forgetPerson, NoAnswer } from '../session/session-query.ts';
import { isLinkUp, noteLink, subscribeToLink } from './link.ts';

/** The one cache of the page. It sees every answer, so no other code has to watch for a lost connection or an ended session. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteError, onSuccess: () => noteLink(true) }),
  mutationCache: new MutationCache({ onError: noteError, onSuccess: () => noteLink(true) }),
});

function noteError(error: unknown): void {
  if (error instanceof NoAnswer) noteLink(false);
  if (!isAtlasError(error)) return;
  noteLink(error.code !== 'unreachable');
  if (error.code === 'unauthenticated') forgetPerson(queryClient);
}

// One answer is enough to know that the server is back. What has failed until then is asked for again, wherever it is shown: in a dialog as well.
subscribeToLink(() => {
  if (!isLinkUp()) return;
  void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
});
