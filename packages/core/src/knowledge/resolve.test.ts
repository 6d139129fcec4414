import { describe, expect, it } from 'vitest';
import { explainArtifact, type ArtifactTruth } from './explanation.ts';
import { translateReason } from './reasons.ts';
import { tryResolveTopic, type HelpContext } from './resolve.ts';
import { allTopics } from './topic-catalog.ts';
import { topicKeys } from './topics.ts';

declare const process: { readonly env: { readonly [name: string]: string | undefined } };

const scale = Number(process.env['TA_SCALE'] ?? 0.05);
const key = 'admin-consent-required';
const topic = allTopics().get(key)!;
const reason = translateReason('provider_consent_revoked', {}, 'AADSTS65001');
const unmapped = translateReason('AADSTS_unheard_of');
const truth: ArtifactTruth = {
  family: 'review_pack',
  executionOutcome: 'failed',
  artifactExistence: 'absent',
  contentState: 'empty',
  freshnessState: 'unknown',
  publicationReadiness: 'not_ready',
  supportState: 'available',
  actionability: 'required',
  primaryLabel: null,
  primaryExplanation: null,
  diagnosticLabel: null,
  nextAction: null,
};
const explanation = explainArtifact(truth);
const resolved = (context: HelpContext = {}, of: string = key) => tryResolveTopic(of, context)!;

describe('each text comes from the first that has one', () => {
  it.each([
    [{ headline: 'Consent is gone' }, 'Consent is gone'],
    [{ headline: null }, topic.headline.text],
    [{ headline: ' \u200b ' }, topic.headline.text],
    [{}, topic.headline.text],
  ])('headline: context, topic (%j)', (context, text) => {
    expect(resolved(context).headline.text).toBe(text);
  });

  it.each([
    [{ shortExplanation: 'Mine', reason }, 'Mine'],
    [{ shortExplanation: '', reason }, reason.explanation.text],
    [{ reason }, reason.explanation.text],
    [{ reason: unmapped }, topic.shortExplanation.text],
    [{}, topic.shortExplanation.text],
  ])('short explanation: context, reason translation, topic (%#)', (context, text) => {
    expect(resolved(context).shortExplanation.text).toBe(text);
  });

  it.each([
    [{ safeNextAction: 'Mine', explanation }, 'Mine'],
    [{ explanation }, explanation.nextActionText!.text],
    [{ explanation: explainArtifact({ ...truth, actionability: 'none' }) }, topic.safeNextAction.text],
    [{ reason }, topic.safeNextAction.text],
  ])('safe next action: context, explanation of the artifact, topic (%#)', (context, text) => {
    expect(resolved(context).safeNextAction.text).toBe(text);
  });

  it('steps: those of the topic, then the new ones of the context, none twice', () => {
    const own = topic.troubleshootingSteps.map(({ text }) => text);
    const given = ['Call Ada.', ` ${own[1]!.toUpperCase()} `, topic.troubleshootingSteps[0]!, 'call ada.', '', 'Wait.'];
    expect(resolved({ troubleshootingSteps: given }).troubleshootingSteps.map(({ text }) => text)).toEqual([
      ...own,
      'Call Ada.',
      'Wait.',
    ]);
  });

  it('a text of the context is a sentence whose words are a parameter, so that no catalog fills what it holds', () => {
    expect(resolved({ headline: 'A {brace}' }).headline).toEqual({
      id: 'topics.given',
      params: { text: 'A {brace}' },
      text: 'A {brace}',
    });
  });

  it('reason label, code, and summary', () => {
    expect(resolved()).toMatchObject({ reasonLabel: null, diagnosticCode: null, operatorSummary: null });
    expect(resolved({ reason })).toMatchObject({
      reasonLabel: reason.label,
      diagnosticCode: 'provider_consent_revoked',
      operatorSummary: reason.explanation,
    });
    expect(resolved({ reason, explanation }).operatorSummary).toEqual(explanation.primaryReason);
  });

  it('the code of an unknown reason is in no text', () => {
    const help = resolved({ reason: unmapped });
    expect(help).toMatchObject({ diagnosticCode: 'AADSTS_unheard_of', operatorSummary: null });
    expect(help.reasonLabel!.text).toBe('Unknown reason');
    expect(JSON.stringify({ ...help, diagnosticCode: null })).not.toContain('AADSTS');
  });

  it('terms are canonical, with their meaning', () => {
    expect(resolved().canonicalTerms.map(({ term }) => term)).toEqual([
      'tenant',
      'provider connection',
      'verification',
    ]);
    const topics = allTopics({
      'ext.a': {
        surfaceFamilies: ['onboarding'],
        headline: 'A',
        shortExplanation: 'A.',
        safeNextAction: 'A.',
        glossaryTerms: ['Mandant', 'TENANT', 'connection', 'unheard of'],
      },
    });
    const terms = tryResolveTopic('ext.a', {}, topics)!.canonicalTerms;
    expect(terms.map(({ term }) => term)).toEqual(['tenant', 'provider connection']);
    expect(terms[0]!.definition.text).toMatch(/\.$/);
  });
});

describe('links', () => {
  const guide = topic.docsLinks[1]!.url;
  const links = (context: HelpContext, of: string = key) =>
    resolved(context, of).links.map(({ label, url, resolver }) => [label.text, url, resolver]);

  it('without a tenant a resolver keeps its name and has no address', () => {
    for (const addresses of [undefined, null])
      expect(links({ addresses })).toEqual([
        ['Grant admin consent', null, 'admin_consent_primary'],
        ['Admin consent guide', guide, null],
      ]);
    expect(links({}, 'required-permissions-missing')).toEqual([
      ['Open required permissions', null, 'required_permissions'],
    ]);
  });

  it('with a tenant they have the address of the host', () => {
    const addresses = { admin_consent_primary: 'https://login.example.com/consent', required_permissions: '/t/1' };
    expect(links({ addresses })[0]).toEqual([
      'Grant admin consent',
      'https://login.example.com/consent',
      'admin_consent_primary',
    ]);
    expect(links({ addresses }, 'required-permissions-missing')).toEqual([
      ['Open required permissions', '/t/1', 'required_permissions'],
    ]);
  });

  it.each([{}, { admin_consent_primary: null }, { admin_consent_primary: 'javascript:alert(1)' }])(
    'consent falls back to the guide where the tenant has no address: %j',
    (addresses) => {
      expect(links({ addresses })[0]).toEqual(['Grant admin consent', guide, 'admin_consent_primary']);
      expect(links({ addresses }, 'required-permissions-missing')[0]![1]).toBeNull();
    },
  );

  it('only addresses that a page may open survive, whatever the function answers', () => {
    for (const url of ['http://a.example', '//a.example', 'data:,x', 7, {}, 'toString'])
      expect(links({ addresses: { required_permissions: url } }, 'required-permissions-missing')[0]![1]).toBeNull();
    expect(
      links({ addresses: Object.create({ required_permissions: '/x' }) }, 'required-permissions-missing')[0]![1],
    ).toBeNull();
  });

  it('a link without a label is dropped, and those of the page come first in their order', () => {
    const say = (text: string) => ({ id: 'x', params: {}, text });
    const link = (label: string, kind: 'action' | 'docs' | 'url', url: string) => ({
      label: say(label),
      kind,
      url,
      resolver: null,
    });
    const topics = new Map([
      [
        key,
        {
          ...topic,
          docsLinks: [
            link('1', 'url', 'https://a.example'),
            link(' \u200b', 'docs', '/b'),
            link('2', 'docs', '/c'),
            link('3', 'docs', 'https://d.example'),
            link('4', 'action', 'https://e.example'),
            link('5', 'url', '/f'),
          ],
        },
      ],
    ]);
    expect(tryResolveTopic(key, {}, topics)!.links.map(({ label }) => label.text)).toEqual(['2', '4', '5', '1', '3']);
  });
});

describe('an unknown key', () => {
  it.each([undefined, null, '', ' ', 'Admin-consent-required', 'ext.none', '__proto__', 'constructor', 7, {}, []])(
    'is nothing: %j',
    (unknown) => expect(tryResolveTopic(unknown)).toBeNull(),
  );

  it('and an unknown reason never throw, and no text has a raw key or code', () => {
    const random = randomNumbers(20_261_130);
    const alphabet = [
      ...'abcz_.-:/\\"\'<>{}#$%&;019ÄßİıΣς\u0000\u200b\u202e\ud800\n\t ',
      '😀',
      'ext.',
      '__proto__',
      '${x}',
    ];
    for (let count = 0; count < Math.max(500, 10_000 * scale); count += 1) {
      const code = Array.from({ length: 1 + random(12) }, () => alphabet[random(alphabet.length)]).join('');
      expect(tryResolveTopic(code)).toBeNull();
      const help = tryResolveTopic(topicKeys[random(topicKeys.length)], { reason: translateReason(code) })!;
      expect(help.diagnosticCode).toBe(code);
      const texts = [help.headline, help.shortExplanation, help.reasonLabel!, help.safeNextAction].map(
        ({ text }) => text,
      );
      if (code.length > 3) expect(texts.filter((text) => text.includes(code))).toEqual([]);
      for (const text of texts) expect(text).not.toMatch(/[_{}<>]/);
    }
  });
});

it('the answer is frozen, and equal for equal questions', () => {
  const context = { reason, addresses: { admin_consent_primary: '/x' }, troubleshootingSteps: ['Wait.'] };
  expect(resolved(context)).toEqual(resolved(context));
  expect(Object.isFrozen(resolved(context).links[0])).toBe(true);
});

/** Numbers below a limit, the same for the same seed. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
