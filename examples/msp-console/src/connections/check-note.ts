import type { OperationRunView } from '@tenantatlas/core/browser';
import { useSay } from '@tenantatlas/react-hooks';

/** What a check notes while it waits, which takes up to two minutes. Notes of runs are stored in English. */
export const waiting = {
  id: 'verification.note.waiting_for_consent',
  text: 'Waiting until the consent takes effect',
} as const;

/** Gives a run of a check its note in the reader's language. The names of checks are left out: the count says the same in every language. */
export function useCheckNote(): (run: OperationRunView) => OperationRunView {
  const inWords = useSay();
  return (run) => {
    const note = run.progress.note === waiting.text ? inWords({ ...waiting, params: {} }) : null;
    return { ...run, progress: { ...run.progress, note } };
  };
}
