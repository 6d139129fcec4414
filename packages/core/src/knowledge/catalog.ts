import type { BuiltInReasonCode } from '../kernel/reason-codes.ts';

/** What a person can do about a reason. */
export const nextStepKinds = [
  'grant_consent',
  'open_required_permissions',
  'connect_provider',
  'review_connection',
  'update_credential',
  'review_licences',
  'run_verification',
  'retry_later',
  'contact_support',
] as const;

/** See {@link nextStepKinds}. */
export type NextStepKind = (typeof nextStepKinds)[number];

/** What is known of a reason, besides its words. */
export interface ReasonFacts {
  /** Whether asking again later may help without any change. */
  readonly isRetryable: boolean;
  /** What to do, the best first. */
  readonly nextSteps: readonly NextStepKind[];
}

/** Every code of the closed list. */
export const reasonFacts: { readonly [code in BuiltInReasonCode]: ReasonFacts } = Object.freeze({
  provider_consent_missing: acts('grant_consent', 'run_verification'),
  provider_consent_failed: acts('grant_consent', 'run_verification'),
  provider_consent_revoked: acts('grant_consent', 'run_verification'),
  provider_permission_missing: acts('open_required_permissions', 'grant_consent'),
  provider_permission_denied: acts('open_required_permissions', 'review_connection'),
  intune_rbac_permission_missing: acts('open_required_permissions'),
  provider_connection_missing: acts('connect_provider'),
  provider_connection_invalid: acts('review_connection'),
  provider_credential_missing: acts('update_credential'),
  provider_credential_invalid: acts('update_credential', 'run_verification'),
  provider_connection_type_invalid: acts('review_connection'),
  dedicated_credential_missing: acts('update_credential'),
  dedicated_credential_invalid: acts('update_credential', 'run_verification'),
  provider_auth_failed: acts('review_connection'),
  provider_connection_review_required: acts('review_connection', 'run_verification'),
  provider_binding_unsupported: acts('review_connection', 'contact_support'),
  tenant_target_mismatch: acts('review_connection', 'grant_consent'),
  platform_identity_missing: acts('contact_support'),
  platform_identity_incomplete: acts('contact_support'),
  intune_rbac_not_configured: acts('open_required_permissions'),
  intune_rbac_unhealthy: acts('open_required_permissions'),
  intune_rbac_stale: acts('run_verification'),
  provider_permission_refresh_failed: waits('retry_later', 'run_verification'),
  network_unreachable: waits('retry_later'),
  rate_limited: waits('retry_later'),
  provider_unavailable: waits('retry_later'),
  unknown_error: acts('contact_support'),
});

/**
 * What is known of evidence that was not collected for want of a licence, whatever its code: the closed list has none for licences, and the steps of a missing permission would lead
 * nowhere.
 */
export const licenceFacts: ReasonFacts = acts('review_licences', 'run_verification');

/** A reason that goes away by itself, so that asking again later may help. */
function waits(...nextSteps: readonly NextStepKind[]): ReasonFacts {
  return Object.freeze({ isRetryable: true, nextSteps: Object.freeze(nextSteps) });
}

/** A reason that stays until a person acts. */
function acts(...nextSteps: readonly NextStepKind[]): ReasonFacts {
  return Object.freeze({ isRetryable: false, nextSteps: Object.freeze(nextSteps) });
}
