import { deepFreeze } from '../kernel/json.ts';
import type { ReasonGroup } from '../kernel/reason-codes.ts';

/** Where help is shown. */
export const surfaceFamilies = ['onboarding', 'support_diagnostics'] as const;

/** See {@link surfaceFamilies}. */
export type SurfaceFamily = (typeof surfaceFamilies)[number];

/** Who a topic is written for. */
export const helpAudiences = ['platform_operator', 'operator', 'customer'] as const;

/** See {@link helpAudiences}. */
export type HelpAudience = (typeof helpAudiences)[number];

/** What a link leads to: something to do, a page of the documentation, or any other address. */
export const helpLinkKinds = ['action', 'docs', 'url'] as const;

/** See {@link helpLinkKinds}. */
export type HelpLinkKind = (typeof helpLinkKinds)[number];

/** The resolvers that built-in topics name. A host registers a function for each, see `KnowledgeOptions.resolvers`. */
export const builtInResolvers = ['admin_consent_primary', 'required_permissions'] as const;

/** See {@link builtInResolvers}. */
export type BuiltInResolver = (typeof builtInResolvers)[number];

/** The resolver whose link falls back to the guide of its topic where a tenant has no address for consent. */
export const consentResolver: BuiltInResolver = 'admin_consent_primary';

/** The keys of the built-in topics. The list is closed; hosts add topics under `ext.`. */
export const topicKeys = [
  'admin-consent-required',
  'required-permissions-missing',
  'connection-unhealthy',
  'verification-stale',
  'verification-failed',
  'diagnostic-evidence-incomplete',
  'retryable-provider-failure',
  'manual-handoff-required',
] as const;

/** See {@link topicKeys}. */
export type BuiltInTopicKey = (typeof topicKeys)[number];

/** What is known of a built-in topic, besides its words. */
export interface TopicFacts {
  readonly surfaceFamilies: readonly SurfaceFamily[];
  readonly audiences: readonly HelpAudience[];
  /** How many steps its messages have. */
  readonly steps: 2 | 3;
  /** Canonical terms of the glossary. */
  readonly glossaryTerms: readonly string[];
  readonly links: readonly TopicLinkFacts[];
}

/** A link of a built-in topic. Its label is the message `topics.link.` and this name. */
export interface TopicLinkFacts {
  readonly label: 'grant_consent' | 'consent_guide' | 'required_permissions';
  readonly kind: HelpLinkKind;
  readonly url: string | null;
  readonly resolver: BuiltInResolver | null;
}

const everywhere = ['onboarding', 'support_diagnostics'] as const;
const supportOnly = ['support_diagnostics'] as const;
const everyone = helpAudiences;
const operators = ['platform_operator', 'operator'] as const;

/** Every built-in topic. */
export const topicFacts: { readonly [key in BuiltInTopicKey]: TopicFacts } = deepFreeze({
  'admin-consent-required': {
    surfaceFamilies: everywhere,
    audiences: everyone,
    steps: 3,
    glossaryTerms: ['tenant', 'provider connection', 'verification'],
    links: [
      { label: 'grant_consent', kind: 'action', url: null, resolver: 'admin_consent_primary' },
      {
        label: 'consent_guide',
        kind: 'docs',
        url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent',
        resolver: null,
      },
    ],
  },
  'required-permissions-missing': {
    surfaceFamilies: everywhere,
    audiences: everyone,
    steps: 3,
    glossaryTerms: ['tenant', 'provider connection', 'verification'],
    links: [{ label: 'required_permissions', kind: 'action', url: null, resolver: 'required_permissions' }],
  },
  'connection-unhealthy': {
    surfaceFamilies: everywhere,
    audiences: operators,
    steps: 3,
    glossaryTerms: ['provider connection', 'tenant', 'verification'],
    links: [],
  },
  'verification-stale': {
    surfaceFamilies: ['onboarding'],
    audiences: operators,
    steps: 2,
    glossaryTerms: ['verification', 'evidence'],
    links: [],
  },
  'verification-failed': {
    surfaceFamilies: everywhere,
    audiences: operators,
    steps: 3,
    glossaryTerms: ['verification', 'evidence', 'provider connection'],
    links: [],
  },
  'diagnostic-evidence-incomplete': {
    surfaceFamilies: supportOnly,
    audiences: operators,
    steps: 2,
    glossaryTerms: ['support diagnostics', 'evidence'],
    links: [],
  },
  'retryable-provider-failure': {
    surfaceFamilies: supportOnly,
    audiences: operators,
    steps: 2,
    glossaryTerms: ['provider connection', 'support diagnostics'],
    links: [],
  },
  'manual-handoff-required': {
    surfaceFamilies: supportOnly,
    audiences: operators,
    steps: 3,
    glossaryTerms: ['support diagnostics', 'evidence', 'workspace'],
    links: [],
  },
});

/** The topic of the reasons of each group. Whether it is shown depends on the surfaces of the topic. */
export const topicOfGroup: { readonly [group in ReasonGroup]: BuiltInTopicKey } = Object.freeze({
  consent: 'admin-consent-required',
  permission: 'required-permissions-missing',
  connection: 'connection-unhealthy',
  retryable: 'retryable-provider-failure',
  unknown: 'manual-handoff-required',
});
