import type { ReasonView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { useWords } from '../base/use-words.ts';
import { connectionsMessages } from './messages.ts';
import { useTold, type Told } from './told.ts';

interface ReasonNoteProps {
  readonly reason: ReasonView;
  /** What is shown beside it: a label or an explanation that says the same is left out. */
  readonly besides?: Told;
}

/** A reason in words, with the provider's own code for support. */
export function ReasonNote({ reason, besides = [] }: ReasonNoteProps): ReactNode {
  const { t, say } = useWords(connectionsMessages);
  const isTold = useTold(besides);
  return (
    <>
      {!isTold(reason.label) && <strong>{say(reason.label)}</strong>}
      {!isTold(reason.explanation) && <span className="ta-reason-text"> {say(reason.explanation)}</span>}
      {reason.providerCode !== null && (
        <span className="ta-quiet ta-provider-code">
          {t('ui.connection.provider_code', { code: reason.providerCode })}
        </span>
      )}
    </>
  );
}

/** As {@link ReasonNote}, on a line. A reason that is told already leaves no line, its code included. */
export function ReasonLine({ isQuiet = false, ...props }: ReasonNoteProps & { readonly isQuiet?: boolean }): ReactNode {
  const { reason, besides = [] } = props;
  const isTold = useTold(besides);
  if (isTold(reason.label) && isTold(reason.explanation)) return null;
  return (
    <p className={isQuiet ? 'ta-quiet' : undefined}>
      <ReasonNote {...props} />
    </p>
  );
}
