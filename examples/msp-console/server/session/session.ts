// `/session`: who am I, sign in, sign out. A demonstration: a visitor may sign in as any person on the list.
import type { Actor } from '@tenantatlas/core';
import { people, personById, type DemoPerson, type DemoRole } from '../people.ts';
import { clearCookie, readCookie, setCookie } from './cookie.ts';
import { isForgedWrite } from './forgery.ts';
import { readSmallJson } from './read-small-json.ts';
import { sessionSeconds, type SessionTokens } from './token.ts';

/** A person as the page sees them. */
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly plane: 'platform' | 'workspace';
  readonly role: DemoRole;
  readonly capabilities: readonly string[];
}

/** What `GET /session` answers. */
export interface SessionView {
  /** Null when no person is signed in. */
  readonly person: PersonView | null;
  /** All people to sign in as. */
  readonly people: readonly PersonView[];
}

/** The two things that a site needs of its sessions. */
export interface Sessions {
  /** Who sends a request; for the atlas handler. */
  actorOf(request: Request): Actor | null;
  /** Answers requests to `/session`. */
  handle(request: Request): Promise<Response>;
}

/**
 * On whose behalf a page sends a request. All tabs share one cookie: a tab that does not know yet of another sign-in would read and write as the new
 * person. Its requests are refused instead, as without a session.
 */
export const onBehalfHeader = 'x-console-person';

/** Sessions in signed cookies; the server keeps only which ones were ended. */
export function createSessions(tokens: SessionTokens): Sessions {
  const personOf = (request: Request): DemoPerson | null => {
    const token = readCookie(request);
    const id = token === null ? null : tokens.read(token);
    return id === null ? null : personById(id);
  };
  return {
    actorOf(request) {
      const person = personOf(request);
      const onBehalfOf = request.headers.get(onBehalfHeader);
      return person && (onBehalfOf === null || onBehalfOf === person.actor.id) ? person.actor : null;
    },
    async handle(request) {
      switch (request.method) {
        case 'GET':
        case 'HEAD':
          return answer(sessionView(personOf(request)));
        case 'POST':
          return isForgedWrite(request) ? refuse(403, 'Cross-origin request refused') : signIn(tokens, request);
        case 'DELETE':
          return isForgedWrite(request) ? refuse(403, 'Cross-origin request refused') : signOut(tokens, request);
        default:
          return refuse(405, 'Method not allowed', { allow: 'GET, HEAD, POST, DELETE' });
      }
    },
  };
}

async function signIn(tokens: SessionTokens, request: Request): Promise<Response> {
  const read = await readSmallJson(request);
  if ('status' in read) return refuse(read.status, read.title);
  const { personId } = (read.value ?? {}) as { readonly personId?: unknown };
  const person = typeof personId === 'string' ? personById(personId) : null;
  if (!person) return refuse(422, 'Name one of the people on the sign-in page as personId');
  return answer(sessionView(person), {
    'set-cookie': setCookie(request, tokens.issue(person.actor.id), sessionSeconds),
  });
}

function signOut(tokens: SessionTokens, request: Request): Response {
  const token = readCookie(request);
  if (token !== null) tokens.revoke(token);
  return answer(sessionView(null), { 'set-cookie': clearCookie(request) });
}

function sessionView(person: DemoPerson | null): SessionView {
  return { person: person && personView(person), people: people.map(personView) };
}

function personView({ actor, role }: DemoPerson): PersonView {
  const isPlatform = actor.kind === 'platform';
  return {
    id: actor.id,
    name: actor.label,
    plane: isPlatform ? 'platform' : 'workspace',
    role,
    capabilities: isPlatform ? actor.capabilities : [],
  };
}

type Headers = { readonly [name: string]: string };

function answer(view: SessionView, headers: Headers = {}): Response {
  return Response.json(view, { headers: { 'cache-control': 'no-store', ...headers } });
}

function refuse(status: number, title: string, headers: Headers = {}): Response {
  const problem = { type: 'about:blank', title, status };
  return Response.json(problem, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
