import type { Sentence } from '@tenantatlas/core/browser';
import { useWords } from '../base/use-words.ts';
import { connectionsMessages } from './messages.ts';

/** Sentences that a view shows already. */
export type Told = readonly (Sentence | null)[];

/** Tells whether a view shows a sentence already, in the same words whatever their case. */
export function useTold(told: Told): (sentence: Sentence) => boolean {
  const { say } = useWords(connectionsMessages);
  const plain = (sentence: Sentence): string => say(sentence).trim().toLowerCase();
  const known = new Set(told.flatMap((one) => (one ? [plain(one)] : [])));
  return (sentence) => known.has(plain(sentence));
}
