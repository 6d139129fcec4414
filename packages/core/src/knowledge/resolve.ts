import { deepFreeze } from '../kernel/json.ts';
import { lazy } from '../kernel/lazy.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { isVisibleText, normalizeText } from '../kernel/text.ts';
import type { OperatorExplanation } from './explanation.ts';
import { glossaryEntry, type GlossaryTerm } from './glossary.ts';
import type { ReasonView } from './reasons.ts';
import { isHelpUrl, isPath } from './safe-url.ts';
import { allTopics, type Topic, type TopicLink, type Topics } from './topic-catalog.ts';
import { sayTopic as say } from './topic-messages.ts';
import { consentResolver, type HelpLinkKind } from './topics.ts';

/** What one view knows beside a topic. Everything may be left out. */
export interface HelpContext {
  /** The addresses of the resolvers for the tenant of the view. Null without a tenant, or before access to it was decided. @default null */
  readonly addresses?: { readonly [resolver: string]: unknown } | null | undefined;
  /** The translated reason. Give it only with a tenant, after access. @default none */
  readonly reason?: ReasonView | null | undefined;
  /** What an operator reads about the artifact of the view, from `explainArtifact`. @default none */
  readonly explanation?: OperatorExplanation | null | undefined;
  readonly headline?: Sentence | string | null | undefined;
  readonly shortExplanation?: Sentence | string | null | undefined;
  readonly safeNextAction?: Sentence | string | null | undefined;
  /** Steps besides those of the topic. */
  readonly troubleshootingSteps?: readonly (Sentence | string)[] | null | undefined;
}

/** A link of help, as shown. */
export interface HelpLinkView {
  readonly label: Sentence;
  readonly kind: HelpLinkKind;
  /** Null while no tenant is in context, and for an address that a page must not open. Such a link is not drawn. */
  readonly url: string | null;
  readonly resolver: string | null;
}

/** A canonical term that help uses. */
export interface CanonicalTermView {
  readonly term: GlossaryTerm;
  readonly name: Sentence;
  readonly definition: Sentence;
}

/** Help beside a problem, as shown. */
export interface ContextualHelpView {
  readonly topicKey: string;
  readonly headline: Sentence;
  readonly shortExplanation: Sentence;
  readonly troubleshootingSteps: readonly Sentence[];
  readonly safeNextAction: Sentence;
  /** Those on the origin of the page first, otherwise in the order of the topic. */
  readonly links: readonly HelpLinkView[];
  readonly canonicalTerms: readonly CanonicalTermView[];
  /** Null without a reason. A page leaves it out where it says the same as the headline. */
  readonly reasonLabel: Sentence | null;
  /** The code that support needs. It is for machines: show `reasonLabel` to people. */
  readonly diagnosticCode: string | null;
  /** Why it is so, in one sentence; null where nothing is known besides the topic. */
  readonly operatorSummary: Sentence | null;
}

const builtIn = lazy((): Topics => allTopics());

/**
 * The help of a topic in the context of one view; null for a blank or unknown key. It never throws, whatever the key is.
 *
 * Each text comes from the first that has one: the headline from the context, then the topic; the explanation from the context, the reason, then the topic; the next
 * action from the context, the explanation of the artifact, then the topic. The steps are those of the topic and then the new ones of the context. Texts of the context that show nothing count
 * as left out.
 */
export function tryResolveTopic(
  key: unknown,
  context: HelpContext = {},
  topics: Topics = builtIn(),
): ContextualHelpView | null {
  const topic = typeof key === 'string' ? topics.get(key) : undefined;
  if (!topic) return null;
  const { addresses = null, reason = null, explanation = null } = context;
  return deepFreeze({
    topicKey: topic.topicKey,
    headline: sentence(context.headline) ?? topic.headline,
    shortExplanation:
      sentence(context.shortExplanation) ?? (reason?.mapped ? reason.explanation : null) ?? topic.shortExplanation,
    troubleshootingSteps: withNewSteps(topic.troubleshootingSteps, context.troubleshootingSteps ?? []),
    safeNextAction: sentence(context.safeNextAction) ?? explanation?.nextActionText ?? topic.safeNextAction,
    links: linkViews(topic, addresses),
    canonicalTerms: canonicalTerms(topic.glossaryTerms),
    reasonLabel: reason?.label ?? null,
    diagnosticCode: reason?.diagnosticCode ?? null,
    operatorSummary: explanation?.primaryReason ?? (reason?.mapped ? reason.explanation : null),
  });
}

/** Text of a context as a sentence; null for one that shows nothing. */
function sentence(given: Sentence | string | null | undefined): Sentence | null {
  if (typeof given !== 'string') return given && isVisibleText(given.text) ? given : null;
  const text = normalizeText(given);
  return isVisibleText(text) ? say('topics.given', { text }) : null;
}

function withNewSteps(own: readonly Sentence[], given: readonly (Sentence | string)[]): readonly Sentence[] {
  const steps = new Map(own.map((step) => [sameStep(step), step]));
  for (const each of given) {
    const step = sentence(each);
    if (step && !steps.has(sameStep(step))) steps.set(sameStep(step), step);
  }
  return [...steps.values()];
}

function sameStep({ text }: Sentence): string {
  return normalizeText(text).toLowerCase();
}

function linkViews(topic: Topic, addresses: { readonly [resolver: string]: unknown } | null): readonly HelpLinkView[] {
  const links = topic.docsLinks
    .filter(({ label }) => isVisibleText(label.text))
    .map((link) => ({ ...link, url: urlOf(link, topic, addresses) }));
  const isInternal = ({ kind, url }: HelpLinkView): boolean => kind === 'action' || (url !== null && isPath(url));
  return [...links.filter(isInternal), ...links.filter((link) => !isInternal(link))];
}

/** The address of a link. A resolver without an address falls back to that of the link, and for consent to the guide of the topic. */
function urlOf(
  { resolver, url }: TopicLink,
  topic: Topic,
  addresses: { readonly [resolver: string]: unknown } | null,
): string | null {
  if (resolver === null) return isHelpUrl(url) ? url : null;
  if (addresses === null) return null;
  const found = Object.hasOwn(addresses, resolver) ? addresses[resolver] : null;
  const guide = resolver === consentResolver ? topic.docsLinks.find(({ kind }) => kind === 'docs')?.url : null;
  return [found, url, guide].find(isHelpUrl) ?? null;
}

function canonicalTerms(terms: readonly string[]): readonly CanonicalTermView[] {
  const entries = terms.map(glossaryEntry).filter((entry) => entry !== null);
  return [...new Set(entries)].map(({ term, name, definition }) => ({ term, name, definition }));
}
