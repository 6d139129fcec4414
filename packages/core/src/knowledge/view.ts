import * as z from 'zod';
import { described, sentenceAnswer } from '../kernel/answers.ts';
import type { CollectionState, EvidenceReason } from '../kernel/evidence.ts';
import { nextStepKinds } from './catalog.ts';
import { translateReason, type NextStepView, type ReasonCatalog, type ReasonView } from './reasons.ts';

/** A {@link NextStepView}. */
export const nextStepAnswer = described<NextStepView>()('NextStep', () =>
  z.strictObject({ kind: z.enum(nextStepKinds), label: sentenceAnswer() }),
);

/** A {@link ReasonView}. */
export const reasonAnswer = described<ReasonView>()('Reason', () =>
  z.strictObject({
    diagnosticCode: z.string(),
    mapped: z.boolean(),
    label: sentenceAnswer(),
    explanation: sentenceAnswer(),
    isRetryable: z.boolean(),
    nextSteps: z.array(nextStepAnswer()),
    providerCode: z.string().nullable(),
  }),
);

/** Why evidence was not collected, as people read it. */
export function reasonView(
  { collection, reason }: { readonly collection: CollectionState; readonly reason: EvidenceReason | null },
  reasons: ReasonCatalog,
): ReasonView | null {
  return reason && translateReason(reason.code, reasons, reason.providerCode, collection);
}
