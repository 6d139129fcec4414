import type { CollectionState } from '../kernel/evidence.ts';
import type { OnboardingFacts } from './facts.ts';

/** Why a page helps with permissions beside the verification, or does not. */
export const assistReasons = ['permission_blocked', 'permission_attention', 'hidden_irrelevant'] as const;

/** See {@link assistReasons}. */
export type AssistReason = (typeof assistReasons)[number];

/** Whether a page helps with permissions beside the verification. */
export interface VerificationAssist {
  readonly isVisible: boolean;
  readonly reason: AssistReason;
}

/**
 * Whether help with permissions is shown. Permissions that were never asked for need none: the verification asks for them. An onboarding that has ended needs none
 * either.
 */
export function verificationAssist(
  { status, permissions }: Pick<OnboardingFacts, 'status' | 'permissions'>,
  collection: CollectionState | null,
): VerificationAssist {
  const reason = status === 'open' ? reasonOf(permissions, collection) : 'hidden_irrelevant';
  return { isVisible: reason !== 'hidden_irrelevant', reason };
}

function reasonOf(permissions: OnboardingFacts['permissions'], collection: CollectionState | null): AssistReason {
  if (permissions === 'blocked') return 'permission_blocked';
  const needsAttention = permissions === 'needs_attention' || (permissions === 'unknown' && collection !== 'never');
  return needsAttention ? 'permission_attention' : 'hidden_irrelevant';
}
