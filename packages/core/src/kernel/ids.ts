import type { Brand } from './brand.ts';

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
/** One audit entry. */
export type AuditEntryId = Brand<string, 'AuditEntryId'>;

/** Longest id, in characters. */
export const maxIdLength = 120;

const token = /^[A-Za-z0-9._:+/-]{1,120}$/;

/** What {@link isIdToken} asks for, for descriptions. */
export const idPattern = token.source;

/** Whether `text` may serve as an id: 1 to 120 characters of `[A-Za-z0-9._:+/-]`, so never an e-mail address or a name. */
export function isIdToken(text: string): boolean {
  return token.test(text);
}
