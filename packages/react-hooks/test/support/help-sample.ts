import type { ContextualHelpView, Sentence } from '@tenantatlas/core/browser';

const say = (text: string): Sentence => ({ id: 'test.text', params: {}, text });

/** Help with everything that can be shown, and a link without an address. */
export const help: ContextualHelpView = {
  topicKey: 'admin-consent-required',
  headline: say('Admin consent required'),
  shortExplanation: say('An administrator has not agreed yet.'),
  troubleshootingSteps: [say('Ask an administrator.'), say('Wait.')],
  safeNextAction: say('Grant admin consent and re-run verification.'),
  links: [
    { label: say('Grant admin consent'), kind: 'action', url: null, resolver: 'admin_consent_primary' },
    { label: say('Open required permissions'), kind: 'action', url: '/permissions', resolver: 'required_permissions' },
    { label: say('Admin consent guide'), kind: 'docs', url: 'https://learn.example.com/consent', resolver: null },
  ],
  canonicalTerms: [],
  reasonLabel: say('Admin consent missing'),
  diagnosticCode: 'provider_consent_missing',
  operatorSummary: null,
};
