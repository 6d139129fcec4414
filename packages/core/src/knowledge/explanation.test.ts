import { describe, expect, it } from 'vitest';
import type { Sentence } from '../kernel/sentence.ts';
import { runOutcomes } from '../ports/run-store.ts';
import {
  actionabilities,
  artifactExistences,
  artifactFamilies,
  contentStates,
  explainArtifact,
  freshnessStates,
  publicationReadinesses,
  supportStates,
  type ArtifactTruth,
} from './explanation.ts';

const say = (text: string): Sentence => ({ id: 'test.text', params: {}, text });
const fine: ArtifactTruth = {
  family: 'stored_report',
  executionOutcome: 'succeeded',
  artifactExistence: 'present',
  contentState: 'complete',
  freshnessState: 'current',
  publicationReadiness: 'ready',
  supportState: 'unavailable',
  actionability: 'none',
  primaryLabel: null,
  primaryExplanation: null,
  diagnosticLabel: null,
  nextAction: null,
};
const reasonOf = (change: Partial<ArtifactTruth>) => explainArtifact({ ...fine, ...change }).primaryReason.id;

describe('the reason', () => {
  it('is in the words of the owner: the explanation, else the label', () => {
    const words = { primaryLabel: say('Label'), primaryExplanation: say('Explanation') };
    expect(explainArtifact({ ...fine, ...words }).primaryReason.text).toBe('Explanation');
    expect(explainArtifact({ ...fine, ...words, primaryExplanation: null }).primaryReason.text).toBe('Label');
  });

  it.each([
    [{}, 'explanation.as_expected'],
    [{ executionOutcome: null, publicationReadiness: 'not_applicable' }, 'explanation.as_expected'],
    [{ publicationReadiness: 'not_ready' }, 'explanation.publication.not_ready'],
    [{ publicationReadiness: 'not_ready', freshnessState: 'stale' }, 'explanation.freshness.stale'],
    [{ freshnessState: 'stale', contentState: 'partial' }, 'explanation.content.partial'],
    [{ contentState: 'partial', executionOutcome: 'failed' }, 'explanation.outcome.failed'],
    [{ executionOutcome: 'failed', artifactExistence: 'expired' }, 'explanation.existence.expired'],
  ] as const)('else the first state that is not as it should be: %j', (change, id) => {
    expect(reasonOf(change)).toBe(id);
  });
});

it.each([
  ['none', null, null],
  ['none', 'Do it.', null],
  ['optional', null, 'Nothing is needed. You can have it made again.'],
  ['required', null, 'Remove the cause, then have it made again.'],
  ['required', 'Do it.', 'Do it.'],
] as const)('the next action where something is to be done: %s, %j', (actionability, given, text) => {
  const nextAction = given === null ? null : say(given);
  expect(explainArtifact({ ...fine, actionability, nextAction }).nextActionText?.text ?? null).toBe(text);
});

it.each([
  ['unavailable', null, null],
  ['unavailable', 'Bundle', null],
  ['available', null, 'Support diagnostics are available.'],
  ['available', 'Bundle', 'Bundle'],
] as const)('diagnostics where support has something to look at: %s, %j', (supportState, given, summary) => {
  const diagnosticLabel = given === null ? null : say(given);
  const { diagnosticsAvailable, diagnosticsSummary } = explainArtifact({ ...fine, supportState, diagnosticLabel });
  expect(diagnosticsAvailable).toBe(supportState === 'available');
  expect(diagnosticsSummary?.text ?? null).toBe(summary);
});

it('is total: every combination of states has words', () => {
  let count = 0;
  for (const family of artifactFamilies)
    for (const executionOutcome of [null, ...runOutcomes])
      for (const artifactExistence of artifactExistences)
        for (const contentState of contentStates)
          for (const freshnessState of freshnessStates)
            for (const publicationReadiness of publicationReadinesses)
              for (const supportState of supportStates)
                for (const actionability of actionabilities) {
                  const states = { executionOutcome, artifactExistence, contentState, freshnessState };
                  const more = { family, publicationReadiness, supportState, actionability };
                  const { primaryReason, nextActionText } = explainArtifact({ ...fine, ...states, ...more });
                  expect(primaryReason.text).toMatch(/\.$/);
                  expect(nextActionText === null).toBe(actionability === 'none');
                  count += 1;
                }
  expect(count).toBe(5 * 7 * 3 * 4 * 3 * 3 * 2 * 3);
});
