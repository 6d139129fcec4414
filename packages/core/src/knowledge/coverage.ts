import { errorTable, type ErrorCode } from '../kernel/error-table.ts';
import { reasonCodes } from '../kernel/reason-codes.ts';
import type { ReasonCatalog } from './reasons.ts';
import { topicOfReason, type Topics } from './topic-catalog.ts';
import type { BuiltInTopicKey } from './topics.ts';

/** A code without help. */
export interface HelpGap {
  readonly kind: 'reason_code' | 'error_code' | 'problem_type' | 'host_code';
  readonly code: string;
  /** What is wrong and what to change. */
  readonly text: string;
}

/** The topic of an error, or why it has none. */
type ErrorHelp = { readonly topic: BuiltInTopicKey } | { readonly withoutTopic: string };

/** Every error code, with its topic or why it has none on purpose. The problem type of an error has the same. */
export const errorHelp: { readonly [code in ErrorCode]: ErrorHelp } = Object.freeze({
  unauthenticated: { withoutTopic: 'The sign-in belongs to the host.' },
  not_found: { withoutTopic: 'Help would tell absent and hidden things apart.' },
  forbidden: { withoutTopic: 'The message names the capability. Who grants it is decided by the host.' },
  invalid_input: { withoutTopic: 'Every issue names its own fix.' },
  control_paused: { withoutTopic: 'The decision and the public message explain the pause.' },
  conflict: { withoutTopic: 'The message of each reason says what to do.' },
  immutable: { withoutTopic: 'The message names the state.' },
  rate_limited: { withoutTopic: 'The answer says when to try again.' },
  provider_failure: { withoutTopic: 'Its reason code has the topic.' },
  storage_failure: { withoutTopic: 'The message of each kind names the fix, for the people who run the host.' },
  unsafe_content: { topic: 'manual-handoff-required' },
  unreachable: { withoutTopic: 'It says whether the request may be sent again.' },
});

/** Codes besides errors and reasons that have no topic on purpose, with the reason. */
export const codesWithoutTopic: { readonly [code: string]: string } = Object.freeze({
  ok: 'It is the reason of a passing check: nothing is wrong.',
  'about:blank': 'A problem of the transport, such as a body that is not JSON, says in its title what to change.',
});

/** A host's own codes, each with its topic; null for one that has none on purpose. */
export type HostCodes = { readonly [code: string]: string | null | undefined };

/**
 * The codes that resolve to no topic and are not listed as deliberately without one: reasons, errors, problem types, and the codes of a host. Empty for the
 * SDK's own. For a host's own test: `expect(atlas.helpGaps()).toEqual([])`.
 *
 * @see docs/guide/contextual-help.md
 */
export function findHelpGaps(
  topics: Topics,
  reasons: ReasonCatalog = {},
  hostCodes: HostCodes = {},
): readonly HelpGap[] {
  const gap = (kind: HelpGap['kind'], code: string, topic: string | null | undefined): readonly HelpGap[] => {
    if (topic === null || (typeof topic === 'string' && topics.has(topic))) return [];
    const what = topic === undefined ? 'names no topic' : `names the topic "${topic}", which does not exist`;
    return [{ kind, code, text: `${code} ${what}. Name one of ${[...topics.keys()].join(', ')}, or null.` }];
  };
  const errors = Object.entries(errorHelp).map(([code, help]) => [code, 'topic' in help ? help.topic : null] as const);
  return [
    ...reasonCodes.flatMap((code) => gap('reason_code', code, topicOfReason(code) ?? undefined)),
    ...Object.entries(reasons).flatMap(([code, { topic }]) => gap('reason_code', code, topic)),
    ...errors.flatMap(([code, topic]) => [
      ...gap('error_code', code, topic),
      ...gap('problem_type', errorTable[code as ErrorCode].problemType, topic),
    ]),
    ...Object.entries(hostCodes).flatMap(([code, topic]) => gap('host_code', code, topic)),
  ];
}
