import { useCallback, useEffect, useRef, useState } from 'react';
import type { WordingProblem } from '../messages/wording-problem.ts';

/** Takes the problems of wordings, for instance to log them. */
export type OnWordingProblem = (problem: WordingProblem) => void;

// Bundlers replace it, and so leave the check of all wordings out of production.
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/**
 * Answers a function that reports each wording once, after the rendering that found its problem. In development it also checks all of `messages` when they
 * are given, also those that the page does not show. Without a `given` receiver, problems are warnings of the console in development and silent in
 * production.
 */
export function useWordingReport(
  messages: { readonly [id: string]: string },
  given: OnWordingProblem | undefined,
): OnWordingProblem {
  const receiver = useRef(given);
  const [told] = useState(() => new Set<string>());
  const report = useCallback<OnWordingProblem>(
    (problem) => {
      const key = JSON.stringify([problem.id, messages[problem.id]]);
      if (told.has(key)) return;
      told.add(key);
      queueMicrotask(() => (receiver.current ?? warn)(problem));
    },
    [messages, told],
  );
  useEffect(() => {
    receiver.current = given;
  }, [given]);
  useEffect(() => {
    let isCurrent = true;
    if (process.env.NODE_ENV !== 'production' && Object.keys(messages).length > 0)
      void import('../messages/wording-problems.ts').then(({ wordingProblems }) => {
        if (isCurrent) wordingProblems(messages).forEach(report);
      });
    return () => {
      isCurrent = false;
    };
  }, [messages, report]);
  return report;
}

function warn({ text }: WordingProblem): void {
  if (process.env.NODE_ENV === 'production') return;
  console.warn(`AtlasProvider: ${text}`); // oxlint-disable-line no-console -- for the developer of a host, who gave no receiver
}
