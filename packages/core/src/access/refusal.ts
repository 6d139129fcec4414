import type { ErrorBase, ErrorCode } from '../kernel/errors.ts';

/**
 * The true reasons of refusals. Several of them look alike to the caller, on purpose: `plane`, `membership`, `entitlement` and `missing` are all `not_found`.
 *
 * - `plane`: the method or the operation does not exist for this kind of actor
 * - `membership`: the person does not belong to the workspace
 * - `entitlement`: the person, or a limited operator, may not see the tenant
 * - `missing`: the workspace, the tenant or the named thing does not exist
 * - `policy`: the host's access policy did not answer
 * - `capability`: a capability is missing
 * - `input`: the request is malformed, or breaks a rule
 * - `paused`: an operational control is paused
 * - `archived`: the workspace or the tenant is archived, or the thing is final
 * - `state`: a conflict with what is there
 */
export const refusalReasons = [
  'plane',
  'membership',
  'entitlement',
  'missing',
  'policy',
  'capability',
  'input',
  'paused',
  'archived',
  'state',
] as const;

/** See {@link refusalReasons}. */
export type RefusalReason = (typeof refusalReasons)[number];

/** A refusal with its true reason. Only `error` leaves the process. */
export interface Refused<E> {
  readonly reason: RefusalReason;
  readonly error: E;
}

/** Pairs an error with its reason. */
export function refused<E>(reason: RefusalReason, error: E): Refused<E> {
  return { reason, error };
}

const reasonsOfWork: { readonly [code in ErrorCode]?: RefusalReason } = {
  not_found: 'missing',
  forbidden: 'capability',
  invalid_input: 'input',
  control_paused: 'paused',
  immutable: 'archived',
};

/** The reason of an error that the work itself answered with, after access was decided. */
export function reasonOfWork(error: unknown): RefusalReason {
  const { code } = error as Partial<ErrorBase<ErrorCode>>;
  return (code && reasonsOfWork[code]) ?? 'state';
}

/** The reasons that are found before the caller was admitted to the scope. */
const before: readonly RefusalReason[] = ['plane', 'membership', 'entitlement', 'missing', 'policy'];

/** Whether the caller may know of the scope: only then may a log line name it. */
export function isPastAccess(reason: RefusalReason): boolean {
  return !before.includes(reason);
}
