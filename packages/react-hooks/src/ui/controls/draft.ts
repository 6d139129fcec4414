import { reasonBounds, type ActivationView, type ControlSummary, type InputIssue } from '@tenantatlas/core/browser';
import { firstChoice, type Expiry } from './expiry.ts';

/** What a dialog does with a pause. */
export type PauseMode = 'pause' | 'change' | 'move';

/** The scope as chosen so far. */
export type ChosenScope =
  | { readonly type: 'global' }
  | {
      readonly type: 'workspace';
      readonly workspaceId: string | null;
      /** As it was chosen; a pause that only changes is called by where it is. */
      readonly name: string;
    };

/** The current input. */
export interface Draft {
  readonly scope: ChosenScope;
  readonly reason: string;
  readonly publicMessage: string;
  readonly expiry: Expiry;
}

/** The fields that can be wrong. */
export type DraftField = 'scope' | 'reason' | 'publicMessage' | 'expiresAt';

/** A draft to begin with: of the pause that there is, else empty. */
export function firstDraft(control: ControlSummary, mode: PauseMode, activation: ActivationView | null): Draft {
  return {
    scope: activation && mode === 'change' ? scopeOf(activation) : firstScope(control, mode, activation),
    reason: activation?.reasonText ?? '',
    publicMessage: activation?.publicMessage ?? '',
    expiry: {
      choice: firstChoice(control.policy, !activation ? 'new' : activation.expiresAt ? 'with_end' : 'without_end'),
      custom: '',
    },
  };
}

function scopeOf({ scope: { type, workspaceId } }: ActivationView): ChosenScope {
  return type === 'global' ? { type } : { type, workspaceId, name: '' };
}

/** A new pause begins with the smaller scope; a move begins with the other one. */
function firstScope(
  { supportedScopes }: ControlSummary,
  mode: PauseMode,
  activation: ActivationView | null,
): ChosenScope {
  const fromWorkspace = mode === 'move' && activation?.scope.type === 'workspace';
  const type = supportedScopes.includes('workspace') && !fromWorkspace ? 'workspace' : supportedScopes[0];
  const wanted = fromWorkspace && supportedScopes.includes('global') ? 'global' : type;
  return wanted === 'global' ? { type: 'global' } : { type: 'workspace', workspaceId: null, name: '' };
}

/** The scope as it is sent; null while the workspace is not chosen. */
export function sentScope(scope: ChosenScope) {
  if (scope.type === 'global') return { type: 'global' } as const;
  return scope.workspaceId === null ? null : ({ type: 'workspace', workspaceId: scope.workspaceId } as const);
}

/** The scope of the impact request: a workspace may still be missing. */
export function askedScope(scope: ChosenScope) {
  return scope.type === 'global'
    ? ({ type: 'global' } as const)
    : ({ type: 'workspace', workspaceId: scope.workspaceId } as const);
}

/** The pause that is there at the chosen scope already. */
export function activationAt({ activations }: ControlSummary, scope: ChosenScope): ActivationView | null {
  const sent = sentScope(scope);
  if (sent === null) return null;
  const workspaceId = sent.type === 'workspace' ? sent.workspaceId : null;
  return activations.find((one) => one.scope.type === sent.type && one.scope.workspaceId === workspaceId) ?? null;
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
