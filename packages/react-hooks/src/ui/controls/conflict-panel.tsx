import type { ActivationView, Conflict } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { Icon } from '../base/icons.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** Properties of {@link ConflictPanel}. */
export interface ConflictPanelProps {
  /** The refusal; null for a draft that was typed for an older version and is not sent yet. */
  readonly conflict: Conflict | null;
  /** The pause as it is now; null while that is being read, and when it is over. */
  readonly theirs: ActivationView | null;
  /** Whether the pause has ended: no version is left to choose. */
  readonly isOver: boolean;
  /** Whether a new pause was to replace theirs. */
  readonly isNew: boolean;
  /** Judges what was typed against the pause as it is now. */
  readonly onKeepMine: (theirs: ActivationView) => void;
  /** Begins anew with what is there now. Not offered for a new pause. */
  readonly onTakeTheirs: (theirs: ActivationView) => void;
}

/** Says that another person was faster and shows their version. What was typed stays in the fields until one of the two is chosen. */
export function ConflictPanel(props: ConflictPanelProps): ReactNode {
  const { conflict, theirs, isOver, isNew, onKeepMine, onTakeTheirs } = props;
  const { t, say } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const isTaken = conflict?.reason === 'exists';
  const shown = isTaken ? null : theirs;
  const title = shown
    ? t('ui.conflict.by', { who: say(shown.owner.label), time: zoned(shown.updatedAt) })
    : t(isOver ? 'ui.conflict.gone' : 'ui.conflict.title');
  return (
    <div className="ta-panel" data-ta-tone="warning" role="alert">
      <Icon name="warning" />
      <div>
        <p className="ta-panel-title">{title}</p>
        <p>
          {t(isTaken ? 'ui.conflict.exists' : 'ui.conflict.version')}
          {shown && ` ${t('ui.conflict.theirs')}`}
        </p>
        {shown && <Theirs pause={shown} />}
        {!isTaken && !isOver && (
          <div className="ta-row-actions">
            <Button isUnavailable={!shown} onClick={() => shown && onKeepMine(shown)}>
              {t(shown ? 'ui.conflict.keep_mine' : 'ui.loading')}
            </Button>
            {shown && !isNew && (
              <Button variant="quiet" onClick={() => onTakeTheirs(shown)}>
                {t('ui.conflict.take_theirs')}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function Theirs({ pause }: { readonly pause: ActivationView }): ReactNode {
  const { t } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const { reasonText, publicMessage, expiresAt } = pause;
  return (
    <dl className="ta-facts ta-theirs">
      <div>
        <dt>{t('ui.pause.reason')}</dt>
        <dd dir="auto">{reasonText}</dd>
      </div>
      {publicMessage !== null && (
        <div>
          <dt>{t('ui.pause.public_message')}</dt>
          <dd dir="auto">{publicMessage}</dd>
        </div>
      )}
      <div>
        <dt>{t('ui.pause.until')}</dt>
        <dd>{expiresAt === null ? t('ui.pause.no_end') : zoned(expiresAt)}</dd>
      </div>
    </dl>
  );
}
