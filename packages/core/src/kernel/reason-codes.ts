import { isDottedName } from './dotted-name.ts';

/**
 * Why a provider's answer is not what was asked for, in words that no provider owns. The list is closed; hosts add codes that begin with `ext.`.
 *
 * @see docs/guide/reason-codes.md
 */
export const reasonCodeGroups = {
  consent: ['provider_consent_missing', 'provider_consent_failed', 'provider_consent_revoked'],
  permission: ['provider_permission_missing', 'provider_permission_denied', 'intune_rbac_permission_missing'],
  connection: [
    'provider_connection_missing',
    'provider_connection_invalid',
    'provider_credential_missing',
    'provider_credential_invalid',
    'provider_connection_type_invalid',
    'dedicated_credential_missing',
    'dedicated_credential_invalid',
    'provider_auth_failed',
    'provider_connection_review_required',
    'provider_binding_unsupported',
    'tenant_target_mismatch',
    'platform_identity_missing',
    'platform_identity_incomplete',
    'intune_rbac_not_configured',
    'intune_rbac_unhealthy',
    'intune_rbac_stale',
  ],
  retryable: ['provider_permission_refresh_failed', 'network_unreachable', 'rate_limited', 'provider_unavailable'],
  unknown: ['unknown_error'],
} as const;

/** What a reason is about. It decides which help is shown. */
export type ReasonGroup = keyof typeof reasonCodeGroups;

/** A code of the closed list. */
export type BuiltInReasonCode = (typeof reasonCodeGroups)[ReasonGroup][number];

/** A code of a host. */
export type HostReasonCode = `ext.${string}`;

/** Why evidence was not collected, why a check did not pass, why a connection does not work. `ok` is the reason of a passing check and none of these. */
export type ReasonCode = BuiltInReasonCode | HostReasonCode;

/** Every built-in code, group by group. */
export const reasonCodes: readonly BuiltInReasonCode[] = Object.freeze(Object.values(reasonCodeGroups).flat());

const groups: ReadonlyMap<string, ReasonGroup> = new Map(
  (Object.keys(reasonCodeGroups) as ReasonGroup[]).flatMap((group) =>
    reasonCodeGroups[group].map((code) => [code, group] as const),
  ),
);

/** Whether `code` is one of the closed list. */
export function isBuiltInReasonCode(code: string): code is BuiltInReasonCode {
  return groups.has(code);
}

/** Whether `code` has the form of a host's code: `ext.` and lower-case words joined by dots. */
export function isHostReasonCode(code: string): code is HostReasonCode {
  return isDottedName(code) && code.startsWith('ext.');
}

/** The group of a code of the closed list; null for any other code. */
export function reasonGroupOf(code: string): ReasonGroup | null {
  return groups.get(code) ?? null;
}
