import { describe, expect, it } from 'vitest';
import { createTenantAtlas } from '../atlas.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { defineReasons } from './reasons.ts';
import { defineTopics, wordsNotInTopics, type HostTopic } from './define-topics.ts';

const contract: HostTopic = {
  surfaceFamilies: ['onboarding'],
  headline: 'Contract ended',
  shortExplanation: 'The contract of the customer has ended.',
  safeNextAction: 'Ask the account manager before you continue.',
};
const link = { label: 'Contracts', kind: 'docs', url: '/contracts' } as const;
const topics = (change: object, key = 'ext.contract_ended') => ({ [key]: { ...contract, ...change } }) as never;

describe('topics of a host', () => {
  it('are kept as they are, and frozen', () => {
    const defined = defineTopics({ 'ext.contract_ended': { ...contract, docsLinks: [link] } });
    expect(defined['ext.contract_ended'].docsLinks).toEqual([link]);
    expect(Object.isFrozen(defined['ext.contract_ended'].docsLinks)).toBe(true);
  });

  it.each([
    ['verification-failed', {}, /a key of a host is "ext\."[^]*Change a built-in topic with the option "knowledge"/],
    ['contract', {}, /a key of a host is "ext\."/],
    ['ext.Contract', {}, /a key of a host is "ext\."/],
    ['ext.a', { headline: '' }, /`headline` is a text/],
    ['ext.a', { headline: ' \u200b' }, /`headline` is a text/],
    ['ext.a', { shortExplanation: 'a\nb' }, /`shortExplanation` is a text/],
    ['ext.a', { safeNextAction: 'x'.repeat(501) }, /`safeNextAction` is a text/],
    ['ext.a', { safeNextAction: undefined }, /`safeNextAction` is a text/],
    ['ext.a', { troubleshootingSteps: [''] }, /"troubleshootingSteps" is a list such as/],
    [
      'ext.a',
      { surfaceFamilies: [] },
      /`surfaceFamilies` is a list of at least one of onboarding, support_diagnostics/,
    ],
    ['ext.a', { surfaceFamilies: ['console'] }, /`surfaceFamilies`/],
    ['ext.a', { audiences: ['everyone'] }, /"audiences" is a list such as/],
    ['ext.a', { glossaryTerms: ['subscription'] }, /"glossaryTerms" is a list such as/],
    ['ext.a', { headlin: 'x' }, /"headlin" is not a member of a topic/],
    ['ext.a', { docsLinks: link }, /"docsLinks" is a list such as/],
    ['ext.a', { docsLinks: [{ ...link, label: ' ' }] }, /link 1: `label` is a text/],
    ['ext.a', { docsLinks: [{ kind: 'docs', url: '/x' }] }, /link 1: `label` is a text/],
    ['ext.a', { docsLinks: [link, { ...link, kind: 'page' }] }, /link 2: `kind` is one of action, docs, url/],
    ['ext.a', { docsLinks: [{ ...link, url: 'javascript:alert(1)' }] }, /link 1: `url` is an https or mailto address/],
    ['ext.a', { docsLinks: [{ ...link, url: '/help?tenant_id=1' }] }, /link 1: `url` is/],
    ['ext.a', { docsLinks: [{ ...link, url: null }] }, /link 1: give `url`, or `resolver`, or both/],
    ['ext.a', { docsLinks: [{ ...link, resolver: 'No Name' }] }, /link 1: `resolver` is lower-case words/],
    ['ext.a', { docsLinks: [{ ...link, href: '/x' }] }, /"href" is not a member of a link/],
  ])('%s with %j is refused with the member and the rule', (key, change, message) => {
    const define = () => defineTopics(topics(change, key));
    expect(define).toThrow(InvariantError);
    expect(define).toThrow(message);
  });

  it.each(wordsNotInTopics.flatMap((word) => [word, word.toUpperCase(), `x${word}s`]))(
    'may not say %s anywhere',
    (word) => {
      for (const change of [
        { headline: word },
        { shortExplanation: `The ${word}.` },
        { safeNextAction: word },
        { troubleshootingSteps: [`See ${word}.`] },
        { docsLinks: [{ ...link, label: word }] },
      ])
        expect(() => defineTopics(topics(change))).toThrow(InvariantError);
    },
  );

  it.each([null, 7, 'x'])('%j is not a catalog', (catalog) => {
    expect(() => defineTopics(catalog as never)).toThrow(/defineTopics: pass an object/);
  });
});

describe('an atlas', () => {
  const compose = (options: object) => () => createTenantAtlas(options);

  it('checks topics like other catalogs, also those that were not defined by the function', () => {
    expect(compose({ catalogs: { topics: [topics({ headline: '' })] } })).toThrow(
      /Topic "ext.contract_ended": `headline`/,
    );
    expect(compose({ catalogs: { topics: [topics({}), topics({})] } })).toThrow(
      'The topic "ext.contract_ended" is defined twice. Rename one, or remove it from your catalog.',
    );
    expect(compose({ catalogs: { topics: topics({}) } })).toThrow(/"catalogs.topics" is a list/);
  });

  it('refuses a reason whose topic does not exist, and names both', () => {
    const reasons = defineReasons({
      'ext.late': { label: 'Late', explanation: 'It is late.', topic: 'ext.contract_end' },
    });
    expect(compose({ catalogs: { reasons: [reasons], topics: [topics({})] } })).toThrow(
      /Reason "ext.late" names the topic "ext.contract_end"\. Add it to catalogs.topics, or use one of .*ext\.contract_ended/,
    );
    expect(() =>
      defineReasons({ 'ext.late': { label: 'Late', explanation: 'It is late.', topic: 7 as never } }),
    ).toThrow(/Reason "ext.late": `topic` is the key of a help topic/);
  });

  it.each([
    [null, /pass an object with resolvers, links, texts/],
    [{ resolver: {} }, /"resolver" is not a member of "knowledge"/],
    [{ resolvers: [() => null] }, /"knowledge.resolvers" is an object by name/],
    [{ resolvers: { admin_consent_primary: '/x' } }, /knowledge.resolvers "admin_consent_primary": pass a function/],
    [{ resolvers: { 'Admin Consent': () => null } }, /a name is lower-case words/],
    [{ resolvers: { admin_consent: () => null } }, /knowledge.resolvers "admin_consent": no link of a topic names it/],
    [{ links: { 'verification-fail': [] } }, /knowledge.links "verification-fail": there is no such topic/],
    [{ links: { 'verification-failed': link } }, /knowledge.links "verification-failed": pass a list/],
    [{ links: { 'verification-failed': [{ ...link, url: '//x' }] } }, /link 1: `url` is an https or mailto address/],
    [
      { texts: { de: { 'topics.verification-failed.title': 'x' } } },
      /there is no text "topics.verification-failed.title"/,
    ],
    [{ texts: { Deutsch: {} } }, /knowledge.texts "Deutsch": a language is written as/],
    [{ texts: { de: 'x' } }, /knowledge.texts "de": pass an object/],
    [{ texts: { de: { 'topics.verification-failed.headline': '' } } }, /is a text on one line/],
    [{ texts: { de: { 'topics.verification-failed.headline': 'A {name}' } } }, /no placeholder/],
    [{ texts: { de: { 'topics.verification-failed.headline': 'A {' } } }, /no placeholder/],
    [{ texts: { de: { 'topics.verification-failed.headline': 'The credential' } } }, /none of .*credential/],
    [{ texts: { de: { 'knowledge.export.title': 'The credential' } } }, /none of .*credential/],
    [{ texts: { de: { 'glossary.tenant.name': 'two\nlines' } } }, /is a text on one line that can be read/],
    [{ texts: { de: { 'reasons.rate_limited.label': 'A {name}' } } }, /has no placeholder/],
    [{ texts: { de: { 'reasons.rate_limited.headline': 'x' } } }, /there is no text "reasons.rate_limited.headline"/],
  ])('refuses the option knowledge %j', (knowledge, message) => {
    expect(compose({ knowledge })).toThrow(InvariantError);
    expect(compose({ knowledge })).toThrow(message);
  });

  it('takes topics, reasons that name them, and everything that is changed of topics', async () => {
    const atlas = createTenantAtlas({
      catalogs: {
        topics: [topics({ docsLinks: [{ label: 'Contract', kind: 'action', resolver: 'contract' }] })],
        reasons: [
          defineReasons({ 'ext.late': { label: 'Late', explanation: 'It is late.', topic: 'ext.contract_ended' } }),
        ],
      },
      knowledge: {
        resolvers: { contract: ({ tenantId }) => `/contracts/${tenantId}`, admin_consent_primary: () => null },
        links: { 'verification-failed': [{ label: 'Runbook', kind: 'url', url: 'https://wiki.example.com/runbook' }] },
        texts: { en: { 'topics.ext.contract_ended.headline': 'No contract' }, 'pt-BR': {} },
      },
    });
    expect(atlas.helpGaps()).toEqual([]);
    await atlas.close();
  });
});
