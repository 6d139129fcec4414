import type { Instant } from '../kernel/instant.ts';
import type { PersonRef } from './people-store.ts';
import type { VerificationCheck, VerificationReport } from './verification-report.ts';

/** That a person goes on with a check that failed and does not block. */
export interface CheckAcknowledgement {
  readonly checkKey: string;
  /** Why the check failed. A failure for another reason is another one. */
  readonly reasonCode: string;
  /** The run of the report that it applies to: first the one that the person saw, then each later one with the same failure. */
  readonly runId: string;
  readonly by: PersonRef;
  readonly at: Instant;
  /** Why the person goes on; null once that person was erased. */
  readonly reason: string | null;
}

/** An acknowledgement with what was read before. */
export interface AcknowledgementDraft extends Pick<CheckAcknowledgement, 'checkKey' | 'reasonCode' | 'by' | 'at'> {
  readonly reason: string;
  /** The report that was read. */
  readonly report: Pick<VerificationReport, 'runId' | 'createdAt' | 'checked'>;
  /** The acknowledgement of the check that was read; null where there was none. */
  readonly before: CheckAcknowledgement | null;
}

/** Whether a check may be acknowledged: one that failed and does not block. */
export function isAcknowledgeable({ status, blocking }: Pick<VerificationCheck, 'status' | 'blocking'>): boolean {
  return status === 'fail' && !blocking;
}

/** Whether an acknowledgement of the report before still applies: the same check fails for the same reason, and still does not block. */
export function isStillAcknowledged(
  { checkKey, reasonCode }: Pick<CheckAcknowledgement, 'checkKey' | 'reasonCode'>,
  { checks }: { readonly checks: readonly Pick<VerificationCheck, 'key' | 'status' | 'blocking' | 'reasonCode'>[] },
): boolean {
  return checks.some((check) => check.key === checkKey && check.reasonCode === reasonCode && isAcknowledgeable(check));
}

/** Whether two are the same one: of the same person and instant. */
export function isSameAcknowledgement(one: CheckAcknowledgement | null, other: CheckAcknowledgement | null): boolean {
  if (one === null || other === null) return one === other;
  return one.by.kind === other.by.kind && one.by.personId === other.by.personId && one.at === other.at;
}
