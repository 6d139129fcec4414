import type { CollectionState } from '../kernel/evidence.ts';
import type { OnboardingFacts } from './facts.ts';

/** What the note about freshness says, the first that holds. */
export const freshnessNotes = [
  'mismatch',
  'connection_changed',
  'verification_old',
  'permissions_stale',
  'permissions_unread',
  'not_verified',
  'current',
] as const;

/** See {@link freshnessNotes}. */
export type FreshnessNote = (typeof freshnessNotes)[number];

/** Whether what is shown still speaks for the selected connection. */
export interface OnboardingFreshness {
  /** Whether what a check depends on was changed since the last one. */
  readonly connectionRecentlyUpdated: boolean;
  /** Whether the last report is about another connection than the selected one. */
  readonly verificationMismatch: boolean;
  readonly permissionDataIsStale: boolean;
  readonly note: FreshnessNote;
}

/** How fresh the data behind an onboarding is. Permissions that were never read count as stale; those of an earlier read are not called current. */
export function onboardingFreshness(
  { report }: Pick<OnboardingFacts, 'report'>,
  arePermissionsStale: boolean,
  collection: CollectionState,
): OnboardingFreshness {
  const stale = report?.staleBecause ?? null;
  const holds: { readonly [note in FreshnessNote]: boolean } = {
    mismatch: stale === 'other_connection',
    connection_changed: stale === 'connection_changed',
    verification_old: stale === 'too_old',
    permissions_stale: report !== null && arePermissionsStale,
    permissions_unread: report !== null && collection !== 'collected',
    not_verified: report === null,
    current: true,
  };
  return {
    connectionRecentlyUpdated: holds.connection_changed,
    verificationMismatch: holds.mismatch,
    permissionDataIsStale: arePermissionsStale,
    note: freshnessNotes.find((note) => holds[note]) ?? 'current',
  };
}
