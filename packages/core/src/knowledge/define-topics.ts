import { isDottedName } from '../kernel/dotted-name.ts';
import { invariant } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';
import { optionChecks } from '../kernel/options.ts';
import { isRecord } from '../kernel/record.ts';
import { isName } from '../kernel/text.ts';
import { canonicalName, glossaryTerms } from './glossary.ts';
import { isHelpUrl } from './safe-url.ts';
import {
  helpAudiences,
  helpLinkKinds,
  surfaceFamilies,
  topicKeys,
  type HelpAudience,
  type HelpLinkKind,
  type SurfaceFamily,
} from './topics.ts';

/** A link of a host's topic: to a fixed address, or to one that a resolver answers for a tenant. */
export interface HostTopicLink {
  readonly label: string;
  readonly kind: HelpLinkKind;
  /** An https or mailto address, or a path on the same origin. @default none */
  readonly url?: string | null | undefined;
  /** The name of a function in `knowledge.resolvers`. With `url` as well, that is the address where the function answers none. @default none */
  readonly resolver?: string | null | undefined;
}

/** A topic of a host, in the host's own words. */
export interface HostTopic {
  readonly surfaceFamilies: readonly SurfaceFamily[];
  /** @default ['operator', 'platform_operator'] */
  readonly audiences?: readonly HelpAudience[] | undefined;
  readonly headline: string;
  /** One or two sentences. */
  readonly shortExplanation: string;
  /** @default none */
  readonly troubleshootingSteps?: readonly string[] | undefined;
  readonly safeNextAction: string;
  /** Terms of the glossary, or synonyms of them. @default none */
  readonly glossaryTerms?: readonly string[] | undefined;
  /** @default none */
  readonly docsLinks?: readonly HostTopicLink[] | undefined;
}

/** A host's topics by key; each key begins with `ext.`. */
export type TopicCatalog = { readonly [key: `ext.${string}`]: HostTopic };

const topicMembers = {
  surfaceFamilies: 0,
  audiences: 0,
  headline: 0,
  shortExplanation: 0,
  troubleshootingSteps: 0,
  safeNextAction: 0,
  glossaryTerms: 0,
  docsLinks: 0,
} as const satisfies { readonly [Name in keyof Required<HostTopic>]: 0 };

const linkMembers = {
  label: 0,
  kind: 0,
  url: 0,
  resolver: 0,
} as const satisfies { readonly [Name in keyof Required<HostTopicLink>]: 0 };

/** Words that no text of a topic has: the knowledge source is free of them, so that it never looks like data of a tenant. */
export const wordsNotInTopics = ['tenant_id', 'provider_connection_id', 'raw_response_body', 'credential'] as const;

/**
 * Checks a host's topics and keeps their keys as types. Throws an invariant that names the topic, the member, the rule and the fix for a malformed entry, for a key
 * without `ext.`, and for a text with one of {@link wordsNotInTopics}.
 *
 * @example
 * const topics = defineTopics({
 *   'ext.contract_ended': {
 *     surfaceFamilies: ['onboarding'],
 *     headline: 'Contract ended',
 *     shortExplanation: 'The contract of the customer has ended.',
 *     safeNextAction: 'Ask the account manager before you continue.',
 *     docsLinks: [{ label: 'Contracts', kind: 'docs', url: 'https://help.example.com/contracts' }],
 *   },
 * });
 */
export function defineTopics<const T extends TopicCatalog>(topics: T): T {
  invariant(isRecord(topics), 'defineTopics: pass an object such as { "ext.contract_ended": { headline: ... } }.');
  for (const [key, topic] of Object.entries<HostTopic>(topics)) checkTopic(key, topic);
  return deepFreeze(topics);
}

/** Whether a key has the form of a host's topic. */
export function isHostTopicKey(key: unknown): key is `ext.${string}` {
  return isDottedName(key) && key.startsWith('ext.');
}

/** Whether a topic may say a text: on one line, readable, and without the words that the source must not have. */
export function isTopicText(text: unknown): text is string {
  if (!isName(text) || typeof text !== 'string' || text.length > longestText) return false;
  const folded = text.toLowerCase();
  return !wordsNotInTopics.some((word) => folded.includes(word));
}

const longestText = 500;

/** The rule of {@link isTopicText} in words. */
export const topicTextRule = `is a text on one line, of at most ${longestText} characters, that can be read and has none of ${wordsNotInTopics.join(', ')}`;

function checkTopic(key: string, topic: HostTopic): void {
  const name = `Topic "${key}"`;
  invariant(
    isHostTopicKey(key),
    `${name}: a key of a host is "ext." and lower-case words joined by dots, such as "ext.contract_ended". ${topicKeys.includes(key as never) ? 'Change a built-in topic with the option "knowledge".' : ''}`.trim(),
  );
  const check = optionChecks(name);
  check.names(topic, Object.keys(topicMembers), 'a member of a topic');
  for (const member of ['headline', 'shortExplanation', 'safeNextAction'] as const)
    invariant(isTopicText(topic[member]), `${name}: \`${member}\` ${topicTextRule}.`);
  check.list(
    'troubleshootingSteps',
    topic.troubleshootingSteps,
    isTopicText,
    `['Check the contract.']. Each ${topicTextRule}`,
  );
  invariant(
    Array.isArray(topic.surfaceFamilies) &&
      topic.surfaceFamilies.length > 0 &&
      topic.surfaceFamilies.every((each: unknown) => surfaceFamilies.includes(each as never)),
    `${name}: \`surfaceFamilies\` is a list of at least one of ${surfaceFamilies.join(', ')}.`,
  );
  check.list('audiences', topic.audiences, (each) => helpAudiences.includes(each as never), `['operator']`);
  check.list(
    'glossaryTerms',
    topic.glossaryTerms,
    (each) => typeof each === 'string' && canonicalName(each) !== null,
    `['${glossaryTerms.join("', '")}']`,
  );
  invariant(
    topic.docsLinks === undefined || Array.isArray(topic.docsLinks),
    `${name}: "docsLinks" is a list such as [{ label, kind, url }].`,
  );
  (topic.docsLinks as readonly HostTopicLink[] | undefined)?.forEach((link, index) =>
    checkLink(`${name}: link ${index + 1}`, link),
  );
}

/** Throws an invariant for a link without a label, with an address that a page must not open, or with neither address nor resolver. */
export function checkLink(name: string, link: HostTopicLink): void {
  const check = optionChecks(name);
  check.names(link, Object.keys(linkMembers), 'a member of a link');
  invariant(isTopicText(link.label), `${name}: \`label\` ${topicTextRule}.`);
  invariant(helpLinkKinds.includes(link.kind), `${name}: \`kind\` is one of ${helpLinkKinds.join(', ')}.`);
  const { url = null, resolver = null } = link;
  invariant(
    url === null || (isHelpUrl(url) && isTopicText(url)),
    `${name}: \`url\` is an https or mailto address, or a path on the same origin such as "/help", in printable ASCII and without ${wordsNotInTopics.join(', ')}.`,
  );
  invariant(
    resolver === null || isResolverName(resolver),
    `${name}: \`resolver\` is lower-case words joined by "_" or ".", such as "admin_consent_primary".`,
  );
  invariant(url !== null || resolver !== null, `${name}: give \`url\`, or \`resolver\`, or both.`);
}

/** Whether a name can be that of a resolver. */
export function isResolverName(name: unknown): name is string {
  return typeof name === 'string' && name.length <= 100 && /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*$/.test(name);
}
