import { methodGroup } from '../access/method-group.ts';
import { method, type Finishing } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import type { InputOf } from '../kernel/input.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { KnowledgeClient } from './client.ts';
import { glossary } from './glossary.ts';
import {
  glossaryAnswer,
  reasonEntries,
  reasonsAnswer,
  resolvedHelpAnswer,
  topicsAnswer,
  type ResolvedHelp,
} from './help-view.ts';
import type { KnowledgeSetup } from './knowledge-options.ts';
import { addressesOf, type HelpTenant } from './link-resolvers.ts';
import { translateReason, type ReasonView } from './reasons.ts';
import { tryResolveTopic } from './resolve.ts';
import { chooseOnboardingTopic, chooseSupportTopic, isReason } from './rules.ts';
import { nothingInput, resolveInput, sourceInput, topicsInput } from './schema.ts';
import { knowledgeSource } from './source.ts';
import { knowledgeSourceAnswer } from './source-view.ts';
import { reasonTopics, type Topic } from './topic-catalog.ts';

/** What the methods of `knowledge` need of the atlas. */
export interface KnowledgeMethodsSetup extends KnowledgeSetup {
  readonly scheduler: Scheduler;
}

/** The methods of `knowledge` over the topics of one atlas. */
export function knowledgeMethods(setup: KnowledgeMethodsSetup) {
  const { topics, reasons, texts } = setup;
  return methodGroup<KnowledgeClient>()([
    method({
      name: 'knowledge.topics',
      summary: 'Lists the help topics.',
      input: topicsInput,
      answer: topicsAnswer,
      refusals: [],
      run: async ({ input: { surface, audience } }) =>
        ok(
          [...topics.values()].filter(
            (topic) =>
              (!surface || topic.surfaceFamilies.includes(surface)) &&
              (!audience || topic.audiences.includes(audience)),
          ),
        ),
    }),
    method({
      name: 'knowledge.resolve',
      summary:
        'Answers the help of a topic, or of the topic that belongs to what is known, in the context of one view.',
      platformSummary: 'Answers the help of a topic without a workspace, and so without translated reasons and links.',
      input: resolveInput,
      answer: resolvedHelpAnswer,
      refusals: [],
      run: (context) => settle(context, setup),
      finish: (settled, finishing) => resolve(settled, setup, finishing),
    }),
    method({
      name: 'knowledge.source',
      summary: 'Exports all help topics as data, without anything about a tenant.',
      input: sourceInput,
      answer: knowledgeSourceAnswer,
      refusals: [],
      run: async ({ input }) => ok(knowledgeSource({ ...input, texts }, topics)),
    }),
    method({
      name: 'knowledge.glossary',
      summary: 'Lists the canonical terms of help with their meaning.',
      input: nothingInput,
      answer: glossaryAnswer,
      refusals: [],
      run: async () => ok(glossary),
    }),
    method({
      name: 'knowledge.reasons',
      summary: 'Lists the reason codes with their meaning, next steps and topics.',
      input: nothingInput,
      answer: reasonsAnswer,
      refusals: [],
      run: async () => ok(reasonEntries(reasons)),
    }),
  ]);
}

type Input = InputOf<typeof resolveInput>;

/** A topic that was chosen, with what it is resolved by. */
interface Settled {
  readonly input: Input;
  readonly topic: Topic | null;
  /** Null without a tenant: no reason is translated and no link is resolved then. */
  readonly tenant: HelpTenant | null;
  readonly reason: ReasonView | null;
}

/** Chooses the topic. Access to the workspace, and to the tenant where one is named, is decided before. */
async function settle(
  { input, scope }: UseCaseContext<Input>,
  { topics, reasons }: KnowledgeMethodsSetup,
): Promise<Result<Settled, never>> {
  const topicOf = reasonTopics(topics, reasons);
  const { reasonCode = null, outcome = null, verification: overall = null, surface } = input;
  const chosen =
    surface === 'onboarding'
      ? chooseOnboardingTopic(
          { isVerificationStale: input.freshness === 'stale', reasonCode, overall, outcome },
          topicOf,
        )
      : chooseSupportTopic({ reasonCode, outcome, isEvidenceIncomplete: input.evidence === 'incomplete' }, topicOf);
  const key = input.topicKey ?? (surface ? chosen : null);
  const tenant = scope?.tenantId ? { workspaceId: scope.workspaceId, tenantId: scope.tenantId } : null;
  const reason =
    tenant && isReason(reasonCode) ? translateReason(reasonCode, reasons, input.providerCode ?? null) : null;
  return ok({ input, topic: topics.get(key ?? '') ?? null, tenant, reason });
}

/** Resolves the links after the unit, because their functions are the host's, and puts the help together. */
async function resolve(
  { input, topic, tenant, reason }: Settled,
  { topics, resolvers, scheduler }: KnowledgeMethodsSetup,
  { environment: { logger } }: Finishing,
): Promise<Result<ResolvedHelp, never>> {
  const addresses = topic && tenant ? await addressesOf(topic, tenant, { resolvers, scheduler, logger }) : null;
  const { headline, shortExplanation, safeNextAction, steps } = input;
  const words = { headline, shortExplanation, safeNextAction, troubleshootingSteps: steps };
  return ok({ help: tryResolveTopic(topic?.topicKey, { ...words, addresses, reason }, topics) });
}
