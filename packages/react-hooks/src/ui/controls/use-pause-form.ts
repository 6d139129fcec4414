import { reasonBounds, type ActivationView, type ControlSummary, type PauseAnswer } from '@tenantatlas/core/browser';
import { useState } from 'react';
import type { AnyAtlasError } from '../../error.ts';
import { usePauseControl, useRescopeControl } from '../../hooks/controls.ts';
import { useNowAfterPress } from '../base/root-context.ts';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import {
  activationAt,
  fieldOf,
  isWithinBounds,
  sentScope,
  type Draft,
  type DraftField,
  type PauseMode,
} from './draft.ts';
import { expiryAt, type ExpiryOutcome } from './expiry.ts';
import { controlsMessages } from './messages.ts';

/** Sentences by field. */
export type DraftErrors = { readonly [field in DraftField]?: string };

/** A dialog's form: what was entered, what is wrong with it, and how it is sent. */
export interface PauseForm {
  readonly draft: Draft;
  readonly change: (fields: Partial<Draft>) => void;
  readonly errors: DraftErrors;
  /** A refusal that belongs to no field. */
  readonly refusal: AnyAtlasError | null;
  /** The pause that would be replaced. */
  readonly replaced: ActivationView | null;
  readonly isBusy: boolean;
  /** How often it was refused for what was entered. */
  readonly failures: number;
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
  const [draft, setDraft] = useState(first);
  const [local, setLocal] = useState<DraftErrors>({});
  const [failures, setFailures] = useState(0);
  const countFailure = (): void => setFailures((count) => count + 1);
  const pause = usePauseControl();
  const rescope = useRescopeControl();
  const write = mode === 'move' ? rescope : pause;
  const check = useCheck(control, activation);
  const refusal = 'error' in write ? write.error : null;
  const issues = refusal?.code === 'invalid_input' ? refusal.issues : [];
  const remote = Object.fromEntries(issues.map((issue) => [fieldOf(issue) ?? '', say(issue.fix)]));
  const replaced = mode === 'pause' ? activationAt(control, draft.scope) : null;

  const send = (): void => {
    const { problems, expiresAt } = check(draft);
    setLocal(problems);
    const scope = sentScope(draft.scope);
    if (Object.keys(problems).length > 0 || scope === null) return countFailure();
    const fields = {
      scope,
      reason: draft.reason,
      publicMessage: draft.publicMessage.trim() === '' ? null : draft.publicMessage,
      expiresAt,
      expectedVersion: (activation ?? replaced)?.version ?? null,
    };
    const sent =
      mode === 'move' && activation
        ? rescope.run({ ...fields, activationId: activation.id })
        : pause.run({ ...fields, control: control.controlKey });
    void sent.then((result) => result.match((answer) => onDone(answer, draft), countFailure));
  };

  return {
    draft,
    change(fields) {
      setDraft((before) => ({ ...before, ...fields }));
      setLocal({});
      if (write.state !== 'pending') write.reset();
    },
    errors: { ...remote, ...local },
    refusal: issues.length > 0 && issues.every((issue) => fieldOf(issue) !== null) ? null : refusal,
    replaced,
    isBusy: write.state === 'pending',
    failures,
    submit: () => (write.state === 'pending' ? undefined : send()),
  };
}

/** Validation without the server, which validates again in any case. */
function useCheck(control: ControlSummary, activation: ActivationView | null) {
  const { t } = useWords(controlsMessages);
  const { end } = useTimes();
  const shown = useNowAfterPress();
  const tooLate = (): string => t('ui.field.end.too_long', { time: end(shown + (control.policy.maxDuration ?? 0)) });
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
      ...(sentScope(draft.scope) === null ? { scope: t('ui.field.workspace_choose') } : {}),
      ...(isWithinBounds(draft.reason) ? {} : { reason: length }),
      ...(hasBadMessage ? { publicMessage: length } : {}),
      ...(wrongEnd === undefined ? {} : { expiresAt: wrongEnd }),
    };
    return { problems, expiresAt: outcome.state === 'at' ? new Date(outcome.at).toISOString() : null };
  };
}
