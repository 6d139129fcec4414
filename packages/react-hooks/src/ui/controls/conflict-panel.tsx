import type { Conflict } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { Icon } from '../base/icons.tsx';
import { useWords } from '../base/use-words.ts';
import { controlsMessages } from './messages.ts';

/** Properties of {@link ConflictPanel}. */
export interface ConflictPanelProps {
  readonly conflict: Conflict;
  /** Begins anew with what is there now; null while that is still being read. */
  readonly onReload: (() => void) | null;
}

/** Says that another person was faster, what that means here, and how to go on. */
export function ConflictPanel({ conflict, onReload }: ConflictPanelProps): ReactNode {
  const { t, say } = useWords(controlsMessages);
  const { reason } = conflict;
  return (
    <div className="ta-panel" data-ta-tone="warning" role="alert">
      <Icon name="warning" />
      <div>
        <p className="ta-panel-title">{t('ui.conflict.title')}</p>
        <p>{reason === 'version' || reason === 'exists' ? t(`ui.conflict.${reason}`) : say(conflict.message)}</p>
        {reason === 'version' && (
          <Button isUnavailable={onReload === null} onClick={onReload ?? undefined}>
            {t(onReload === null ? 'ui.loading' : 'ui.conflict.reload')}
          </Button>
        )}
      </div>
    </div>
  );
}
