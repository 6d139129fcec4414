import { signatureOf } from '../world/access-token.ts';
import type { World } from '../world/world.ts';

/** Where a page continues. */
export interface PageToken {
  /** The tenant and the path that it belongs to. */
  readonly of: string;
  readonly position: number;
  readonly epoch: number;
  /** The version of the collection that a delta continues from. */
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
}

/** An opaque text for a token. It carries a signature, so that a client cannot make one up. */
export function writePageToken(world: World, token: PageToken): string {
  const body = Buffer.from(JSON.stringify(token)).toString('base64url');
  return `${body}.${signatureOf(world, `page ${body}`).slice(0, 22)}`;
}

/** The token of a text, or null when this world did not write it. */
export function readPageToken(world: World, text: string): PageToken | null {
  const [body = '', signature] = text.split('.');
  if (signatureOf(world, `page ${body}`).slice(0, 22) !== signature) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as PageToken; // only `writePageToken` can sign it
}
