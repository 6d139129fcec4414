import * as z from 'zod';
import { countAnswer, described, idAnswer, instantAnswer, sentenceAnswer } from '../kernel/answers.ts';
import { personAnswer, personView, type PersonView } from '../access/person-view.ts';
import { collectionStates, type CollectionState } from '../kernel/evidence.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { translateReason, type ReasonCatalog, type ReasonView } from '../knowledge/reasons.ts';
import { reasonAnswer, reasonView } from '../knowledge/view.ts';
import { isAcknowledgeable, type CheckAcknowledgement } from '../ports/check-acknowledgement.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import {
  checkSeverities,
  checkStatuses,
  verificationOveralls,
  type CheckEvidence,
  type CheckSeverity,
  type CheckStatus,
  type VerificationCheck,
  type VerificationOverall,
} from '../ports/verification-report.ts';
import {
  changeIndicator,
  changeKinds,
  fingerprintOf,
  overallOf,
  primaryReason,
  staleBecause,
  staleReasons,
  type ChangeIndicator,
  type StaleBecause,
} from './rules.ts';

/** What a check rests on, as shown. */
export interface CheckEvidenceView {
  /** What was asked for, such as `grants`. */
  readonly subject: string;
  readonly collection: CollectionState;
  readonly observedAt: Instant | null;
  /** Why it was not collected. */
  readonly reason: ReasonView | null;
  /** When asking again may help, where the provider said so. */
  readonly retryAt: Instant | null;
  /** What was seen, 50 at most. */
  readonly facts: readonly string[];
  /** How many more were seen. */
  readonly factsLeftOut: number;
}

/** That a person goes on with a failed check, as shown. */
export interface AcknowledgementView {
  readonly by: PersonView;
  readonly at: Instant;
  /** Why; null once that person was erased. */
  readonly reason: string | null;
}

/** One check of a report, as shown. */
export interface VerificationCheckView {
  readonly key: string;
  readonly title: Sentence;
  readonly status: CheckStatus;
  readonly severity: CheckSeverity;
  /** Whether a failure keeps the connection from being used. */
  readonly blocking: boolean;
  /** `ok` when it passed, empty when it was skipped. For machines; `reason` is for people. */
  readonly reasonCode: string;
  /** Null for a check that passed or was skipped. Has the steps to take. */
  readonly reason: ReasonView | null;
  readonly message: Sentence;
  readonly evidence: readonly CheckEvidenceView[];
  /** Whether a person may go on with it as it is: it failed and does not block. */
  readonly isAcknowledgeable: boolean;
  /** Who goes on with it, since when and why; null while it is not acknowledged. */
  readonly acknowledgement: AcknowledgementView | null;
}

/** What a verification found, as shown. */
export interface VerificationReportView {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly runId: string;
  readonly connectionId: string;
  readonly createdAt: Instant;
  readonly overall: VerificationOverall;
  /** Equal for reports that say the same, whatever their order, instants and messages. */
  readonly fingerprint: string;
  /** What changed since the report before. */
  readonly change: ChangeIndicator;
  /** Why it no longer speaks for the connection; null while it does. */
  readonly staleBecause: StaleBecause | null;
  /** The first reason that a person has to act on. */
  readonly primaryReason: ReasonView | null;
  readonly checks: readonly VerificationCheckView[];
}

/** A {@link VerificationReportView}. */
export const verificationReportAnswer = described<VerificationReportView>()('VerificationReport', () =>
  z.strictObject({
    workspaceId: idAnswer(),
    tenantId: idAnswer(),
    runId: idAnswer(),
    connectionId: idAnswer(),
    createdAt: instantAnswer(),
    overall: z.enum(verificationOveralls),
    fingerprint: z.string(),
    change: z.strictObject({ kind: z.enum(changeKinds), changedKeys: z.array(z.string()) }),
    staleBecause: z.enum(staleReasons).nullable(),
    primaryReason: reasonAnswer().nullable(),
    checks: z.array(checkAnswer()),
  }),
);

const checkAnswer = described<VerificationCheckView>()('VerificationCheck', () =>
  z.strictObject({
    key: z.string(),
    title: sentenceAnswer(),
    status: z.enum(checkStatuses),
    severity: z.enum(checkSeverities),
    blocking: z.boolean(),
    reasonCode: z.string(),
    reason: reasonAnswer().nullable(),
    message: sentenceAnswer(),
    evidence: z.array(
      z.strictObject({
        subject: z.string(),
        collection: z.enum(collectionStates),
        observedAt: instantAnswer().nullable(),
        reason: reasonAnswer().nullable(),
        retryAt: instantAnswer().nullable(),
        facts: z.array(z.string()),
        factsLeftOut: countAnswer(),
      }),
    ),
    isAcknowledgeable: z.boolean(),
    acknowledgement: z
      .strictObject({ by: personAnswer(), at: instantAnswer(), reason: z.string().nullable() })
      .nullable(),
  }),
);

/** What the public form of a report needs besides its connection. */
export interface ReportContext {
  readonly reasons: ReasonCatalog;
  /** What the directory knows of those who acknowledged something. */
  readonly people: readonly PersonRecord[];
  readonly now: Instant;
}

/** The public form of the last report of a connection; null before the first. */
export function verificationReportView(
  connection: StoredConnection,
  { reasons, people, now }: ReportContext,
): VerificationReportView | null {
  const { report, previousReport, acknowledgements } = connection;
  if (!report) return null;
  const { runId, connectionId, createdAt, checks } = report;
  return {
    workspaceId: connection.workspaceId,
    tenantId: connection.tenantId,
    runId,
    connectionId,
    createdAt,
    overall: overallOf(checks),
    fingerprint: fingerprintOf(checks),
    change: changeIndicator(checks, previousReport?.checks ?? null),
    staleBecause: staleBecause(report, connection, now),
    primaryReason: primaryReasonView(checks, reasons),
    checks: checks.map((check) => ({
      ...checkView(check, reasons),
      acknowledgement: acknowledgementView(
        acknowledgements.find(({ checkKey }) => checkKey === check.key),
        people,
      ),
    })),
  };
}

/** The first reason that a person has to act on, with the provider's own code behind it. */
export function primaryReasonView(checks: readonly VerificationCheck[], reasons: ReasonCatalog): ReasonView | null {
  const code = primaryReason(checks);
  const first = checks.find(({ reasonCode }) => reasonCode === code);
  return first ? reasonOf(first, reasons) : null;
}

function acknowledgementView(
  acknowledgement: CheckAcknowledgement | undefined,
  people: readonly PersonRecord[],
): AcknowledgementView | null {
  if (!acknowledgement) return null;
  const { by, at, reason } = acknowledgement;
  return { by: personView({ kind: by.kind, id: by.personId }, people), at, reason };
}

function checkView(check: VerificationCheck, reasons: ReasonCatalog): Omit<VerificationCheckView, 'acknowledgement'> {
  const { key, title, status, severity, blocking, reasonCode, message, evidence } = check;
  return {
    key,
    title,
    status,
    severity,
    blocking,
    reasonCode,
    reason: reasonCode === 'ok' || reasonCode === '' ? null : reasonOf(check, reasons),
    message,
    evidence: evidence.map((each) => evidenceView(each, reasons)),
    isAcknowledgeable: isAcknowledgeable(check),
  };
}

function evidenceView(evidence: CheckEvidence, reasons: ReasonCatalog): CheckEvidenceView {
  const { subject, collection, observedAt, reason, facts, factsLeftOut } = evidence;
  return {
    subject,
    collection,
    observedAt,
    reason: reasonView(evidence, reasons),
    retryAt: reason?.retryAt ?? null,
    facts,
    factsLeftOut,
  };
}

/** Why a check did not pass, with the provider's own code and the state of the evidence behind it. */
function reasonOf({ reasonCode, evidence }: VerificationCheck, reasons: ReasonCatalog): ReasonView {
  const found = evidence.find(({ reason }) => reason !== null);
  return translateReason(reasonCode, reasons, found?.reason?.providerCode ?? null, found?.collection ?? null);
}
