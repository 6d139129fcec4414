import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a session lasts, in seconds. */
export const sessionSeconds = 12 * 3_600;

/** Makes and reads the values of session cookies: who, until when, and a signature over both. */
export interface SessionTokens {
  issue(personId: string): string;
  /** The person's id; null for what is expired, or was not issued under this key. */
  read(token: string): string | null;
}

/** Tokens signed with `key`. `now` is in milliseconds. */
export function sessionTokens(key: Buffer, now: () => number = Date.now): SessionTokens {
  const sign = (claim: string): Buffer => createHmac('sha256', key).update(`session:${claim}`).digest();
  return {
    issue(personId) {
      const claim = `${personId}.${String(Math.floor(now() / 1_000) + sessionSeconds)}`;
      return `${claim}.${sign(claim).toString('base64url')}`;
    },
    read(token) {
      const [, claim = '', personId = '', until = '', signature = ''] =
        /^(([A-Za-z0-9_-]{1,120})\.(\d{1,12}))\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(claim);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return Number(until) * 1_000 > now() ? personId : null;
    },
  };
}
