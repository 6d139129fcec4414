import type { CollectionState, EvidenceReason } from '../kernel/evidence.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';

/** How a check ended. */
export const checkStatuses = ['pass', 'fail', 'warn', 'skip', 'running', 'unknown'] as const;

/** See {@link checkStatuses}. */
export type CheckStatus = (typeof checkStatuses)[number];

/** What a report says as a whole. */
export const verificationOveralls = ['running', 'blocked', 'needs_attention', 'unknown', 'ready'] as const;

/** See {@link verificationOveralls}. */
export type VerificationOverall = (typeof verificationOveralls)[number];

/** How much a check that did not pass matters. */
export const checkSeverities = ['info', 'low', 'medium', 'high', 'critical'] as const;

/** See {@link checkSeverities}. */
export type CheckSeverity = (typeof checkSeverities)[number];

/** What a check rests on, without the value itself. */
export interface CheckEvidence {
  /** What was asked for, such as `grants`. */
  readonly subject: string;
  readonly collection: CollectionState;
  readonly observedAt: Instant | null;
  readonly reason: EvidenceReason | null;
  /** What was seen, such as names of missing permissions; 50 at most. Never a secret. */
  readonly facts: readonly string[];
  /** How many more were seen. */
  readonly factsLeftOut: number;
}

/** One check of a report. */
export interface VerificationCheck {
  readonly key: string;
  readonly title: Sentence;
  readonly status: CheckStatus;
  readonly severity: CheckSeverity;
  /** Whether a failure keeps everything after it from being checked, and the connection from being used. */
  readonly blocking: boolean;
  /** `ok` when it passed, empty when it was skipped. */
  readonly reasonCode: string;
  readonly message: Sentence;
  readonly evidence: readonly CheckEvidence[];
}

/** What a verification found. */
export interface VerificationReport {
  /** The run that made it. */
  readonly runId: string;
  readonly connectionId: string;
  readonly createdAt: Instant;
  /** The `changedAt` of the connection that was checked: a report of another state of the connection is stale. */
  readonly checked: Instant;
  readonly checks: readonly VerificationCheck[];
}
