import * as z from 'zod';
import { described, idAnswer, instantAnswer, sentenceAnswer } from '../kernel/answers.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';

/** Whether an operation may start, and why not. */
export interface ControlDecision {
  readonly controlKey: string;
  readonly effectiveState: 'enabled' | 'paused';
  readonly matchedScopeType: 'none' | 'global' | 'workspace';
  /** The workspace of the matched pause; null when enabled and when a global pause matched. */
  readonly workspaceId: string | null;
  readonly reasonText: string | null;
  readonly expiresAt: Instant | null;
  readonly sourceActivationId: string | null;
  readonly scopeLabel: Sentence;
}

/** A {@link ControlDecision}. */
export const decisionAnswer = described<ControlDecision>()('ControlDecision', () =>
  z.strictObject({
    controlKey: z.string(),
    effectiveState: z.enum(['enabled', 'paused']),
    matchedScopeType: z.enum(['none', 'global', 'workspace']),
    workspaceId: idAnswer().nullable(),
    reasonText: z.string().nullable(),
    expiresAt: instantAnswer().nullable(),
    sourceActivationId: idAnswer().nullable(),
    scopeLabel: sentenceAnswer(),
  }),
);
