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
