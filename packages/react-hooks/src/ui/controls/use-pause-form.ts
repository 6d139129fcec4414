import {
  reasonBounds,
  type ActivationView,
  type ControlSummary,
  type PauseAnswer,
  type Result,
} from '@tenantatlas/core/browser';
import { useState } from 'react';
import type { AnyAtlasError } from '../../error.ts';
import { usePauseControl, useRescopeControl } from '../../hooks/controls.ts';
import { useNowAfterPress } from '../base/root-context.ts';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import {
  activationAt,
  draftFor,
  fieldOf,
  firstDraft,
  isWithinBounds,
  sentScopes,
  type Draft,
  type DraftField,
  type PauseMode,
  type SentScope,
} from './draft.ts';
import { expiryAt, type ExpiryOutcome } from './expiry.ts';
import { useKeptDraft } from './kept-draft.ts';
import { controlsMessages } from './messages.ts';

/** Sentences by field. */
export type DraftErrors = { readonly [field in DraftField]?: string };

/** One of several workspaces that was refused. */
export interface RefusedScope {
  readonly name: string;
  readonly error: AnyAtlasError;
}

/** A dialog's form: what was entered, what is wrong with it, and how it is sent. */
export interface PauseForm {
  readonly draft: Draft;
  readonly change: (fields: Partial<Draft>) => void;
  readonly errors: DraftErrors;
  /** A refusal that belongs to no field. */
  readonly refusal: AnyAtlasError | null;
  /** Of several workspaces: how many were paused, and which were refused. Null before and without a refusal. */
  readonly partly: { readonly done: number; readonly refused: readonly RefusedScope[] } | null;
  /** The pauses that would be replaced, by the names of their workspaces. */
  readonly replaced: readonly SentScope[];
  readonly isBusy: boolean;
  /** How often it was refused for what was entered. */
  readonly failures: number;
  /** Whether the draft was typed before, and kept. */
  readonly isRestored: boolean;
  /** The version that the draft was typed for, or that the last request for a new pause meant to replace. */
  readonly expected: number | null;
  /** Whether the draft was typed for an older version than the one that the dialog shows. It is sent with that version, and refused. */
  readonly isOutdated: boolean;
  /** Keeps what was typed as a change of `pause`, which was read since. */
  readonly keepFor: (pause: ActivationView) => void;
  /** Begins again with what the pause says. */
  readonly discard: () => void;
  readonly submit: () => void;
}

/** See {@link PauseForm}. */
export function usePauseForm(
  control: ControlSummary,
  mode: PauseMode,
  activation: ActivationView | null,
  first: Draft,
  onDone: (answer: PauseAnswer, draft: Draft) => void,
): PauseForm {
  const { say } = useWords(controlsMessages);
  const { kept, keep, forget } = useKeptDraft(
    [control.controlKey, mode, activation?.id ?? ''].join(':'),
    first,
    (found) => draftFor(control, mode, activation, first, found),
  );
  const base = activation?.version ?? null;
  const [draft, setDraft] = useState(kept?.draft ?? first);
  const [version, setVersion] = useState(kept?.version ?? base);
  const [replacing, setReplacing] = useState<number | null>(null);
  const [local, setLocal] = useState<DraftErrors>({});
  const [failures, setFailures] = useState(0);
  const [partly, setPartly] = useState<PauseForm['partly']>(null);
  const [isSending, setSending] = useState(false);
  const countFailure = (): void => setFailures((count) => count + 1);
  const pause = usePauseControl();
  const rescope = useRescopeControl();
  const write = mode === 'move' ? rescope : pause;
  const check = useCheck(control, activation);
  const refusal = 'error' in write && partly === null ? write.error : null;
  const issues = refusal?.code === 'invalid_input' ? refusal.issues : [];
  const remote = Object.fromEntries(issues.map((issue) => [fieldOf(issue) ?? '', say(issue.fix)]));
  const scopes = sentScopes(draft.scope);
  const isBusy = isSending || write.state === 'pending';

  const ask = (one: SentScope, expiresAt: string | null): Promise<Result<PauseAnswer, AnyAtlasError>> => {
    const expectedVersion = activation ? version : (activationAt(control, one.scope)?.version ?? null);
    setReplacing(expectedVersion);
    const fields = {
      scope: one.scope,
      reason: draft.reason,
      publicMessage: draft.publicMessage.trim() === '' ? null : draft.publicMessage,
      expiresAt,
      expectedVersion,
    };
    return mode === 'move' && activation
      ? rescope.run({ ...fields, activationId: activation.id })
      : pause.run({ ...fields, control: control.controlKey });
  };

  // One after the other: each workspace has an answer of its own, and none is asked about after a bug.
  const sendAll = async (expiresAt: string | null): Promise<void> => {
    const refused: (RefusedScope & { readonly sent: SentScope })[] = [];
    let last: PauseAnswer | null = null;
    for (const sent of scopes)
      (await ask(sent, expiresAt)).match(
        (answer) => (last = last?.settled === false ? last : answer),
        (error) => refused.push({ sent, error, name: sent.name ?? '' }),
      );
    if (refused.length === 0 && last) {
      forget();
      return onDone(last, draft);
    }
    if (scopes.length > 1) {
      setPartly({ done: scopes.length - refused.length, refused });
      const open = new Set(refused.map(({ sent: { scope } }) => (scope.type === 'workspace' ? scope.workspaceId : '')));
      if (draft.scope?.type === 'workspace')
        setDraft({
          ...draft,
          scope: { type: 'workspace', chosen: draft.scope.chosen.filter(({ workspaceId }) => open.has(workspaceId)) },
        });
    }
    countFailure();
  };

  const send = (): void => {
    const { problems, expiresAt } = check(draft);
    setLocal(problems);
    setPartly(null);
    if (Object.keys(problems).length > 0 || scopes.length === 0) return countFailure();
    setSending(true);
    void sendAll(expiresAt).finally(() => setSending(false));
  };

  const take = (next: Draft, at: number | null): void => {
    setDraft(next);
    setVersion(at);
    keep(next, at);
    setLocal({});
    setPartly(null);
    if (write.state !== 'pending') write.reset();
  };

  return {
    draft,
    change: (fields) => take({ ...draft, ...fields }, version),
    errors: { ...remote, ...local },
    refusal: issues.length > 0 && issues.every((issue) => fieldOf(issue) !== null) ? null : refusal,
    partly,
    replaced: mode === 'pause' ? scopes.filter((one) => activationAt(control, one.scope) !== null) : [],
    isBusy,
    failures,
    isRestored: kept !== null,
    expected: activation ? version : replacing,
    isOutdated: activation !== null && kept !== null && version === kept.version && version !== base,
    keepFor(pause) {
      const begin = firstDraft(control, mode, pause);
      take(draftFor(control, mode, pause, begin, draft, true), pause.version);
    },
    discard() {
      take(first, base);
      forget();
    },
    submit: () => (isBusy ? undefined : send()),
  };
}

/** Validation without the server, which validates again in any case. */
function useCheck(control: ControlSummary, activation: ActivationView | null) {
  const { t } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const shown = useNowAfterPress();
  const tooLate = (): string => t('ui.field.end.too_long', { time: zoned(shown + (control.policy.maxDuration ?? 0)) });
  const endProblem = (outcome: ExpiryOutcome): string | undefined => {
    if (outcome.state === 'too_late') return tooLate();
    return outcome.state === 'past' || outcome.state === 'missing' ? t('ui.field.end.future') : undefined;
  };
  return (draft: Draft): { readonly problems: DraftErrors; readonly expiresAt: string | null } => {
    const outcome = expiryAt(draft.expiry, control.policy, activation?.expiresAt ?? null, Date.now());
    const length = t('ui.field.length', reasonBounds);
    const wrongEnd = endProblem(outcome);
    const hasBadMessage = draft.publicMessage.trim() !== '' && !isWithinBounds(draft.publicMessage);
    const problems: DraftErrors = {
      ...(sentScopes(draft.scope).length === 0 ? { scope: t('ui.field.workspace_choose') } : {}),
      ...(isWithinBounds(draft.reason) ? {} : { reason: length }),
      ...(hasBadMessage ? { publicMessage: length } : {}),
      ...(wrongEnd === undefined ? {} : { expiresAt: wrongEnd }),
    };
    return { problems, expiresAt: outcome.state === 'at' ? new Date(outcome.at).toISOString() : null };
  };
}
