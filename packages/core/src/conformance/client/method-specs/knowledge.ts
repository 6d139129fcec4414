import { ofTenant, ofWorkspace, sample, type MethodSpec } from '../sample.ts';

const access = 'access | access | yes | reads';
const topicKey = 'admin-consent-required';

/** Help. */
export const knowledgeSpecs = {
  'knowledge.topics': {
    access,
    samples: [sample('all', {}, () => undefined), sample('of a surface', {}, () => ({ surface: 'onboarding' }))],
    full: () => ({ surface: 'support_diagnostics', audience: 'operator' }),
  },
  'knowledge.resolve': {
    access,
    samples: [
      sample('of the platform', {}, () => ({ topicKey })),
      ofWorkspace('of a workspace', { topicKey }),
      ofTenant('of a tenant', { topicKey, reasonCode: 'provider_consent_missing' }),
      ofTenant('chosen', { surface: 'onboarding', reasonCode: 'provider_consent_missing' }),
    ],
    full: ({ workspaceId, tenantId }) => ({
      workspaceId,
      tenantId,
      surface: 'onboarding',
      reasonCode: 'provider_consent_missing',
      providerCode: 'AADSTS65001',
      verification: 'blocked',
      outcome: 'failed',
      freshness: 'current',
      evidence: 'complete',
      headline: 'Consent of Contoso',
      shortExplanation: 'The consent of Contoso is missing.',
      safeNextAction: 'Call the administrator of Contoso.',
      steps: ['Call first.'],
    }),
  },
  'knowledge.source': {
    access,
    samples: [sample('all', {}, () => undefined)],
    full: () => ({ audience: 'operator', locale: 'de' }),
  },
  'knowledge.glossary': { access, samples: [sample('all', {}, () => undefined)] },
  'knowledge.reasons': { access, samples: [sample('all', {}, () => undefined)] },
} as const satisfies { readonly [method: string]: MethodSpec };
