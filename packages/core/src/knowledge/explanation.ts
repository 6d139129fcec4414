import type { Sentence } from '../kernel/sentence.ts';
import type { RunOutcome } from '../ports/run-store.ts';
import { sayExplanation as say } from './explanation-messages.ts';

/** What an artifact is. */
export const artifactFamilies = [
  'operation_run',
  'verification_report',
  'stored_report',
  'review_pack',
  'diagnostic_bundle',
] as const;
/** Whether there is an artifact at all. */
export const artifactExistences = ['present', 'absent', 'expired'] as const;
/** How complete it is. */
export const contentStates = ['complete', 'partial', 'empty', 'unknown'] as const;
/** Whether it still describes what is. */
export const freshnessStates = ['current', 'stale', 'unknown'] as const;
/** Whether it can be given to others. */
export const publicationReadinesses = ['ready', 'not_ready', 'not_applicable'] as const;
/** Whether support has something to look at. */
export const supportStates = ['available', 'unavailable'] as const;
/** Whether a person has to do something about it. */
export const actionabilities = ['none', 'optional', 'required'] as const;

/** What is true of an artifact, such as a report or a run, as its owner says it. */
export interface ArtifactTruth {
  readonly family: (typeof artifactFamilies)[number];
  readonly executionOutcome: RunOutcome | null;
  readonly artifactExistence: (typeof artifactExistences)[number];
  readonly contentState: (typeof contentStates)[number];
  readonly freshnessState: (typeof freshnessStates)[number];
  readonly publicationReadiness: (typeof publicationReadinesses)[number];
  readonly supportState: (typeof supportStates)[number];
  readonly actionability: (typeof actionabilities)[number];
  readonly primaryLabel: Sentence | null;
  readonly primaryExplanation: Sentence | null;
  readonly diagnosticLabel: Sentence | null;
  readonly nextAction: Sentence | null;
}

/** What an operator reads about an artifact. */
export interface OperatorExplanation {
  readonly primaryReason: Sentence;
  /** What to do; null where nothing is to be done. */
  readonly nextActionText: Sentence | null;
  readonly diagnosticsAvailable: boolean;
  /** What the diagnostics are about; null where there are none. */
  readonly diagnosticsSummary: Sentence | null;
}

/**
 * What an operator reads about an artifact. Total. The words of its owner come first: the explanation, else the label. Without them the reason is the first state that
 * is not as it should be: existence, outcome, content, freshness, publication. An artifact that needs nothing names no next action.
 */
export function explainArtifact(truth: ArtifactTruth): OperatorExplanation {
  const diagnosticsAvailable = truth.supportState === 'available';
  return Object.freeze({
    primaryReason: truth.primaryExplanation ?? truth.primaryLabel ?? reasonOf(truth),
    nextActionText:
      truth.actionability === 'none' ? null : (truth.nextAction ?? say(`explanation.next.${truth.actionability}`)),
    diagnosticsAvailable,
    diagnosticsSummary: diagnosticsAvailable ? (truth.diagnosticLabel ?? say('explanation.diagnostics')) : null,
  });
}

function reasonOf(truth: ArtifactTruth): Sentence {
  const { executionOutcome: outcome, artifactExistence, contentState, freshnessState, publicationReadiness } = truth;
  if (artifactExistence !== 'present') return say(`explanation.existence.${artifactExistence}`);
  if (outcome !== null && outcome !== 'succeeded') return say(`explanation.outcome.${outcome}`);
  if (contentState !== 'complete') return say(`explanation.content.${contentState}`);
  if (freshnessState !== 'current') return say(`explanation.freshness.${freshnessState}`);
  if (publicationReadiness === 'not_ready') return say('explanation.publication.not_ready');
  return say('explanation.as_expected');
}
