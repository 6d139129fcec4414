import { describe, expect, it } from 'vitest';
import { defineTopics, wordsNotInTopics, type HostTopic } from './define-topics.ts';
import { knowledgeBase } from './base.ts';
import { knowledgeFormats, knowledgeText } from './source-texts.ts';
import { knowledgeSource } from './source.ts';
import { knowledgeSourceSchema } from './source-view.ts';
import { allTopics } from './topic-catalog.ts';
import { topicKeys } from './topics.ts';

const contract: HostTopic = {
  surfaceFamilies: ['onboarding'],
  audiences: ['customer'],
  headline: 'Contract *ended* [now]',
  shortExplanation: 'The <b>contract</b> has ended.',
  safeNextAction: 'Ask the account manager.',
  troubleshootingSteps: ['Look at `it`.'],
  glossaryTerms: ['workspace'],
  docsLinks: [
    { label: 'Contracts', kind: 'docs', url: 'https://help.example.com/contracts(1)' },
    { label: 'This contract', kind: 'action', resolver: 'contract' },
  ],
};
const other: HostTopic = { ...contract, headline: 'Other', docsLinks: [] };

describe('the knowledge source', () => {
  it('has the eight topics with exactly the members of the specification', () => {
    const source = knowledgeSource();
    expect(Object.keys(source)).toEqual(['version', 'topicCount', 'topics']);
    expect([source.version, source.topicCount]).toEqual([1, 8]);
    expect(source.topics.map(({ topicKey }) => topicKey)).toEqual(topicKeys);
    for (const topic of source.topics) {
      expect(Object.keys(topic)).toEqual([
        'topicKey',
        'surfaceFamilies',
        'headline',
        'shortExplanation',
        'troubleshootingSteps',
        'safeNextAction',
        'glossaryTerms',
        'docsLinks',
      ]);
      for (const link of topic.docsLinks) expect(Object.keys(link)).toEqual(['label', 'kind', 'url', 'resolver']);
    }
  });

  it.each(knowledgeFormats)('as %s is byte-stable for equal catalogs, whatever the order of their keys', (format) => {
    const text = (host: object) => knowledgeText(knowledgeSource({}, allTopics(host as never)), format);
    expect(text({ 'ext.a': contract, 'ext.b': other })).toBe(text({ 'ext.b': other, 'ext.a': { ...contract } }));
    expect(text({})).toBe(knowledgeText(knowledgeSource(), format));
    expect(text({ 'ext.a': contract })).not.toBe(text({ 'ext.a': other }));
  });

  it.each(knowledgeFormats)('as %s has none of the words that it must not have', (format) => {
    for (const locale of ['en', 'de']) {
      const base = knowledgeBase({ locale });
      const text = knowledgeText(base.source, format, base.headings).toLowerCase();
      for (const word of wordsNotInTopics) expect(text).not.toContain(word);
    }
    expect(wordsNotInTopics).toEqual(['tenant_id', 'provider_connection_id', 'raw_response_body', 'credential']);
  });

  it('is described by the schema that the package has as a file', async () => {
    // To renew it, run this file with `-u`.
    const schema = `${JSON.stringify(knowledgeSourceSchema(), null, 2)}\n`;
    await expect(schema).toMatchFileSnapshot('./knowledge-source.schema.json');
  });

  it('has the topics of one audience', () => {
    const keys = (audience: 'platform_operator' | 'operator' | 'customer') =>
      knowledgeSource({ audience }, allTopics(defineTopics({ 'ext.a': contract }))).topics.map((one) => one.topicKey);
    expect(keys('customer')).toEqual(['admin-consent-required', 'required-permissions-missing', 'ext.a']);
    expect(keys('operator')).toEqual([...topicKeys]);
    expect(knowledgeSource({ audience: 'customer' }).topicCount).toBe(2);
  });

  it.each([
    ['en', 'Ours', 'Verification result is stale'],
    ['de', 'Unsere', 'Prüfergebnis ist veraltet'],
    ['de-AT', 'Unsere', 'Prüfergebnis ist veraltet'],
    ['fr', 'A nous', 'Verification result is stale'],
    ['pt', 'Verification failed', 'Verification result is stale'],
    ['__proto__', 'Verification failed', 'Verification result is stale'],
  ])('in %s says what the partner says there, else what the SDK says, and keeps the keys', (locale, own, shipped) => {
    const id = 'topics.verification-failed.headline';
    const texts = { en: { [id]: 'Ours' }, de: { [id]: 'Unsere' }, fr: { [id]: 'A nous' } };
    const { topics } = knowledgeSource({ locale, texts });
    expect(topics.map(({ topicKey }) => topicKey)).toEqual(topicKeys);
    expect(topics.find(({ topicKey }) => topicKey === 'verification-failed')!.headline).toBe(own);
    expect(topics.find(({ topicKey }) => topicKey === 'verification-stale')!.headline).toBe(shipped);
  });
});

describe('the exports as text', () => {
  const source = knowledgeSource({ audience: 'customer' }, allTopics(defineTopics({ 'ext.a': contract })));

  it('markdown has every topic once, in order, and text of a host is not markup', () => {
    const text = knowledgeText(source, 'markdown');
    expect(text.match(/^#.*$/gm)).toEqual([
      '# Contextual help',
      '## Admin consent required',
      '## Required permissions missing',
      '## Contract \\*ended\\* \\[now\\]',
    ]);
    expect(text).toContain('The \\<b\\>contract\\</b\\> has ended.');
    expect(text).toContain('1. Look at \\`it\\`.');
    expect(text).toContain('- [Contracts](https://help.example.com/contracts%281%29)\n');
    expect(text).not.toContain('This contract');
    expect(text.match(/\*\*Safe next action:\*\*/g)).toHaveLength(3);
  });

  it('llms.txt has a title, a summary, the topics, and their pages behind one heading', () => {
    const lines = knowledgeText(source, 'llms_txt').split('\n');
    expect(lines[0]).toMatch(/^# /);
    expect(lines[2]).toMatch(/^> /);
    expect(lines.filter((line) => line.startsWith('- **'))).toHaveLength(3);
    expect(lines.filter((line) => line.startsWith('#'))).toEqual([lines[0], '## Docs']);
    expect(lines.filter((line) => /^- \[.*\]\(https:\/\/.*\): /.test(line))).toHaveLength(2);
    expect(lines.at(-1)).toBe('');
    expect(knowledgeText(knowledgeSource({}, new Map()), 'llms_txt')).not.toContain('## Docs');
  });

  it('have the headings of the knowledge base, so that all of a text is in one language, and these are not markup', () => {
    const german = knowledgeBase({ locale: 'de' });
    const page = knowledgeText(german.source, 'markdown', german.headings);
    expect(page.split('\n')[0]).toBe('# Hilfe');
    expect(page.match(/\*\*Sicherer nächster Schritt:\*\*/g)).toHaveLength(8);
    const short = knowledgeText(german.source, 'llms_txt', german.headings);
    expect(short.match(/ Sicherer nächster Schritt: /g)).toHaveLength(8);
    expect(short.match(/^[#>] ?.*|^## .*/gm)).toEqual([
      '# Hilfe',
      '> Geprüfte Hilfe zu Mandanten, ihren Verbindungen zum Anbieter und zur Support-Diagnose.',
      '## Dokumentation',
    ]);
    for (const text of [page, short]) expect(text).not.toMatch(/Safe next action|Contextual help|Reviewed|## Docs/);
    const texts = { de: { 'knowledge.export.title': 'Hilfe von *Anvio*' } };
    const own = knowledgeBase({ locale: 'de', texts });
    expect(knowledgeText(own.source, 'llms_txt', own.headings)).toMatch(/^# Hilfe von \\\*Anvio\\\*\n/);
    expect(knowledgeText(own.source, 'json', own.headings)).toBe(knowledgeText(german.source, 'json'));
  });

  it('name no product: a partner exports them under another name', () => {
    for (const format of knowledgeFormats) expect(knowledgeText(source, format)).not.toMatch(/tenantatlas/i);
  });

  it('json is the source itself', () => {
    expect(JSON.parse(knowledgeText(source, 'json'))).toEqual(source);
  });
});
