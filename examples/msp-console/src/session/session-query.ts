import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { SessionView } from '../../server/session/session.ts';
import { noteSignedOut } from './last-person.ts';

const queryKey = ['session'];
/** How often a page asks who is signed in: no other request would detect a lost server there. */
const everyMillis = { signedIn: 30_000, signedOut: 5_000, failed: 2_000 } as const;

const channel = new BroadcastChannel('msp-console.session');

/** Who is signed in, and who could be. Another tab may change it. */
export const sessionQuery = queryOptions({
  queryKey,
  networkMode: 'always',
  refetchOnWindowFocus: 'always',
  retry: false,
  refetchInterval: ({ state: { status, data } }) =>
    status === 'error' ? everyMillis.failed : data?.person ? everyMillis.signedIn : everyMillis.signedOut,
  queryFn: () => ask('GET'),
});

/** The server did not answer at all. */
export class NoAnswer extends Error {}

/** Signs in. */
export async function signIn(queries: QueryClient, personId: string): Promise<void> {
  changed(queries, await ask('POST', { personId }), 'signed-in');
}

/** Signs out. */
export async function signOut(queries: QueryClient): Promise<void> {
  // Known in every tab before the server knows it: a read that is refused meanwhile must not say that the session has ended.
  noteSignedOut();
  channel.postMessage('signed-out' satisfies Change);
  changed(queries, await ask('DELETE'), 'signed-out');
}

/** The server no longer knows us: back to the sign-in page. */
export function forgetPerson(queries: QueryClient): void {
  queries.setQueryData<SessionView>(queryKey, (known) => known && { ...known, person: null });
}

/** Asks anew when another tab has signed in or out. */
export function followOtherTabs(queries: QueryClient): () => void {
  const listen = ({ data }: MessageEvent<Change>): void => {
    if (data === 'signed-out') noteSignedOut();
    void queries.invalidateQueries({ queryKey });
  };
  channel.addEventListener('message', listen);
  return () => channel.removeEventListener('message', listen);
}

type Change = 'signed-in' | 'signed-out';

function changed(queries: QueryClient, session: SessionView, change: Change): void {
  queries.removeQueries({ queryKey: ['tenantatlas'] });
  queries.setQueryData<SessionView>(queryKey, session);
  channel.postMessage(change);
}

async function ask(method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<SessionView> {
  const response = await fetch('/session', {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  }).catch((reason: unknown) => {
    throw new NoAnswer('The server did not answer.', { cause: reason });
  });
  if (!response.ok) throw new Error(`The server answered ${String(response.status)}.`);
  return (await response.json()) as SessionView;
}
