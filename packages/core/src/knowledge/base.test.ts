import { describe, expect, it } from 'vitest';
import { createTenantAtlas } from '../atlas.ts';
import { messageCatalogs } from '../messages.ts';
import { errorTable } from '../kernel/error-table.ts';
import { reasonCodes } from '../kernel/reason-codes.ts';
import { messageProblems } from '../kernel/sentence.ts';
import { knowledgeBase } from './base.ts';
import { knowledgeBaseSchema, readKnowledgeBase } from './base-view.ts';
import { defineTopics, type HostTopic } from './define-topics.ts';
import { errorHelpMessages } from './error-help-messages.ts';
import { exportMessages } from './export-messages.ts';
import { glossary, glossaryTerms } from './glossary.ts';
import { headingSentences } from './headings.ts';
import { reasonEntries } from './help-view.ts';
import { defineReasons } from './reasons.ts';
import { knowledgeSource } from './source.ts';

const contract: HostTopic = {
  surfaceFamilies: ['onboarding'],
  audiences: ['operator'],
  headline: 'Contract ended',
  shortExplanation: 'The contract has ended.',
  safeNextAction: 'Ask the account manager.',
};
const topics = defineTopics({ 'ext.contract_ended': contract });
const reasons = defineReasons({
  'ext.contract_ended': { label: 'Contract ended', explanation: 'It has ended.', topic: 'ext.contract_ended' },
});

describe('the knowledge base', () => {
  it('has the source, every canonical term and every reason in English, as the methods answer them', () => {
    const base = knowledgeBase();
    expect(base.source).toEqual(knowledgeSource());
    expect(base.headings).toEqual(
      Object.fromEntries(Object.entries(headingSentences).map(([member, { text }]) => [member, text])),
    );
    expect(base.glossary).toEqual(
      glossary.map(({ name, definition, ...rest }) => ({ ...rest, name: name.text, definition: definition.text })),
    );
    expect(base.reasons).toEqual(
      reasonEntries({}).map(({ label, explanation, nextSteps, ...rest }) => ({
        ...rest,
        label: label.text,
        explanation: explanation.text,
        nextSteps: nextSteps.map((step) => ({ kind: step.kind, label: step.label.text })),
      })),
    );
    expect(base.reasons.map(({ code }) => code)).toEqual(reasonCodes);
    expect(base.errors.map(({ code, problemType }) => [code, problemType])).toEqual(
      Object.entries(errorTable).map(([code, { problemType }]) => [code, problemType]),
    );
    expect(base.errors.flatMap(({ code, topicKey }) => (topicKey === null ? [] : [[code, topicKey]]))).toEqual([
      ['unsafe_content', 'manual-handoff-required'],
    ]);
  });

  it('has its texts in German', () => {
    const { source, headings, glossary: terms, reasons: codes, errors } = knowledgeBase({ locale: 'de-CH' });
    expect(headings).toMatchObject({ safeNextAction: 'Sicherer nächster Schritt', docs: 'Dokumentation' });
    expect(source).toEqual(knowledgeSource({ locale: 'de' }));
    expect(terms.map(({ term }) => term)).toEqual(glossaryTerms);
    expect(terms[0]).toMatchObject({ term: 'tenant', name: 'Mandant' });
    expect(codes[0]).toMatchObject({ code: 'provider_consent_missing', label: 'Administratorzustimmung fehlt' });
    const english = knowledgeBase();
    for (const [index, { meaning, action }] of errors.entries()) {
      expect(meaning).not.toBe(english.errors[index]!.meaning);
      expect(action).not.toBe(english.errors[index]!.action);
    }
    for (const [index, { explanation, nextSteps }] of codes.entries()) {
      expect(explanation).not.toBe(english.reasons[index]!.explanation);
      for (const [at, { label }] of nextSteps.entries())
        expect(label).not.toBe(english.reasons[index]!.nextSteps[at]!.label);
    }
  });

  it('has its own words that no page shows: they are complete, and not in the catalogs of a page', () => {
    const own = { ...errorHelpMessages, ...exportMessages };
    expect(messageProblems(own)).toEqual([]);
    expect(Object.keys(own).filter((id) => Object.hasOwn(messageCatalogs.de, id))).toEqual([]);
  });

  it('of an atlas has the topics, texts and reasons of its host, in a fixed order', () => {
    const atlas = createTenantAtlas({
      catalogs: { topics: [topics], reasons: [reasons] },
      knowledge: { texts: { de: { 'topics.ext.contract_ended.headline': 'Vertrag beendet' } } },
    });
    const base = atlas.knowledgeBase({ locale: 'de' });
    expect(base.source.topics.at(-1)).toMatchObject({ topicKey: 'ext.contract_ended', headline: 'Vertrag beendet' });
    expect(base.reasons.at(-1)).toMatchObject({ code: 'ext.contract_ended', group: null, label: 'Contract ended' });
    expect(JSON.stringify(atlas.knowledgeBase({ locale: 'de' }))).toBe(JSON.stringify(base));
    expect(JSON.stringify(createTenantAtlas().knowledgeBase())).toBe(JSON.stringify(knowledgeBase()));
  });

  it('of an atlas has the words of its host for terms, reasons and headings, in each language that has some', () => {
    const said = {
      'glossary.workspace.name': 'organisation',
      'reasons.provider_credential_missing.label': 'No credential',
      'reasons.ext.contract_ended.text': 'The agreement has ended.',
      'reasons.step.retry_later': 'Try tomorrow',
      'knowledge.error.conflict.action': 'Call Anvio.',
      'knowledge.export.title': 'Help of Anvio',
    };
    const atlas = createTenantAtlas({
      catalogs: { topics: [topics], reasons: [reasons] },
      knowledge: { texts: { en: said, fr: { ...said, 'knowledge.export.title': 'Aide de Anvio' } } },
    });
    for (const locale of ['en', 'fr', 'fr-CA']) {
      const { headings, glossary: terms, reasons: codes, errors } = atlas.knowledgeBase({ locale });
      expect(errors.find(({ code }) => code === 'conflict')!.action).toBe('Call Anvio.');
      expect(headings.title).toBe(locale === 'en' ? 'Help of Anvio' : 'Aide de Anvio');
      expect(terms.find(({ term }) => term === 'workspace')!.name).toBe('organisation');
      const reason = (code: string) => codes.find((one) => one.code === code)!;
      expect(reason('provider_credential_missing').label).toBe('No credential');
      expect(reason('ext.contract_ended').explanation).toBe('The agreement has ended.');
      expect(reason('rate_limited').nextSteps).toEqual([{ kind: 'retry_later', label: 'Try tomorrow' }]);
    }
    expect(atlas.knowledgeBase({ locale: 'de' })).toEqual(
      createTenantAtlas({ catalogs: { topics: [topics], reasons: [reasons] } }).knowledgeBase({ locale: 'de' }),
    );
  });

  it('names no topic that is left out for an audience', () => {
    const atlas = createTenantAtlas({ catalogs: { topics: [topics], reasons: [reasons] } });
    const customer = atlas.knowledgeBase({ audience: 'customer' });
    const shown = customer.source.topics.map(({ topicKey }) => topicKey);
    expect(shown).toEqual(['admin-consent-required', 'required-permissions-missing']);
    expect(new Set(customer.reasons.map(({ topicKey }) => topicKey))).toEqual(new Set([...shown, null]));
    expect(customer.errors.every(({ topicKey }) => topicKey === null)).toBe(true);
    expect(atlas.knowledgeBase().reasons.at(-1)!.topicKey).toBe('ext.contract_ended');
  });

  it.each([
    [{ local: 'de' }, '"local" is not an option. Use one of audience, locale, texts'],
    [{ audience: 'customers' }, '"audience" is one of platform_operator, operator, customer'],
    [{ locale: 7 }, '"locale" is a language such as "de"'],
    [null, 'pass an object'],
    ['de', 'pass an object'],
  ])('refuses %j', (options, told) => {
    const atlas = createTenantAtlas();
    expect(() => knowledgeBase(options as never)).toThrow(`knowledgeBase: ${told}`);
    if (options !== null && typeof options === 'object')
      expect(() => atlas.knowledgeBase(options as never)).toThrow(`knowledgeBase: ${told}`);
  });

  it('treats undefined and null as absent', () => {
    expect(knowledgeBase({ audience: null, locale: undefined, texts: undefined })).toEqual(knowledgeBase());
  });

  it('is frozen as a whole', () => {
    const { source, reasons: codes } = knowledgeBase();
    expect(() => ((codes[0] as { label: string }).label = 'x')).toThrow(TypeError);
    expect(() => ((source.topics[0] as { headline: string }).headline = 'x')).toThrow(TypeError);
  });
});

describe('a knowledge base that was read', () => {
  const base = knowledgeBase({ locale: 'de' });

  it('is equal to the one that was written, and a copy of it', () => {
    const written = JSON.parse(JSON.stringify(base)) as { reasons: { label: string }[] };
    const read = readKnowledgeBase(written)._unsafeUnwrap();
    expect(read).toEqual(base);
    written.reasons[0]!.label = 'changed later';
    expect(read.reasons[0]!.label).toBe(base.reasons[0]!.label);
  });

  it.each([
    [null, 'request'],
    [{ ...base, tenantId: 't-1' }, 'tenantId'],
    [{ ...base, source: { ...base.source, version: 2 } }, 'source.version'],
    [{ ...base, source: { ...base.source, workspaceId: 'w-1' } }, 'source.workspaceId'],
    [{ ...base, headings: undefined }, 'headings'],
    [{ ...base, headings: { ...base.headings, tenantId: 't-1' } }, 'headings.tenantId'],
    [{ ...base, glossary: [{ ...base.glossary[0], term: 'customer' }] }, 'glossary.0.term'],
    [{ ...base, reasons: [{ ...base.reasons[0], label: undefined }] }, 'reasons.0.label'],
    [{ ...base, reasons: [{ ...base.reasons[0], connectionId: 'c-1' }] }, 'reasons.0.connectionId'],
    [{ ...base, errors: undefined }, 'errors'],
    [{ ...base, errors: [{ ...base.errors[0], runId: 'r-1' }] }, 'errors.0.runId'],
    [JSON.parse('{"__proto__":{},"source":null,"glossary":[],"reasons":[]}'), '__proto__'],
  ])('has no member too many and none too few: %#', (value, path) => {
    const { issues } = readKnowledgeBase(value)._unsafeUnwrapErr();
    expect(issues.map((one) => one.path)).toContain(path);
    for (const { rule, fix } of issues) expect([rule, fix.text]).toEqual([expect.any(String), expect.any(String)]);
  });

  const [topic] = base.source.topics;
  const [reason] = base.reasons;
  const [term] = base.glossary;
  const [error] = base.errors;
  const [link] = topic!.docsLinks;
  const withTopic = (change: object) => ({
    ...base,
    source: { ...base.source, topics: [{ ...topic, ...change }, ...base.source.topics.slice(1)] },
  });

  it.each([
    ['topics.0.docsLinks.0.url', 'help_url', withTopic({ docsLinks: [{ ...link, url: 'javascript:alert(1)' }] })],
    ['topics.0.docsLinks.0.url', 'help_url', withTopic({ docsLinks: [{ ...link, url: '//evil.example' }] })],
    ['topics.0.docsLinks.0.label', 'topic_text', withTopic({ docsLinks: [{ ...link, label: ' ' }] })],
    ['topics.0.docsLinks.0.resolver', 'topic_text', withTopic({ docsLinks: [{ ...link, resolver: 'a\nb' }] })],
    ['topics.0.headline', 'topic_text', withTopic({ headline: 'The tenant_id is t-1' })],
    ['topics.0.shortExplanation', 'topic_text', withTopic({ shortExplanation: 'left\u202eright' })],
    ['topics.0.safeNextAction', 'topic_text', withTopic({ safeNextAction: 'x'.repeat(501) })],
    ['topics.0.troubleshootingSteps.1', 'topic_text', withTopic({ troubleshootingSteps: ['Wait.', 'half \ud800'] })],
    ['topics.0.glossaryTerms.0', 'known_term', withTopic({ glossaryTerms: ['__proto__'] })],
    ['topics.0.topicKey', 'topic_key', withTopic({ topicKey: '__proto__' })],
    ['topics.1', 'listed_once', withTopic({ topicKey: base.source.topics[1]!.topicKey })],
    ['topicCount', 'topic_count', { ...base, source: { ...base.source, topicCount: 9 } }],
    ['headings.title', 'topic_text', { ...base, headings: { ...base.headings, title: 'two\nlines' } }],
    ['headings.docs', 'topic_text', { ...base, headings: { ...base.headings, docs: 'credential' } }],
    ['glossary.0', 'plain_text', { ...base, glossary: [{ ...term, synonyms: ['nul\u0000'] }] }],
    ['glossary.1', 'listed_once', { ...base, glossary: [term, term] }],
    ['reasons.0', 'plain_text', { ...base, reasons: [{ ...reason, label: 'two\nlines' }] }],
    ['reasons.0.topicKey', 'topic_key', { ...base, reasons: [{ ...reason, topicKey: 'ext.gone' }] }],
    ['reasons.1', 'listed_once', { ...base, reasons: [reason, reason] }],
    ['errors.0', 'plain_text', { ...base, errors: [{ ...error, meaning: 'two\nlines' }] }],
    ['errors.0', 'plain_text', { ...base, errors: [{ ...error, action: ' ' }] }],
    ['errors.0.topicKey', 'topic_key', { ...base, errors: [{ ...error, topicKey: 'ext.gone' }] }],
    ['errors.1', 'listed_once', { ...base, errors: [error, error] }],
  ])('is held to the rules of the catalogs: %s breaks %s', (path, rule, value) => {
    const { issues } = readKnowledgeBase(value)._unsafeUnwrapErr();
    const found = issues.find((one) => one.path.endsWith(path) && one.rule === rule);
    expect(found?.fix.id).toBe(`knowledge.input.${rule}`);
  });

  it('may be that of an atlas with topics, texts and reasons of its host, for any audience', () => {
    const atlas = createTenantAtlas({ catalogs: { topics: [topics], reasons: [reasons] } });
    for (const audience of [null, 'customer', 'operator', 'platform_operator'] as const)
      for (const locale of ['en', 'de']) {
        const made = atlas.knowledgeBase({ audience, locale });
        expect(readKnowledgeBase(made)._unsafeUnwrap()).toEqual(made);
      }
  });

  it('has a schema that names its parts', () => {
    const { $defs } = knowledgeBaseSchema() as { readonly $defs: object };
    expect(Object.keys($defs).sort()).toEqual([
      'KnowledgeBase',
      'KnowledgeError',
      'KnowledgeHeadings',
      'KnowledgeLink',
      'KnowledgeReason',
      'KnowledgeSource',
      'KnowledgeStep',
      'KnowledgeTerm',
      'KnowledgeTopic',
    ]);
  });
});
