import { reasonBounds, type ActivationView, type ControlSummary, type InputIssue } from '@tenantatlas/core/browser';
import { choicesOf, firstChoice, type Expiry } from './expiry.ts';

/** What a dialog does with a pause. */
export type PauseMode = 'pause' | 'change' | 'move';

/** A workspace as it was chosen. */
export interface ChosenWorkspace {
  readonly workspaceId: string;
  readonly name: string;
}

/** The scope as chosen so far; null while none is. */
export type ChosenScope =
  | { readonly type: 'global' }
  | { readonly type: 'workspace'; readonly chosen: readonly ChosenWorkspace[] }
  | null;

/** The current input. */
export interface Draft {
  readonly scope: ChosenScope;
  readonly reason: string;
  readonly publicMessage: string;
  readonly expiry: Expiry;
}

/** The fields that can be wrong. */
export type DraftField = 'scope' | 'reason' | 'publicMessage' | 'expiresAt';

/** One scope as it is sent, and what it is called; a global one has no name. */
export interface SentScope {
  readonly scope: { readonly type: 'global' } | { readonly type: 'workspace'; readonly workspaceId: string };
  readonly name: string | null;
}

/** A draft to begin with: of the pause that there is, else empty. */
export function firstDraft(control: ControlSummary, mode: PauseMode, activation: ActivationView | null): Draft {
  return {
    scope: activation && mode === 'change' ? scopeOf(activation) : firstScope(control, mode),
    reason: activation?.reasonText ?? '',
    publicMessage: activation?.publicMessage ?? '',
    expiry: {
      choice: firstChoice(control.policy, !activation ? 'new' : activation.expiresAt ? 'with_end' : 'without_end'),
      custom: '',
      zone: 'UTC',
      isSecond: false,
    },
  };
}

/**
 * What was typed before, for the pause as it is now: a change stays where the pause is, and an end that is not offered any more gives way to the first one. The
 * scope of all workspaces is taken over only if `keepsGlobal`: the operator chooses it anew each time.
 */
export function draftFor(
  { policy }: ControlSummary,
  mode: PauseMode,
  activation: ActivationView | null,
  first: Draft,
  draft: Draft,
  keepsGlobal = false,
): Draft {
  const isElsewhere = mode === 'change' || (draft.scope?.type === 'global' && !keepsGlobal);
  const isOffered = choicesOf(policy, activation?.expiresAt ?? null, Date.now()).includes(draft.expiry.choice);
  return {
    ...draft,
    scope: isElsewhere ? first.scope : draft.scope,
    expiry: isOffered ? draft.expiry : first.expiry,
  };
}

/** Where a pause applies, as a choice. */
export function scopeOf(pause: ActivationView): ChosenScope {
  const { type } = pause.scope;
  return type === 'global' ? { type } : { type, chosen: [chosenAt(pause)] };
}

/** The workspace of a pause, as it is chosen. */
export function chosenAt({ scope, workspaceName }: ActivationView): ChosenWorkspace {
  const workspaceId = scope.workspaceId ?? '';
  return { workspaceId, name: workspaceName ?? workspaceId };
}

/** A new pause begins with the narrower scope and no workspace. A move begins without one: none is chosen by mistake. */
function firstScope({ supportedScopes }: ControlSummary, mode: PauseMode): ChosenScope {
  if (supportedScopes.length > 1 && mode === 'move') return null;
  return supportedScopes.includes('workspace') ? { type: 'workspace', chosen: [] } : { type: 'global' };
}

/** The scopes as they are sent, one for each request; none while none is chosen. */
export function sentScopes(scope: ChosenScope): readonly SentScope[] {
  if (scope === null) return [];
  if (scope.type === 'global') return [{ scope: { type: 'global' }, name: null }];
  return scope.chosen.map(({ workspaceId, name }) => ({ scope: { type: 'workspace', workspaceId }, name }));
}

/** Where a pause applies, as it is sent. */
export function sentAt({ scope: { type, workspaceId } }: ActivationView): SentScope['scope'] {
  return type === 'global' ? { type } : { type, workspaceId };
}

/** The pause that is there already at a scope. */
export function activationAt(
  { activations }: ControlSummary,
  { type, workspaceId = null }: { readonly type: 'global' | 'workspace'; readonly workspaceId?: string | null },
): ActivationView | null {
  return activations.find(({ scope }) => scope.type === type && scope.workspaceId === workspaceId) ?? null;
}

/** Whether a draft says something else than another one. */
export function isChanged(draft: Draft, first: Draft): boolean {
  return JSON.stringify(normal(draft)) !== JSON.stringify(normal(first));
}

function normal({ scope, reason, publicMessage, expiry }: Draft): readonly unknown[] {
  return [scope, reason.trim(), publicMessage.trim(), expiry.choice === 'custom' ? expiry : expiry.choice];
}

/** Length in code points without white space at the ends, as the server counts. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}

/** Whether a text has a length that the server takes. */
export function isWithinBounds(text: string): boolean {
  const length = lengthOf(text);
  return length >= reasonBounds.min && length <= reasonBounds.max;
}

/** To which field a refusal belongs; null for what belongs to none. */
export function fieldOf({ path }: InputIssue): DraftField | null {
  if (path === 'scope' || path.startsWith('scope.')) return 'scope';
  return path === 'reason' || path === 'publicMessage' || path === 'expiresAt' ? path : null;
}
