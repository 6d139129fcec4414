import { describe, expect, it } from 'vitest';
import { glossaryTerms } from './glossary.ts';
import { allTopics } from './topic-catalog.ts';
import { topicMessages } from './topic-messages.ts';
import { helpAudiences, topicFacts, topicKeys } from './topics.ts';

const onboarding = 'onboarding';
const support = 'support_diagnostics';

/** The table of the specification: key, surfaces, headline, safe next action, links as `kind label resolver`. */
const table = [
  [
    'admin-consent-required',
    [onboarding, support],
    'Admin consent required',
    'Grant admin consent and re-run verification.',
    ['action Grant admin consent admin_consent_primary', 'docs Admin consent guide null'],
  ],
  [
    'required-permissions-missing',
    [onboarding, support],
    'Required permissions missing',
    'Open required permissions and confirm the missing grants.',
    ['action Open required permissions required_permissions'],
  ],
  [
    'connection-unhealthy',
    [onboarding, support],
    'Provider connection needs review',
    'Review the provider connection before retrying.',
    [],
  ],
  [
    'verification-stale',
    [onboarding],
    'Verification result is stale',
    'Refresh verification before continuing onboarding.',
    [],
  ],
  [
    'verification-failed',
    [onboarding, support],
    'Verification failed',
    'Review the blocking reason and retry verification.',
    [],
  ],
  [
    'diagnostic-evidence-incomplete',
    [support],
    'Diagnostic evidence is incomplete',
    'Collect a fresher or more complete diagnostic signal.',
    [],
  ],
  [
    'retryable-provider-failure',
    [support],
    'Provider failure looks retryable',
    'Retry after the provider dependency recovers.',
    [],
  ],
  [
    'manual-handoff-required',
    [support],
    'Manual support handoff required',
    'Hand off the case with the current diagnostic summary and supporting references.',
    [],
  ],
] as const;

const topics = allTopics();

describe('the closed list of topics', () => {
  it('has eight, in the order of the table', () => {
    expect([...topics.keys()]).toEqual(table.map(([key]) => key));
    expect(topicKeys).toHaveLength(8);
  });

  it.each(table)('%s has its surfaces, words and links', (key, surfaces, headline, action, links) => {
    const topic = topics.get(key)!;
    expect(topic.surfaceFamilies).toEqual(surfaces);
    expect(topic.headline.text).toBe(headline);
    expect(topic.safeNextAction.text).toBe(action);
    expect(topic.docsLinks.map(({ kind, label, resolver }) => `${kind} ${label.text} ${resolver}`)).toEqual(links);
  });

  it.each(topicKeys)('%s names two or three canonical terms, an audience, and steps that end as sentences', (key) => {
    const { glossaryTerms: terms, audiences, troubleshootingSteps, shortExplanation } = topics.get(key)!;
    expect([2, 3]).toContain(terms.length);
    expect(new Set(terms).size).toBe(terms.length);
    for (const term of terms) expect(glossaryTerms).toContain(term);
    expect(audiences.length).toBeGreaterThan(0);
    for (const audience of audiences) expect(helpAudiences).toContain(audience);
    expect(troubleshootingSteps).toHaveLength(topicFacts[key].steps);
    for (const { text } of [shortExplanation, ...troubleshootingSteps]) expect(text).toMatch(/\.$/);
  });

  it('uses every message about topics, and every term of the glossary', () => {
    const used = new Set([
      'topics.given',
      ...[...topics.values()].flatMap((topic) =>
        [
          topic.headline,
          topic.shortExplanation,
          ...topic.troubleshootingSteps,
          topic.safeNextAction,
          ...topic.docsLinks.map(({ label }) => label),
        ].map(({ id }) => id),
      ),
    ]);
    expect([...used].toSorted()).toEqual(Object.keys(topicMessages).toSorted());
    expect(new Set([...topics.values()].flatMap(({ glossaryTerms: terms }) => terms))).toEqual(new Set(glossaryTerms));
  });

  it('cannot be changed at run time', () => {
    expect(Object.isFrozen(topics.get('verification-stale'))).toBe(true);
    expect(Object.isFrozen(topicFacts['verification-stale'].glossaryTerms)).toBe(true);
  });
});
