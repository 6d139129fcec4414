import type { ActivationView, ControlSummary } from '@tenantatlas/core/browser';

/** The last action from here, and its result for the scope. */
export interface Done {
  readonly sentence: string;
  readonly controlKey: string;
  readonly scope: ActivationView['scope'];
  /** The pause that holds since; null after one ended. */
  readonly activation: ActivationView | null;
  /** When the server had answered, in milliseconds since 1970. */
  readonly at: number;
}

/** How long the confirmation is shown, in milliseconds: the cards were refetched by then. */
const shownMillis = 30_000;

/**
 * Whether the sentence can stand above `controls`, which were read at `readAt`: while they show what it says, and for a limited time. A pause that is
 * not listed, because there are too many, counts as shown once they were read after it.
 */
export function isStillShown(done: Done, controls: readonly ControlSummary[], readAt: number, now: number): boolean {
  const control = controls.find(({ controlKey }) => controlKey === done.controlKey);
  if (!control || now - done.at > shownMillis) return false;
  const { type, workspaceId } = done.scope;
  const there = control.activations.find(({ scope }) => scope.type === type && scope.workspaceId === workspaceId);
  if (there || done.activation === null)
    return there?.id === done.activation?.id && there?.version === done.activation?.version;
  const listed = control.activations.filter(({ scope }) => scope.type === 'workspace').length;
  return type === 'workspace' && control.workspacePauseCount > listed && readAt >= done.at;
}
