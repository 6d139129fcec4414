import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a session lasts, in seconds. */
export const sessionSeconds = 12 * 3_600;

/** Makes and reads the values of session cookies: who, which session, until when, and a signature over all of it. */
export interface SessionTokens {
  issue(personId: string): string;
  /** The person's id; null for what is expired, or was not issued under this key. */
  read(token: string): string | null;
  /** Ends a session, so that a copy of its cookie is worth nothing. Kept in memory: behind a load balancer, or over a restart, keep it in the database. */
  revoke(token: string): void;
}

/** Tokens signed with `key`. `now` is in milliseconds. */
export function sessionTokens(key: Buffer, now: () => number = Date.now): SessionTokens {
  const sign = (claim: string): Buffer => createHmac('sha256', key).update(`session:${claim}`).digest();
  /** Sessions that were ended before their time, with that time in milliseconds. */
  const revoked = new Map<string, number>();
  const read = (token: string): { personId: string; session: string; untilMillis: number } | null => {
    const [, claim = '', person = '', session = '', until = '', signature = ''] =
      /^(([A-Za-z0-9_-]{1,340})\.([A-Za-z0-9_-]{16})\.(\d{1,12}))\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
    const expected = Buffer.from(sign(claim).toString('base64url'));
    const given = Buffer.from(signature); // compared as text, which has one spelling only
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const untilMillis = Number(until) * 1_000;
    const personId = Buffer.from(person, 'base64url').toString();
    return untilMillis > now() ? { personId, session, untilMillis } : null;
  };
  return {
    issue(personId) {
      const session = randomBytes(12).toString('base64url');
      // Ids of identity providers have characters that a cookie may not have.
      const person = Buffer.from(personId).toString('base64url');
      const claim = `${person}.${session}.${String(Math.floor(now() / 1_000) + sessionSeconds)}`;
      return `${claim}.${sign(claim).toString('base64url')}`;
    },
    read(token) {
      const known = read(token);
      return known && !revoked.has(known.session) ? known.personId : null;
    },
    revoke(token) {
      const known = read(token);
      if (!known) return;
      for (const [session, until] of revoked) if (until <= now()) revoked.delete(session);
      revoked.set(known.session, known.untilMillis);
    },
  };
}
