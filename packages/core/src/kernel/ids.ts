import type { Brand } from './brand.ts';
import { invariant } from './invariant.ts';

/** A workspace, as the host names it. */
export type WorkspaceId = Brand<string, 'WorkspaceId'>;
/** A managed tenant, unique within its workspace. */
export type TenantId = Brand<string, 'TenantId'>;
/** A person's id: a workspace user or a platform operator. It says nothing about the person. */
export type PersonId = Brand<string, 'PersonId'>;
/** One pause of one control. */
export type ActivationId = Brand<string, 'ActivationId'>;
/** One operation run, unique within its workspace. */
export type RunId = Brand<string, 'RunId'>;
/** One connection to a provider, unique within its workspace. */
export type ConnectionId = Brand<string, 'ConnectionId'>;
/** One consent that was asked for, unique within its workspace. */
export type ConsentRequestId = Brand<string, 'ConsentRequestId'>;
/** One onboarding of a tenant, unique within its workspace. */
export type OnboardingSessionId = Brand<string, 'OnboardingSessionId'>;
/** One event of product usage, unique within its workspace and instant. */
export type UsageEventId = Brand<string, 'UsageEventId'>;
/** One audit entry. */
export type AuditEntryId = Brand<string, 'AuditEntryId'>;

/** Longest id, in characters. */
export const maxIdLength = 120;

/** What {@link isIdToken} asks for, for descriptions. */
export const idPattern = '^[A-Za-z0-9._:+/-]{1,120}$';

const token = /* @__PURE__ */ new RegExp(idPattern);

/** Whether `text` may serve as an id: 1 to 120 characters of `[A-Za-z0-9._:+/-]`, so never an e-mail address or a name. */
export function isIdToken(text: string): boolean {
  return token.test(text);
}

/** What {@link isForeignId} asks for, for descriptions. */
export const foreignIdPattern = '^[!#-&(-+\\--?A-[\\]-~]{1,255}$';

const foreign = /* @__PURE__ */ new RegExp(foreignIdPattern);

/**
 * Whether `text` may serve as an id that another system has chosen: of a person, by an identity provider (`auth0|507f1f77`, base64 with `=`), or of a
 * request, by a client (an idempotency key). 1 to 255 printable ASCII characters without space, quotation marks, backslash, comma and `@`, so never an
 * e-mail address, never more than one element of a list, and never the end of a quoted text.
 */
export function isForeignId(text: string): boolean {
  return foreign.test(text);
}

const bracedGuid = /^\{([\da-f-]{36})\}$/;

/**
 * The one spelling of an external (Entra) tenant id, which is a GUID or a domain name: lower case, a GUID without braces, a domain name without the dot of
 * the root. Two ids are one tenant exactly when their spellings are equal.
 */
export function normalizeExternalTenantId(text: string): string {
  const lower = text.toLowerCase();
  return bracedGuid.exec(lower)?.[1] ?? lower.replace(/(?<=[^.])\.$/, '');
}

const guidOrDomain =
  /^(?=.{1,120}$)(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?=.*\.[a-z][^.]*$)(?:[\da-z](?:[\da-z-]{0,61}[\da-z])?(?:\.|$))+)$/;

/**
 * Whether `text`, in any of its spellings, may serve as an external (Entra) tenant id: a GUID with dashes, or a domain name of at least two labels and at most
 * 120 characters. A GUID in another notation (without dashes, `urn:uuid:…`) and the address of an issuer would be a second id of one tenant.
 */
export function isExternalTenantId(text: string): boolean {
  return guidOrDomain.test(normalizeExternalTenantId(text));
}

/** For stores: a text that is neither a GUID nor a domain name is misuse as an external tenant id, because it could be a second id of one tenant. */
export function assertExternalTenantId(text: string | null): void {
  invariant(text === null || isExternalTenantId(text), 'An external tenant id is a GUID or a domain name.');
}
