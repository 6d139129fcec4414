import type { AccessRefusal } from '../access/use-case.ts';
import type { RequestOf } from '../kernel/input.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { RunOutcome } from '../ports/run-store.ts';
import type { VerificationOverall } from '../ports/verification-report.ts';
import type { GlossaryEntry } from './glossary.ts';
import type { ReasonEntry, ResolvedHelp } from './help-view.ts';
import type * as schema from './schema.ts';
import type { KnowledgeSource } from './source.ts';
import type { Topic } from './topic-catalog.ts';
import type { SurfaceFamily } from './topics.ts';

export type { ReasonEntry, ResolvedHelp } from './help-view.ts';

/** A request for help: a topic by its key, or a surface with what is known there. With both, the key counts. */
export interface ResolveHelpRequest {
  /** Operators and the system may leave it out. */
  readonly workspaceId?: string | null | undefined;
  /** Without it no reason is translated, and links that depend on a tenant have no address. */
  readonly tenantId?: string | null | undefined;
  /** A blank or unknown key answers no help. */
  readonly topicKey?: string | null | undefined;
  readonly surface?: SurfaceFamily | null | undefined;
  /** Why it is not healthy. `ok` counts as no reason. */
  readonly reasonCode?: string | null | undefined;
  /** The provider's own code behind the reason. */
  readonly providerCode?: string | null | undefined;
  /** What the checks of the last verification say together. For `onboarding`. */
  readonly verification?: VerificationOverall | null | undefined;
  /** How the run ended. */
  readonly outcome?: RunOutcome | null | undefined;
  /** Whether the last verification still speaks for the connection. For `onboarding`. */
  readonly freshness?: 'current' | 'stale' | null | undefined;
  /** Whether all evidence is there and recent. For `support_diagnostics`. */
  readonly evidence?: 'complete' | 'incomplete' | null | undefined;
  /** Words of the view in the place of those of the topic. */
  readonly headline?: string | null | undefined;
  readonly shortExplanation?: string | null | undefined;
  readonly safeNextAction?: string | null | undefined;
  /** Steps after those of the topic. */
  readonly steps?: readonly string[] | null | undefined;
}

/** Contextual help: what a problem means, the safe next step, and where to read more. */
export interface KnowledgeClient<Transport = never> {
  /** The help topics: the built-in ones in their order, then the host's. */
  topics(request?: RequestOf<typeof schema.topicsInput>): ResultAsync<readonly Topic[], AccessRefusal | Transport>;
  /**
   * The help of a topic in the context of one view; null where no topic belongs to it. With a tenant the reason is translated, and links have the addresses that the
   * host's resolvers answer. It never invents: an unknown topic has no help, and an unknown reason explains nothing.
   *
   * @example
   * const { help } = orThrow(
   *   await user.knowledge.resolve({ workspaceId: 'w-1', tenantId: 't-1', surface: 'onboarding', reasonCode: 'provider_consent_missing' }),
   * );
   * help?.headline.text; // 'Admin consent required'
   */
  resolve(request: ResolveHelpRequest): ResultAsync<ResolvedHelp, AccessRefusal | Transport>;
  /**
   * All topics as data, for assistants and search: plain text in one language, without anything about a tenant, a workspace, a connection or a request.
   * `knowledgeText` writes it as JSON, Markdown or `llms.txt`.
   */
  source(request?: RequestOf<typeof schema.sourceInput>): ResultAsync<KnowledgeSource, AccessRefusal | Transport>;
  /** The canonical terms of help with their meaning and synonyms. */
  glossary(): ResultAsync<readonly GlossaryEntry[], AccessRefusal | Transport>;
  /** The reason codes of the closed list and of the host, with their meaning, next steps and topics. */
  reasons(): ResultAsync<readonly ReasonEntry[], AccessRefusal | Transport>;
}
