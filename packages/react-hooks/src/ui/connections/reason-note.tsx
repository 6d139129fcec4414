import type { ReasonView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { useWords } from '../base/use-words.ts';
import { connectionsMessages } from './messages.ts';

interface ReasonNoteProps {
  readonly reason: ReasonView;
  /** The text that is shown beside it: an explanation that says the same is left out. */
  readonly besides?: string;
}

/** A reason in words, with the provider's own code for support. */
export function ReasonNote({ reason, besides }: ReasonNoteProps): ReactNode {
  const { t, say } = useWords(connectionsMessages);
  return (
    <>
      <strong>{say(reason.label)}</strong>
      {say(reason.explanation) !== besides && <span className="ta-reason-text"> {say(reason.explanation)}</span>}
      {reason.providerCode !== null && (
        <span className="ta-quiet ta-provider-code">
          {t('ui.connection.provider_code', { code: reason.providerCode })}
        </span>
      )}
    </>
  );
}
