import { onTestFinished } from 'vitest';
import type { Figure } from './figures.ts';

declare const process: { readonly env: { readonly [name: string]: string | undefined } };

/** Figures for one file of `bench/results`. */
export interface KeptFigures {
  readonly topic: 'gate' | 'races' | 'faults' | 'histories' | 'http' | 'console';
  readonly figures: readonly Figure[];
}

declare module 'vitest' {
  interface TaskMeta {
    /** What `figures-reporter.ts` is to keep. */
    keptFigures?: readonly KeptFigures[];
  }
}

/** Whether this run makes the full counts and holds the full targets. */
export const isSoak = Number(process.env['TA_SCALE'] ?? '0') >= 1;

/**
 * Keeps what the current test has counted when it ends, also when it fails: a missed target is reported as well. Smaller runs keep nothing.
 *
 * The figures travel to the reporter in the main process, so tests need no files and parallel workers cannot overwrite each other's.
 */
export function keepFigures(topic: KeptFigures['topic'], counted: () => readonly Figure[]): void {
  if (!isSoak) return;
  onTestFinished(({ task: { meta } }) => {
    meta.keptFigures = [...(meta.keptFigures ?? []), { topic, figures: counted() }];
  });
}
