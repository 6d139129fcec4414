import type { ConnectionDetail, ConnectionView, Result } from '@tenantatlas/core/browser';
import { useUpdateConnection, type AnyAtlasError, type WriteState } from '@tenantatlas/react-hooks';
import { useState } from 'react';
import { answersOf, baseOf, changesOf, isSame, rebase, type EditAnswers, type EditBase } from './edit-answers.ts';
import { useKeptEdit, type Edit } from './kept-edit.ts';

/** The form that changes a connection: what is in it, upon which version, and how the last try went. */
export interface EditForm extends Edit {
  readonly outcome: WriteState<unknown>;
  /** The connection as another person left it meanwhile; null when it is still the version that the answers are for. */
  readonly theirs: EditBase | null;
  /** Whether the server refused an older version, and the one of now is not read yet. */
  readonly isReading: boolean;
  readonly isUnchanged: boolean;
  /** Whether it began with what was typed before. */
  readonly isRestored: boolean;
  readonly change: (answers: EditAnswers) => void;
  /** Goes on with what was typed, upon the version of now. What the person left alone becomes what it is now. */
  readonly keepMine: () => void;
  /** Begins again with the connection as it is now. */
  readonly takeTheirs: () => void;
  /** Sends what was changed, for the version that it was typed for: a newer one refuses it. */
  readonly save: (answers: EditAnswers) => Promise<Result<ConnectionDetail, AnyAtlasError>>;
}

/** See {@link EditForm}. */
export function useEdit(connection: ConnectionView): EditForm {
  const { workspaceId, id } = connection;
  const kept = useKeptEdit(id);
  const [restored, setRestored] = useState(kept.read);
  const [{ answers, base }, setEdit] = useState<Edit>(
    () => restored ?? { answers: answersOf(connection), base: baseOf(connection) },
  );
  const { run, reset, ...outcome } = useUpdateConnection();
  const isSettled = outcome.state !== 'pending' && outcome.state !== 'done';
  const isNewer = isSettled && connection.version > base.version;
  const isStale = 'error' in outcome && outcome.error.code === 'conflict' && outcome.error.reason === 'version';
  const put = (edit: Edit): void => {
    setEdit(edit);
    kept.keep(isSame(edit.answers, answersOf(edit.base)) ? null : edit);
    if (isSettled) reset();
  };
  return {
    answers,
    base,
    outcome: isStale ? { state: 'idle' } : outcome,
    theirs: isNewer ? connection : null,
    isReading: isStale && !isNewer,
    isUnchanged: isSame(answers, answersOf(base)),
    isRestored: restored !== null,
    change: (next) => put({ answers: next, base }),
    keepMine: () => put({ answers: rebase(answers, answersOf(base), answersOf(connection)), base: baseOf(connection) }),
    takeTheirs() {
      put({ answers: answersOf(connection), base: baseOf(connection) });
      setRestored(null);
    },
    async save(sent) {
      const answer = await run({
        workspaceId,
        connectionId: id,
        ...changesOf(sent, base),
        expectedVersion: base.version,
      });
      if (answer.isOk()) kept.keep(null);
      return answer;
    },
  };
}
