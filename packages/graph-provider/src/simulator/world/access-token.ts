import { createHmac, timingSafeEqual } from 'node:crypto';
import type { World } from './world.ts';

/** What an access token of the simulator says. */
export interface TokenClaims {
  readonly aud: string;
  readonly tid: string;
  readonly appid: string;
  readonly roles: readonly string[];
  readonly exp: number;
  /** The claim that a challenge asked for, or null. */
  readonly nbfClaim: string | null;
}

const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid: 'simulator' })).toString('base64url');

/** A token in the form of a JWT. Its key comes from the seed: it proves nothing outside of the simulator. */
export function signToken(world: World, claims: TokenClaims): string {
  const payload = {
    ...claims,
    iss: `https://sts.windows.net/${claims.tid}/`,
    idtyp: 'app',
    ver: '1.0',
    iat: Math.floor(world.now() / 1000),
  };
  const body = `${header}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
  return `${body}.${signatureOf(world, body)}`;
}

/** The claims of a token that this world signed, or null. Does not look at the expiry. */
export function readToken(world: World, token: string): TokenClaims | null {
  const at = token.lastIndexOf('.');
  const [body, signature] = [token.slice(0, at), Buffer.from(token.slice(at + 1))];
  const expected = Buffer.from(signatureOf(world, body));
  if (at < 0 || signature.length !== expected.length || !timingSafeEqual(signature, expected)) return null;
  // Only what `signToken` wrote carries a valid signature.
  return JSON.parse(Buffer.from(body.split('.')[1] ?? '', 'base64url').toString('utf8')) as TokenClaims;
}

/** A text that only this world can make: the signature of a token or of the state of a page. */
export function signatureOf(world: World, text: string): string {
  return createHmac('sha256', `simulator ${world.seed}`).update(text).digest('base64url');
}
