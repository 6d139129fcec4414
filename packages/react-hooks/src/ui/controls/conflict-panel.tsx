import type { ActivationView, Conflict } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { Icon } from '../base/icons.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** Properties of {@link ConflictPanel}. */
export interface ConflictPanelProps {
  readonly conflict: Conflict;
  /** The pause as it is now; null while that is being read, and when it is over. */
  readonly current: ActivationView | null;
  /** Judges what was typed against the pause as it is now. */
  readonly onKeepMine: (() => void) | null;
  /** Begins anew with what is there now. */
  readonly onTakeTheirs: (() => void) | null;
}

/** Says that another person was faster and shows their version. What was typed stays in the fields until one of the two is chosen. */
export function ConflictPanel({ conflict, current, onKeepMine, onTakeTheirs }: ConflictPanelProps): ReactNode {
  const { t, say } = useWords(controlsMessages);
  const { zoned } = useTimes();
  const { reason } = conflict;
  const isShown = reason === 'version' && current !== null;
  const title = isShown
    ? t('ui.conflict.by', { who: say(current.owner.label), time: zoned(current.updatedAt) })
    : t('ui.conflict.title');
  return (
    <div className="ta-panel" data-ta-tone="warning" role="alert">
      <Icon name="warning" />
      <div>
        <p className="ta-panel-title">{title}</p>
        <p>{reason === 'version' || reason === 'exists' ? t(`ui.conflict.${reason}`) : say(conflict.message)}</p>
        {isShown && <Theirs pause={current} />}
        {reason === 'version' && (
          <div className="ta-row-actions">
            <Button isUnavailable={onKeepMine === null} onClick={onKeepMine ?? undefined}>
              {t(onKeepMine === null ? 'ui.loading' : 'ui.conflict.keep_mine')}
            </Button>
            {onTakeTheirs && (
              <Button variant="quiet" onClick={onTakeTheirs}>
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
