import { canonicalHash } from '../kernel/hash.ts';
import { isIdToken, type ConsentRequestId, type WorkspaceId } from '../kernel/ids.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';

declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
declare const btoa: (text: string) => string;
declare const atob: (text: string) => string;

/** What comes back with the answer: where the request is, and the secret that proves that it was sent there. */
export interface ConsentState {
  readonly workspaceId: WorkspaceId;
  readonly requestId: ConsentRequestId;
  readonly secret: string;
}

/** 256 random bits, as text that a state can hold. */
export function newSecret(): string {
  return toBase64Url(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
}

/**
 * A state of at most 365 characters of `[A-Za-z0-9._-]`, the ones that a provider sends back unchanged. Ids are encoded, because they may have other characters.
 */
export function writeState({ workspaceId, requestId, secret }: ConsentState): string {
  return [toBase64Url(workspaceId), toBase64Url(requestId), secret].join('.');
}

/** What a state says; null for a text that {@link writeState} never makes. */
export function readState(text: unknown): ConsentState | null {
  if (typeof text !== 'string' || text.length > 500) return null;
  const [workspace = '', request = '', secret = '', ...rest] = text.split('.');
  const [workspaceId, requestId] = [workspace, request].map(fromBase64Url);
  if (rest.length > 0 || !workspaceId || !requestId || !/^[A-Za-z0-9_-]{43}$/.test(secret)) return null;
  const state = { workspaceId: workspaceId as WorkspaceId, requestId: requestId as ConsentRequestId, secret };
  // One state has one spelling.
  return writeState(state) === text ? state : null;
}

/** What the store keeps of a secret. 256 random bits cannot be guessed, so a plain hash is enough. */
export function secretHashOf(secret: string): string {
  return canonicalHash(secret);
}

/** What an answer is about: with another tenant, type or credential a consent is another one. */
export function subjectHashOf(
  connection: Pick<ProviderConnection, 'provider' | 'connectionType' | 'externalTenantId' | 'credentialReference'>,
): string {
  const { provider, connectionType, externalTenantId, credentialReference } = connection;
  return canonicalHash({ provider, connectionType, externalTenantId, credentialReference });
}

function toBase64Url(text: string): string {
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** An id that was encoded; null for anything else. */
function fromBase64Url(text: string): string | null {
  if (!/^[A-Za-z0-9_-]{1,160}$/.test(text) || text.length % 4 === 1) return null;
  const id = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return isIdToken(id) ? id : null;
}
