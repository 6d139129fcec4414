import * as z from 'zod';
import { described, sentenceAnswer } from '../kernel/answers.ts';
import type { LifecyclePresentation } from './presentation.ts';

/** A {@link LifecyclePresentation}. */
export const presentationAnswer = described<LifecyclePresentation>()('LifecyclePresentation', () =>
  z.strictObject({
    value: z.string(),
    label: sentenceAnswer(),
    tone: z.enum(['neutral', 'info', 'success', 'muted', 'danger']),
    shortDescription: sentenceAnswer(),
    longDescription: sentenceAnswer(),
    isCanonical: z.boolean(),
  }),
);
